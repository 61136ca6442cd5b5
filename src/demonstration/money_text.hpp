// Years and amounts as the files of money write them. Pure, thread-safe.
#pragma once

#include <cstdint>
#include <string>

namespace potensial::demonstration {

// "2007-08", of the financial year that begins in 2007.
inline std::string financial_year_text(int year) { return std::to_string(year) + "-" + std::to_string(year + 1).substr(2); }

// "-1234.05": pounds, of pence.
inline std::string pounds_text(std::int64_t pence) {
  const auto size = pence < 0 ? -pence : pence;
  return (pence < 0 ? "-" : "") + std::to_string(size / 100) + "." + std::to_string(100 + size % 100).substr(1);
}

// "45.5", of 455 tenths.
inline std::string tenths_text(std::int64_t number) { return std::to_string(number / 10) + "." + std::to_string(number % 10); }

}  // namespace potensial::demonstration
