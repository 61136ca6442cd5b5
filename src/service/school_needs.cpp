#include "service/school_needs.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "store/staff_facts.hpp"

namespace potensial::service {
namespace school_needs_detail {

const std::vector<std::string> entitled_to_free_meals{"fsm"};

Result<std::vector<store::SchoolStaff>> counted_staff(Home& home, AcademicYear january) {
  const auto current = home.kept_facts("", "staff", january, january);
  if (!current) return std::unexpected(current.error());
  return store::school_staff(home.facts(), **current, january);
}

// Schools of which no return tells keep none.
Result<void> add_staff(Home& home, AcademicYear january, std::vector<SchoolNeed>& needs) {
  const auto kept = home.keep<std::vector<store::SchoolStaff>>(fmt::format("staff/{}", january.summer), [&] { return counted_staff(home, january); });
  if (!kept) return std::unexpected(kept.error());
  for (auto& each : needs) {
    const auto found = std::ranges::lower_bound(**kept, each.school, {}, &store::SchoolStaff::school);
    if (found != (*kept)->end() && found->school == each.school) each.staff = found->hundredths;
  }
  return {};
}

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
  if (auto added = school_needs_detail::add_staff(home, census, needs); !added) return std::unexpected(added.error());
  return needs;
}

std::vector<FinancialYear> delegation_years(Home& home) {
  std::vector<FinancialYear> years;
  for (const auto census : home.census_years("")) years.push_back({census.summer});
  std::ranges::reverse(years);
  return years;
}

}  // namespace potensial::service
