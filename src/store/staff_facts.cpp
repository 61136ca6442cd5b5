#include "store/staff_facts.hpp"

#include "store/school_sums.hpp"

namespace potensial::store {

Result<std::vector<SchoolStaff>> school_staff(DuckdbConnection& facts, const CurrentFacts& staff, AcademicYear year) {
  const auto sums = school_sums(facts, staff, {"staff", "staff_id", "fte"}, year);
  if (!sums) return std::unexpected(sums.error());
  std::vector<SchoolStaff> schools;
  for (const auto& each : *sums) schools.push_back({each.school, each.entries, each.hundredths});
  return schools;
}

}  // namespace potensial::store
