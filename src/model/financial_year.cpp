#include "model/financial_year.hpp"

#include <charconv>

namespace potensial {

std::string FinancialYear::text() const {
  const int next = (begins + 1) % 100;
  return std::to_string(begins) + (next < 10 ? "-0" : "-") + std::to_string(next);
}

std::optional<FinancialYear> FinancialYear::parse(std::string_view text) {
  FinancialYear year;
  if (text.size() != 7 || std::from_chars(text.data(), text.data() + 4, year.begins).ec != std::errc{}) return std::nullopt;
  return year.begins >= 1000 && year.text() == text ? std::optional(year) : std::nullopt;
}

}  // namespace potensial
