#include "insight/finding_detail.hpp"

#include <algorithm>
#include <cmath>

#include "base/parallel.hpp"
#include "insight/cohort_group.hpp"
#include "insight/standing_judge.hpp"
#include "insight/standing_measure.hpp"
#include "stats/normal_distribution.hpp"

namespace potensial::insight {
namespace {

namespace detail_of_finding {

Rows members_of(const Cohort& cohort, const FindingRecord& record, std::span<const std::uint32_t> rows,
                const FindingRequest& request) {
  Rows members;
  const Rows all = group_rows(cohort, record.conditions, request.from, request.to);
  std::set_intersection(all.begin(), all.end(), rows.begin(), rows.end(), std::back_inserter(members));
  return members;
}

struct Share {
  std::size_t counted = 0, attained = 0;

  void add(std::int8_t result) { counted += result >= 0, attained += result == 1; }
  double share() const { return counted ? double(attained) / double(counted) : no_figure; }
};

void take_shares(FindingRecord& record, const OutcomeColumn& outcome, const Rows& members,
                 std::span<const std::uint32_t> rows) {
  Share own, others;
  for (std::uint32_t row : rows)
    (std::binary_search(members.begin(), members.end(), row) ? own : others).add(outcome.attained[row]);
  record.attained_share = own.share();
  record.expected_share = others.share();
}

SchoolOfFinding school_of(const std::string& school, const GroupResidual& residual) {
  const double half = residual.se * stats::normal_quantile(0.975);
  return {school, residual.learners, residual.estimate, residual.estimate - half, residual.estimate + half};
}

void take_schools(FindingRecord& record, const Cohort& cohort, const ExpectedStandard& standard, const Rows& members,
                  std::size_t least, std::size_t listed) {
  std::vector<SchoolOfFinding> schools;
  const auto own = by_school(cohort, members);
  for (std::size_t school = 0; school < own.size(); ++school)
    if (const auto residual = group_residual(standard, own[school]); residual.learners >= least)
      schools.push_back(school_of(cohort.schools[school], residual));
  record.schools_listed_from = schools.size();
  std::stable_sort(schools.begin(), schools.end(),
                   [](const SchoolOfFinding& a, const SchoolOfFinding& b) { return a.gap < b.gap; });
  for (std::size_t place = 0; place < std::min(listed, schools.size()); ++place)
    if (schools[place].gap < 0) record.furthest.push_back(schools[place]);
  for (auto school = schools.rbegin(); school != schools.rend() && record.better.size() < listed; ++school)
    if (school->low > 0) record.better.push_back(*school);
}

}  // namespace detail_of_finding
}  // namespace

void judge_findings(std::span<FindingRecord> findings, const Cohort& cohort, const IndicatorStandards& standards,
                    const Comparators& comparators, const VerdictRule& rule, std::span<const std::uint32_t> rows,
                    const FindingRequest& request) {
  const bool whole = request.schools.empty() || request.schools.size() == cohort.schools.size();
  std::vector<MeasuredRow> measured(findings.size());
  parallel_for(findings.size(), request.options.threads, [&](std::size_t each) {
    auto& record = findings[each];
    const Rows members = detail_of_finding::members_of(cohort, record, rows, request);
    const Rows everywhere = group_rows(cohort, record.conditions, request.from, request.to);
    const AttainedGroup attained = attained_group(cohort, standards, everywhere, comparators);
    measured[each] =
        measure_area({cohort, standards, comparators, rule, attained, {request.from, request.to}, false}, members, whole);
    detail_of_finding::take_shares(record, *cohort.outcome(record.indicator), members, rows);
    detail_of_finding::take_schools(record, cohort, *standards.same_start, members, rule.least_learners,
                                    request.schools_listed);
  });
  for (Comparison which : comparisons) {
    std::vector<Measured> page;
    for (const auto& row : measured) page.push_back(row.of[std::size_t(which)]);
    const auto judged = judge_measured(page, which, rule);
    for (std::size_t each = 0; each < findings.size(); ++each) findings[each].judged[which] = judged[each];
  }
}

}  // namespace potensial::insight
