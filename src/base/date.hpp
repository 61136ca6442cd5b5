// Calendar dates: a day without a time or a zone, in the proleptic Gregorian calendar.
// Text form is ISO 8601 (YYYY-MM-DD). Value type, ordered, hashable by days(). Thread-safe.
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace potensial {

class Date {
 public:
  constexpr Date() = default;  // 1970-01-01
  constexpr explicit Date(std::chrono::sys_days day) : days_(static_cast<std::int32_t>(day.time_since_epoch().count())) {}
  constexpr Date(int year, unsigned month, unsigned day)
      : Date(std::chrono::sys_days{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}}) {}

  // The day of a moment, by UTC.
  static constexpr Date of(std::chrono::sys_seconds at) { return Date(std::chrono::floor<std::chrono::days>(at)); }
  static constexpr Date from_days(std::int32_t days_since_1970) {
    Date date;
    date.days_ = days_since_1970;
    return date;
  }
  // Only the exact form YYYY-MM-DD of a day that exists; anything else is nothing.
  static std::optional<Date> parse(std::string_view iso);

  constexpr std::int32_t days() const { return days_; }  // since 1970-01-01, as Parquet and DuckDB count
  constexpr std::chrono::year_month_day parts() const {
    return std::chrono::year_month_day{std::chrono::sys_days{std::chrono::days{days_}}};
  }
  constexpr int year() const { return static_cast<int>(parts().year()); }
  constexpr unsigned month() const { return static_cast<unsigned>(parts().month()); }
  constexpr unsigned day() const { return static_cast<unsigned>(parts().day()); }
  std::string iso() const;

  constexpr auto operator<=>(const Date&) const = default;

 private:
  std::int32_t days_ = 0;
};

}  // namespace potensial
