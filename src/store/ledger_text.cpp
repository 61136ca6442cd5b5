#include "store/ledger_text.hpp"

#include <cstdio>

#include <fmt/format.h>

namespace potensial::store {

std::string instant_text(std::chrono::sys_seconds at) {
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::hh_mm_ss time(at - day);
  return fmt::format("{}T{:02}:{:02}:{:02}Z", Date(day).iso(), time.hours().count(), time.minutes().count(),
                     time.seconds().count());
}

std::chrono::sys_seconds instant_of(const std::string& text) {
  int hours = 0, minutes = 0, seconds = 0;
  const auto day = Date::parse(text.substr(0, 10));
  if (!day || std::sscanf(text.c_str() + 10, "T%d:%d:%dZ", &hours, &minutes, &seconds) != 3) return {};
  return std::chrono::sys_days(day->parts()) + std::chrono::hours(hours) + std::chrono::minutes(minutes) +
         std::chrono::seconds(seconds);
}

}  // namespace potensial::store
