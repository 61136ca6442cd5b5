#include "form/words.hpp"

#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <vector>

namespace potensial::form {
namespace words_detail {

// Bytes that are no UTF-8 come out as negative.
std::vector<UChar32> characters(std::string_view text) {
  std::vector<UChar32> all;
  const auto length = static_cast<std::int32_t>(text.size());
  for (std::int32_t at = 0; at < length;) {
    UChar32 next = 0;
    U8_NEXT(text.data(), at, length, next);
    all.push_back(next);
  }
  return all;
}

bool is_space(UChar32 character) { return character >= 0 && u_isUWhiteSpace(character); }

bool makes_a_word(UChar32 character) { return character >= 0 && u_isalnum(character); }

}  // namespace words_detail

std::size_t word_count(std::string_view text) {
  std::size_t count = 0;
  bool counted = false;  // the run that we are in
  for (const auto character : words_detail::characters(text)) {
    if (words_detail::is_space(character)) counted = false;
    if (counted || !words_detail::makes_a_word(character)) continue;
    counted = true;
    ++count;
  }
  return count;
}

std::size_t character_count(std::string_view text) { return words_detail::characters(text).size(); }

bool is_white_space(std::string_view text) { return std::ranges::all_of(words_detail::characters(text), words_detail::is_space); }

bool is_utf8(std::string_view text) {
  return std::ranges::none_of(words_detail::characters(text), [](UChar32 each) { return each < 0; });
}

std::string plain_text(std::string_view text) {
  icu::UnicodeString plain;
  bool space_due = false;
  for (const auto character : words_detail::characters(text)) {
    if (words_detail::is_space(character)) {
      space_due = !plain.isEmpty();
      continue;
    }
    if (space_due) plain.append(UChar32{' '});
    space_due = false;
    plain.append(character >= 0 ? u_tolower(character) : UChar32{0xFFFD});
  }
  std::string utf8;
  plain.toUTF8String(utf8);
  return utf8;
}

}  // namespace potensial::form
