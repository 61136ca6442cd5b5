#include "model/pence.hpp"

#include <algorithm>
#include <optional>

namespace potensial {
namespace pence_detail {

constexpr std::string_view minus = "−", pound = "£";
constexpr std::size_t group = 3;  // digits between commas

Refusal too_large(std::string text) { return {Blame::input, "money.too-large", {{"text", std::move(text)}}}; }

// The number without its sign; exact for the least of all too.
std::uint64_t magnitude(Pence amount) {
  const auto bits = static_cast<std::uint64_t>(amount.count);
  return amount.count < 0 ? 0 - bits : bits;
}

std::string with_commas(std::uint64_t pounds) {
  auto digits = std::to_string(pounds);
  for (std::size_t left = digits.size(); left > group; left -= group) digits.insert(left - group, ",");
  return digits;
}

std::string unsigned_text(Pence amount) {
  const auto all = magnitude(amount);
  const auto rest = std::to_string(all % 100);
  return std::string(pound) + with_commas(all / 100) + (rest.size() == 1 ? ".0" : ".") + rest;
}

bool take(std::string_view& text, std::string_view beginning) {
  if (!text.starts_with(beginning)) return false;
  text.remove_prefix(beginning.size());
  return true;
}

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }
bool all_digits(std::string_view text) { return !text.empty() && std::ranges::all_of(text, is_digit); }

// The digits of "1,234" or "1234"; nothing where commas stand elsewhere than between thousands.
std::optional<std::string> digits_of(std::string_view pounds) {
  auto first = pounds.find(',');
  if (first == std::string_view::npos) return all_digits(pounds) ? std::optional(std::string(pounds)) : std::nullopt;
  if (first > group) return std::nullopt;
  std::string digits(pounds.substr(0, first));
  for (pounds.remove_prefix(first); take(pounds, ",");) {
    digits += pounds.substr(0, group);
    if (pounds.size() < group) return std::nullopt;
    pounds.remove_prefix(group);
  }
  return first > 0 && pounds.empty() && all_digits(digits) ? std::optional(digits) : std::nullopt;
}

std::optional<std::int64_t> number_of(std::string_view digits, bool negative) {
  std::int64_t number = 0;
  for (const char digit : digits) {
    const std::int64_t step = negative ? '0' - digit : digit - '0';
    if (__builtin_mul_overflow(number, 10, &number) || __builtin_add_overflow(number, step, &number)) return std::nullopt;
  }
  return number;
}

}  // namespace pence_detail

Result<Pence> sum(Pence left, Pence right) {
  Pence total;
  if (__builtin_add_overflow(left.count, right.count, &total.count))
    return std::unexpected(pence_detail::too_large(text(left) + " + " + text(right)));
  return total;
}

Result<Pence> sum(std::span<const Pence> amounts) {
  Pence total;
  for (const auto amount : amounts) {
    const auto more = sum(total, amount);
    if (!more) return more;
    total = *more;
  }
  return total;
}

Result<Pence> difference(Pence left, Pence right) {
  Pence rest;
  if (__builtin_sub_overflow(left.count, right.count, &rest.count))
    return std::unexpected(pence_detail::too_large(text(left) + " − " + text(right)));
  return rest;
}

std::string text(Pence amount) {
  using namespace pence_detail;
  return (amount.count < 0 ? std::string(minus) : "") + unsigned_text(amount);
}

std::string signed_text(Pence amount) { return (amount.count > 0 ? "+" : "") + text(amount); }

Result<Pence> pence(std::string_view written) {
  using namespace pence_detail;
  auto rest = written;
  const bool negative = take(rest, minus) || take(rest, "-");
  take(rest, pound);
  const auto point = rest.find('.');
  auto decimals = point == std::string_view::npos ? std::string("00") : std::string(rest.substr(point + 1));
  const auto digits = digits_of(rest.substr(0, point));
  if (!digits || !all_digits(decimals)) return refuse(Blame::input, "money.not-an-amount", {{"text", std::string(written)}});
  if (decimals.size() > 2) return refuse(Blame::input, "money.part-of-a-penny", {{"text", std::string(written)}});
  decimals.resize(2, '0');
  const auto count = number_of(*digits + decimals, negative);
  if (!count) return std::unexpected(too_large(std::string(written)));
  return Pence{*count};
}

}  // namespace potensial
