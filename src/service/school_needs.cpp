#include "service/school_needs.hpp"

#include <algorithm>
#include <cmath>

namespace potensial::service {
namespace school_needs_detail {

const std::vector<std::string> entitled_to_free_meals{"fsm"};

}  // namespace school_needs_detail

AcademicYear census_before(FinancialYear year) { return {year.begins}; }

Result<std::vector<SchoolNeed>> school_needs(Home& home, const std::string& authority, FinancialYear year) {
  const auto census = census_before(year);
  const auto loaded = home.census_years("");
  std::vector<SchoolNeed> needs;
  if (std::ranges::find(loaded, census) == loaded.end()) return needs;
  const auto shares = home.school_shares("", school_needs_detail::entitled_to_free_meals, census, census);
  if (!shares) return std::unexpected(shares.error());
  for (const auto& each : *shares) {
    const auto* school = home.organisation(each.school);
    if (school && school->authority == authority) needs.push_back({each.school, std::llround(each.learners), std::llround(each.at_first.front())});
  }
  std::ranges::sort(needs, {}, &SchoolNeed::school);
  return needs;
}

std::vector<FinancialYear> delegation_years(Home& home) {
  std::vector<FinancialYear> years;
  for (const auto census : home.census_years("")) years.push_back({census.summer});
  std::ranges::reverse(years);
  return years;
}

}  // namespace potensial::service
