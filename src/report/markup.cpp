#include "report/markup.hpp"

#include <cctype>

namespace potensial::report {

std::string escape(std::string_view text) {
  std::string safe;
  safe.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&': safe += "&amp;"; break;
      case '<': safe += "&lt;"; break;
      case '>': safe += "&gt;"; break;
      case '"': safe += "&quot;"; break;
      case '\'': safe += "&#39;"; break;
      default:
        if (static_cast<unsigned char>(c) >= ' ' || c == '\n' || c == '\t') safe += c;
    }
  }
  return safe;
}

std::string html_id(std::string_view id) {
  std::string fit;
  for (const char c : id) fit += std::isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '_' ? c : '-';
  if (fit.empty() || !std::isalpha(static_cast<unsigned char>(fit.front()))) fit.insert(0, "p-");
  return fit;
}

}  // namespace potensial::report
