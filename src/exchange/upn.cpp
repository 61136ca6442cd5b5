#include "exchange/upn.hpp"

#include <algorithm>

namespace potensial::exchange {
namespace upn {
namespace {

constexpr std::string_view kLetters = "ABCDEFGHJKLMNPQRTUVWXYZ";
constexpr std::size_t kLength = 13;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_digits(std::string_view text) { return std::ranges::all_of(text, is_digit); }

// -1 for a character that has no value at the end of a number.
int value_of_last(char last) {
  if (is_digit(last)) return last - '0';
  const auto place = kLetters.find(last);
  return place == std::string_view::npos ? -1 : static_cast<int>(place);
}

bool is_banned(char c) { return c == 'I' || c == 'O' || c == 'S'; }

bool knows(std::span<const std::uint16_t> authorities, std::string_view digits) {
  const auto code = (digits[0] - '0') * 100 + (digits[1] - '0') * 10 + (digits[2] - '0');
  return authorities.empty() || std::ranges::find(authorities, code) != authorities.end();
}

}  // namespace
}  // namespace upn

std::optional<char> upn_check_letter(std::string_view twelve) {
  if (twelve.size() != upn::kLength - 1 || !upn::is_digits(twelve.substr(0, 11))) return std::nullopt;
  const int last = upn::value_of_last(twelve.back());
  if (last < 0) return std::nullopt;
  int sum = last * 13;
  for (std::size_t i = 0; i < 11; ++i) sum += (twelve[i] - '0') * static_cast<int>(i + 2);
  return upn::kLetters[static_cast<std::size_t>(sum) % upn::kLetters.size()];
}

UpnVerdict judge_upn(std::string_view upn, std::span<const std::uint16_t> authorities) {
  if (upn.size() != upn::kLength) return {UpnFault::wrong_length};
  const auto kind = upn::is_digit(upn.back()) ? UpnKind::permanent : UpnKind::temporary;
  if (upn::is_banned(upn.front()) || upn::is_banned(upn.back())) return {UpnFault::letter_not_allowed, kind};
  const auto letter = upn_check_letter(upn.substr(1));
  if (!letter || !upn::kLetters.contains(upn.front())) return {UpnFault::wrong_form, kind};
  if (*letter != upn.front()) return {UpnFault::wrong_check_letter, kind};
  if (!upn::knows(authorities, upn.substr(1, 3))) return {UpnFault::unknown_authority, kind};
  return {UpnFault::none, kind};
}

std::string_view rule_of(UpnFault fault) {
  switch (fault) {
    case UpnFault::wrong_length: return "rule.upn-length";
    case UpnFault::letter_not_allowed: return "rule.upn-letter";
    case UpnFault::wrong_form: return "rule.upn-form";
    case UpnFault::wrong_check_letter: return "rule.upn-check-letter";
    case UpnFault::unknown_authority: return "rule.upn-authority";
    case UpnFault::none: break;
  }
  return {};
}

bool is_uln(std::string_view uln) {
  if (uln.size() != 10 || !upn::is_digits(uln)) return false;
  int sum = 0;
  for (std::size_t i = 0; i < 9; ++i) sum += (uln[i] - '0') * static_cast<int>(10 - i);
  const int remainder = sum % 11;
  return remainder != 0 && uln[9] - '0' == 10 - remainder;
}

}  // namespace potensial::exchange
