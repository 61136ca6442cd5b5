#include "store/adviser_facts.hpp"

#include "store/school_sums.hpp"

namespace potensial::store {

Result<std::vector<AdviserDays>> adviser_days(DuckdbConnection& facts, const CurrentFacts& visits, AcademicYear year) {
  const auto sums = school_sums(facts, visits, {"adviser-visit", "visit", "days"}, year);
  if (!sums) return std::unexpected(sums.error());
  std::vector<AdviserDays> schools;
  for (const auto& each : *sums) schools.push_back({each.school, each.entries, each.hundredths});
  return schools;
}

}  // namespace potensial::store
