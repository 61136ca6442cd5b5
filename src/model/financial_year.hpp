// The financial year of public bodies, 1 April to 31 March, named by the year in which it begins: 2007 is 2007-08.
// Value type, thread-safe.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.hpp"

namespace potensial {

struct FinancialYear {
  std::int16_t begins = 0;

  constexpr Date first_day() const { return Date(begins, 4, 1); }
  constexpr Date last_day() const { return Date(begins + 1, 3, 31); }
  constexpr FinancialYear before() const { return {static_cast<std::int16_t>(begins - 1)}; }
  static constexpr FinancialYear of(Date day) {
    return {static_cast<std::int16_t>(day.month() >= 4 ? day.year() : day.year() - 1)};
  }
  // Only the exact form 2007-08; anything else is nothing.
  static std::optional<FinancialYear> parse(std::string_view text);
  std::string text() const;

  constexpr auto operator<=>(const FinancialYear&) const = default;
};

}  // namespace potensial
