#include "model/school_class.hpp"

namespace potensial {
namespace {

bool stays(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

std::string in_address(std::string_view name) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string text;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if (stays(c)) text += c;
    else text += {'_', digits[byte / 16], digits[byte % 16]};
  }
  return text;
}

}  // namespace

SchoolClass school_class(std::string_view school, AcademicYear year, std::string_view name) {
  return {std::string(school) + "-" + std::to_string(year.summer) + "-" + in_address(name), std::string(school), year, std::string(name)};
}

}  // namespace potensial
