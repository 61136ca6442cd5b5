#include "service/name_match.hpp"

#include <algorithm>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

namespace potensial::service {
namespace name_match {

constexpr std::size_t least_letters = 2, part_from = 3, mistake_from = 4;
constexpr std::size_t same = 0, beginning = 1, part = 3, mistake = 5;

const icu::Normalizer2& decomposition() {
  UErrorCode status = U_ZERO_ERROR;
  return *icu::Normalizer2::getNFKDInstance(status);
}

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

icu::UnicodeString decomposed(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const auto whole = icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  return decomposition().normalize(whole, status).foldCase();
}

bool is_accent(UChar32 letter) { return u_charType(letter) == U_NON_SPACING_MARK; }

// An apostrophe parts no word: O'Neill is one.
bool is_apostrophe(UChar32 letter) { return letter == '\'' || letter == 0x2019 || letter == 0x2018; }

std::string without_accents(std::string_view text) {
  const auto letters = decomposed(text);
  icu::UnicodeString kept;
  for (std::int32_t at = 0; at < letters.length(); at = letters.moveIndex32(at, 1))
    if (const auto letter = letters.char32At(at); !is_accent(letter) && !is_apostrophe(letter)) kept.append(u_isalnum(letter) ? letter : UChar32(' '));
  std::string plain;
  return kept.toUTF8String(plain);
}

std::string plain_ascii(std::string_view text) {
  std::string plain;
  for (const char c : text) {
    if (c == '\'') continue;
    const bool capital = c >= 'A' && c <= 'Z', stays = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    plain += capital ? static_cast<char>(c - 'A' + 'a') : stays ? c : ' ';
  }
  return plain;
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const auto end = std::min(text.find(' '), text.size());
    if (end > 0) words.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

std::size_t common_beginning(std::string_view a, std::string_view b) {
  return static_cast<std::size_t>(std::ranges::mismatch(a, b).in1 - a.begin());
}

// One letter more, less or other, or two neighbours changed over.
bool is_one_mistake(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > 1) return false;
  const auto at = common_beginning(a, b);
  if (at == a.size()) return true;
  const auto rest_a = a.substr(at), rest_b = b.substr(at);
  if (a.size() != b.size()) return rest_a == rest_b.substr(1);
  const bool swapped = rest_a.size() > 1 && rest_a[0] == rest_b[1] && rest_a[1] == rest_b[0] && rest_a.substr(2) == rest_b.substr(2);
  return swapped || rest_a.substr(1) == rest_b.substr(1);
}

std::optional<std::size_t> distance_of_word(std::string_view typed, std::string_view word) {
  if (word == typed) return same;
  if (word.starts_with(typed)) return beginning;
  if (typed.size() >= part_from && word.find(typed) != std::string_view::npos) return part;
  if (typed.size() >= mistake_from && is_one_mistake(typed, word)) return mistake;
  return std::nullopt;
}

std::optional<std::size_t> least_distance(std::string_view typed, const std::vector<std::string_view>& words) {
  std::optional<std::size_t> least;
  for (const auto word : words)
    if (const auto found = distance_of_word(typed, word); found && (!least || *found < *least)) least = found;
  return least;
}

}  // namespace name_match

std::string folded_name(std::string_view text) {
  const auto plain = name_match::is_ascii(text) ? name_match::plain_ascii(text) : name_match::without_accents(text);
  std::string folded;
  for (const auto word : name_match::words_of(plain)) folded.append(folded.empty() ? "" : " ").append(word);
  return folded;
}

NameQuery::NameQuery(std::string_view typed) {
  const auto folded = folded_name(typed);
  for (const auto word : name_match::words_of(folded)) words_.emplace_back(word);
}

bool NameQuery::is_long_enough() const {
  std::size_t letters = 0;
  for (const auto& word : words_) letters += word.size();
  return letters >= name_match::least_letters;
}

std::optional<std::size_t> NameQuery::distance(std::string_view folded) const {
  const auto words = name_match::words_of(folded);
  std::size_t sum = 0;
  for (const auto& typed : words_) {
    const auto least = name_match::least_distance(typed, words);
    if (!least) return std::nullopt;
    sum += *least;
  }
  return sum;
}

}  // namespace potensial::service
