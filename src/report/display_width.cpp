#include "report/display_width.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace potensial::report {
namespace width_detail {

// The next letter of a text and how many bytes it has; a broken byte counts as one place.
struct Letter {
  UChar32 code = 0;
  std::size_t bytes = 0;
};

Letter first(std::string_view text) {
  int32_t next = 0;
  UChar32 code = 0;
  U8_NEXT(text.data(), next, static_cast<int32_t>(text.size()), code);
  return {code, static_cast<std::size_t>(next)};
}

std::size_t places(UChar32 code) {
  if (code < 0) return 1;
  const auto type = u_charType(code);
  if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR) return 0;
  const auto wide = u_getIntPropertyValue(code, UCHAR_EAST_ASIAN_WIDTH);
  return wide == U_EA_FULLWIDTH || wide == U_EA_WIDE ? 2 : 1;
}

// As many bytes as fit, at least one letter.
std::size_t bytes_that_fit(std::string_view text, std::size_t width) {
  std::size_t taken = 0, used = 0;
  while (taken < text.size()) {
    const Letter letter = first(text.substr(taken));
    if (taken > 0 && used + places(letter.code) > width) break;
    used += places(letter.code);
    taken += letter.bytes;
  }
  return taken;
}

}  // namespace width_detail

std::size_t display_width(std::string_view utf8) {
  std::size_t width = 0;
  while (!utf8.empty()) {
    const auto letter = width_detail::first(utf8);
    width += width_detail::places(letter.code);
    utf8.remove_prefix(letter.bytes);
  }
  return width;
}

std::string padded_right(std::string_view text, std::size_t width) {
  const std::size_t taken = display_width(text);
  return std::string(text) + std::string(taken < width ? width - taken : 0, ' ');
}

std::string padded_left(std::string_view text, std::size_t width) {
  const std::size_t taken = display_width(text);
  return std::string(taken < width ? width - taken : 0, ' ') + std::string(text);
}

std::vector<std::string> folded(std::string_view text, std::size_t width) {
  std::vector<std::string> lines(1);
  while (!text.empty()) {
    std::string_view word = text.substr(0, text.find(' '));
    const bool first_word = lines.back().empty();
    if (!first_word && display_width(lines.back()) + 1 + display_width(word) > width) {
      lines.emplace_back();
      continue;
    }
    if (first_word) word = word.substr(0, width_detail::bytes_that_fit(word, width));
    lines.back() += (first_word ? "" : " ") + std::string(word);
    text.remove_prefix(word.size());
    if (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    else if (!text.empty()) lines.emplace_back();
  }
  return lines;
}

}  // namespace potensial::report
