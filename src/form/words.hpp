// Counting words and characters of an answer, the same way in both languages.
//
// A word is a run of characters between white space that has at least one letter or digit. So apostrophes and
// hyphens do not split a word (i’r, mae’n, di-dâl and e-bost are one each), and a dash between spaces is none.
// White space, letters and digits are those of Unicode; a character is a code point. Pure functions, thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace potensial::form {

std::size_t word_count(std::string_view text);
std::size_t character_count(std::string_view text);
bool is_white_space(std::string_view text);  // nothing else in it; also empty text
bool is_utf8(std::string_view text);
// Small letters, one space between words, none at the ends: what makes two texts the same to a reader.
std::string plain_text(std::string_view text);

}  // namespace potensial::form
