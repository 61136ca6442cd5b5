#include "app/http/http_message.hpp"

#include <algorithm>

namespace potensial::app {
namespace http_words {

char lower(char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter; }

bool is_letter_or_digit(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

}  // namespace http_words

bool same_word(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, http_words::lower, http_words::lower);
}

std::string lower_case(std::string_view text) {
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(), http_words::lower);
  return lower;
}

std::string_view trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

const std::string* find_header(const HttpHeaders& headers, std::string_view name) {
  const auto found = std::ranges::find_if(headers, [&](const auto& each) { return same_word(each.first, name); });
  return found == headers.end() ? nullptr : &found->second;
}

std::string joined_header(const HttpHeaders& headers, std::string_view name) {
  std::string joined;
  for (const auto& [each, value] : headers) {
    if (!same_word(each, name)) continue;
    if (!joined.empty()) joined += ", ";
    joined += value;
  }
  return joined;
}

std::vector<std::string_view> list_members(std::string_view list) {
  std::vector<std::string_view> members;
  for (std::size_t begin = 0; begin <= list.size();) {
    const auto end = std::min(list.find(',', begin), list.size());
    const auto member = trimmed(list.substr(begin, end - begin));
    if (!member.empty()) members.push_back(member);
    begin = end + 1;
  }
  return members;
}

bool list_has(std::string_view list, std::string_view word) {
  return std::ranges::any_of(list_members(list), [&](auto each) { return same_word(each, word); });
}

bool is_token(std::string_view text) {
  constexpr std::string_view kOthers = "!#$%&'*+-.^_`|~";
  return !text.empty() && std::ranges::all_of(text, [&](char c) { return http_words::is_letter_or_digit(c) || kOthers.contains(c); });
}

}  // namespace potensial::app
