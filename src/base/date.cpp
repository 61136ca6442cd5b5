#include "base/date.hpp"

#include <charconv>

#include <fmt/format.h>

namespace potensial {
namespace {

std::optional<unsigned> digits(std::string_view text) {
  unsigned value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

std::optional<Date> Date::parse(std::string_view iso) {
  if (iso.size() != 10 || iso[4] != '-' || iso[7] != '-') return std::nullopt;
  const auto year = digits(iso.substr(0, 4)), month = digits(iso.substr(5, 2)), day = digits(iso.substr(8, 2));
  if (!year || !month || !day) return std::nullopt;
  const std::chrono::year_month_day parts{std::chrono::year{static_cast<int>(*year)}, std::chrono::month{*month},
                                          std::chrono::day{*day}};
  if (!parts.ok()) return std::nullopt;
  return Date{std::chrono::sys_days{parts}};
}

std::string Date::iso() const { return fmt::format("{:04}-{:02}-{:02}", year(), month(), day()); }

}  // namespace potensial
