// A school year as it stands in an address: "2010" is 2009/10. Pure; thread-safe.
#pragma once

#include <optional>
#include <string>

#include "base/result.hpp"
#include "model/academic_year.hpp"

namespace potensial::service {

// Nothing where none was asked for. Refuses "describe.unknown-year" {year}.
Result<std::optional<AcademicYear>> asked_year(const std::string& year);

}  // namespace potensial::service
