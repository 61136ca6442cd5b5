#include "insight/grant_eligibility.hpp"

#include <algorithm>

namespace potensial::insight {
namespace grant_eligibility_detail {

constexpr std::int64_t whole = 10'000;  // hundredths of a percent

bool reaches(const CriterionCount& count, std::int64_t share) { return count.recorded > 0 && count.meeting * whole >= share * count.recorded; }

bool is_meant(const Fund& fund, std::string_view phase) {
  return fund.phases.empty() || phase.empty() || std::ranges::find(fund.phases, phase) != fund.phases.end();
}

// Short of one condition alone, and of that by little.
bool is_near(const Fund& fund, const CriterionCount& count) {
  const bool large = count.learners >= fund.least_learners, share = reaches(count, fund.least_share);
  if (large && !share) return fund.near_share > 0 && reaches(count, fund.least_share - fund.near_share);
  return share && !large && count.learners >= fund.least_learners - fund.near_learners;
}

EligibilityWord word(const Fund& fund, std::string_view phase, const CriterionCount& count) {
  if (!is_meant(fund, phase)) return EligibilityWord::not_meant;
  if (reaches(count, fund.least_share) && count.learners >= fund.least_learners) return EligibilityWord::eligible;
  return is_near(fund, count) ? EligibilityWord::near : EligibilityWord::not_eligible;
}

std::int64_t least_meeting(const Fund& fund, const CriterionCount& count) { return (fund.least_share * count.recorded + whole - 1) / whole; }

}  // namespace grant_eligibility_detail

Eligibility eligibility(const Fund& fund, std::string_view phase, const CriterionCount& count) {
  using namespace grant_eligibility_detail;
  return {word(fund, phase, count), std::max<std::int64_t>(0, least_meeting(fund, count) - count.meeting),
          std::max<std::int64_t>(0, fund.least_learners - count.learners)};
}

EligibilityTotals eligibility_totals(std::span<const SchoolEligibility> schools) {
  EligibilityTotals totals;
  for (const auto& each : schools) {
    ++totals.schools;
    totals.eligible += each.is_eligible();
    totals.near += each.judged.word == EligibilityWord::near;
    (each.is_eligible() ? totals.inside : totals.outside) += each.count.meeting;
    totals.unrecorded += each.count.learners - each.count.recorded;
  }
  return totals;
}

}  // namespace potensial::insight
