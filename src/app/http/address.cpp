#include "app/http/address.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/encoding.hpp"
#include "report/links.hpp"

namespace potensial::app {
namespace web_address {

int digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// A line break may stand in a text that was typed; nothing else below the blank may.
bool is_control(char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t') || c == 0x7f; }

std::vector<std::string_view> pieces(std::string_view path) {
  std::vector<std::string_view> all;
  while (!path.empty()) {
    path.remove_prefix(1);  // the slash
    const auto end = std::min(path.find('/'), path.size());
    all.push_back(path.substr(0, end));
    path.remove_prefix(end);
  }
  if (!all.empty() && all.back().empty()) all.pop_back();
  return all;
}

}  // namespace web_address

std::optional<std::string> decoded(std::string_view text, bool plus_is_blank) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i] == '+' && plus_is_blank ? ' ' : text[i];
    if (c == '%') {
      const int high = i + 2 < text.size() ? web_address::digit(text[i + 1]) : -1, low = high < 0 ? -1 : web_address::digit(text[i + 2]);
      if (low < 0) return std::nullopt;
      c = static_cast<char>(high * 16 + low);
      i += 2;
    }
    if (web_address::is_control(c)) return std::nullopt;
    out += c;
  }
  return is_utf8(out) ? std::optional(out) : std::nullopt;
}

std::optional<Address> address_of(std::string_view path) {
  if (path.empty() || path.front() != '/') return std::nullopt;
  const auto pieces = web_address::pieces(path);
  if (pieces.empty() || pieces.size() > 3 || (pieces[0] != "en" && pieces[0] != "cy")) return std::nullopt;
  Address address{.language = pieces[0] == "cy" ? Language::cy : Language::en, .noun = "front", .id = {}};
  if (pieces.size() == 1) return address;
  auto noun = decoded(pieces[1], false), id = decoded(pieces.size() == 3 ? pieces[2] : "", false);
  if (!noun || !id || noun->empty() || (pieces.size() == 3 && id->empty())) return std::nullopt;
  address.form = service::take_form(pieces.size() == 3 ? *id : *noun);
  address.noun = report::noun_of(*noun);
  address.foreign_noun = report::noun_in(address.noun, address.language) != *noun;
  address.id = std::move(*id);
  return address;
}

Result<service::Values> values_of(std::string_view text) {
  service::Values values;
  while (!text.empty()) {
    const auto pair = text.substr(0, text.find('&'));
    text.remove_prefix(std::min(pair.size() + 1, text.size()));
    if (pair.empty()) continue;
    const auto equals = std::min(pair.find('='), pair.size());
    auto name = decoded(pair.substr(0, equals), true), value = decoded(pair.substr(std::min(equals + 1, pair.size())), true);
    if (!name || !value || !values.emplace(std::move(*name), std::move(*value)).second) return refuse(Blame::input, "http.bad-values");
  }
  return values;
}

}  // namespace potensial::app
