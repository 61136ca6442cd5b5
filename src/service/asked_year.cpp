#include "service/asked_year.hpp"

#include <charconv>

namespace potensial::service {

Result<std::optional<AcademicYear>> asked_year(const std::string& year) {
  if (year.empty()) return std::nullopt;
  std::int16_t summer = 0;
  const auto [rest, error] = std::from_chars(year.data(), year.data() + year.size(), summer);
  if (error != std::errc{} || rest != year.data() + year.size()) return refuse(Blame::input, "describe.unknown-year", {{"year", year}});
  return AcademicYear{summer};
}

}  // namespace potensial::service
