// The school year, 1 September to 31 August, named by the year of its summer: 2008 is 2007/08.
#pragma once

#include <compare>
#include <cstdint>

#include "base/date.hpp"

namespace potensial {

struct AcademicYear {
  std::int16_t summer = 0;

  constexpr Date first_day() const { return Date(summer - 1, 9, 1); }
  constexpr Date last_day() const { return Date(summer, 8, 31); }
  constexpr Date census_day() const { return Date(summer, 1, 15); }  // mid-January, on which the roll is read
  static constexpr AcademicYear of(Date day) {
    return {static_cast<std::int16_t>(day.month() >= 9 ? day.year() + 1 : day.year())};
  }
  constexpr auto operator<=>(const AcademicYear&) const = default;
};

}  // namespace potensial
