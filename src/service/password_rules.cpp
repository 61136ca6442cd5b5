#include "service/password_rules.hpp"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <set>
#include <vector>

namespace potensial::service {
namespace password_rule {

constexpr std::size_t least_different = 6, least_word = 4, longest_piece = 4;

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

// "cymru2010cymru2010" is no better than "cymru2010"; pieces up to four characters are no better than nothing.
bool is_repeated_piece(std::string_view text) {
  for (std::size_t piece = 1; piece <= longest_piece && piece < text.size(); ++piece) {
    bool same = true;
    for (std::size_t i = piece; same && i < text.size(); ++i) same = text[i] == text[i - piece];
    if (same) return true;
  }
  return false;
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words{""};
  for (const char c : lower(text)) {
    if (std::isalpha(static_cast<unsigned char>(c)) || static_cast<unsigned char>(c) > 127) words.back() += c;
    else words.emplace_back();
  }
  std::erase_if(words, [](const std::string& word) { return word.size() < least_word; });
  return words;
}

// "dolffin1234!" is the common "dolffin" with a tail.
std::string without_tail(std::string text) {
  while (!text.empty() && !std::isalpha(static_cast<unsigned char>(text.back()))) text.pop_back();
  return text;
}

}  // namespace password_rule

std::size_t length_of_password(std::string_view utf8) {
  return static_cast<std::size_t>(std::ranges::count_if(utf8, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

Result<GuessablePasswords> GuessablePasswords::load(const std::filesystem::path& file) {
  std::ifstream in(file);
  if (!in) return refuse(Blame::fault, "web.missing", {{"file", file.string()}});
  std::unordered_set<std::string> common;
  for (std::string line; std::getline(in, line);) common.insert(password_rule::lower(line));
  return GuessablePasswords(std::move(common));
}

bool GuessablePasswords::is_guessable(std::string_view password, std::span<const std::string> own) const {
  const auto text = password_rule::lower(password);
  if (std::set<char>(text.begin(), text.end()).size() < password_rule::least_different || password_rule::is_repeated_piece(text)) return true;
  if (common_.contains(text) || common_.contains(password_rule::without_tail(text))) return true;
  for (const auto& each : own)
    for (const auto& word : password_rule::words_of(each))
      if (text.find(word) != std::string::npos) return true;
  return text.find("potensial") != std::string::npos;
}

}  // namespace potensial::service
