#include "insight/group_gap.hpp"

#include <algorithm>
#include <numeric>
#include <set>

#include "stats/linear_model.hpp"
#include "stats/proportions.hpp"
#include "stats/student_t.hpp"

namespace potensial::insight {
namespace {

struct SharesCount {
  std::size_t learners = 0, attained = 0;
  double share() const { return learners ? static_cast<double>(attained) / static_cast<double>(learners) : no_figure; }
};

SharesCount count_shares(const OutcomeColumn& outcome, std::span<const std::size_t> rows) {
  SharesCount count{rows.size(), 0};
  for (const auto row : rows) count.attained += outcome.attained[row] == 1;
  return count;
}

template <class Keep>
std::vector<std::size_t> rows_where(std::span<const std::size_t> among, Keep keep) {
  std::vector<std::size_t> rows;
  std::ranges::copy_if(among, std::back_inserter(rows), keep);
  return rows;
}

void newcombe_interval(SharesGap& gap, const SharesCount& first, const SharesCount& second) {
  const auto difference = stats::newcombe_difference(first.attained, first.learners, second.attained, second.learners);
  gap.low = difference.low;
  gap.high = difference.high;
}

// Regression of reaching the standard on belonging to the first group, errors clustered by school.
void clustered_interval(SharesGap& gap, const Cohort& cohort, const OutcomeColumn& outcome,
                        std::span<const std::size_t> first, std::span<const std::size_t> second) {
  std::vector<double> reached, belongs;
  std::vector<std::uint32_t> school;
  for (const auto* rows : {&first, &second})
    for (const auto row : *rows) {
      reached.push_back(outcome.attained[row]);
      belongs.push_back(rows == &first);
      school.push_back(cohort.school[row]);
    }
  stats::LinearModelInput input;
  input.y = reached;
  input.columns = {{"first", belongs}};
  input.cluster = {school, cohort.schools.size()};
  input.errors = stats::ErrorKind::cr1;
  const auto fit = stats::fit_linear_model(input);
  if (!fit || fit->estimates.size() < 2) return;
  const double reach = stats::student_t_quantile(0.975, fit->df) * fit->se[1];
  gap.low = gap.gap - reach;
  gap.high = gap.gap + reach;
}

}  // namespace

SharesGap gap_in_shares(const Cohort& cohort, const OutcomeColumn& outcome, std::span<const std::size_t> first_rows,
                        std::span<const std::size_t> second_rows, std::size_t least) {
  const auto first_counted = rows_counted(outcome, first_rows), second_counted = rows_counted(outcome, second_rows);
  const auto first = count_shares(outcome, first_counted), second = count_shares(outcome, second_counted);
  std::set<std::uint32_t> schools;
  for (const auto* rows : {&first_counted, &second_counted})
    for (const auto row : *rows) schools.insert(cohort.school[row]);
  SharesGap gap{first.learners, second.learners, schools.size(), first.share(), second.share()};
  gap.gap = gap.first_share - gap.second_share;
  if (first.learners < least || second.learners < least) gap.reason = Reason::too_few_learners;
  if (first.learners == 0 || second.learners == 0) return gap;
  if (schools.size() == 1) newcombe_interval(gap, first, second);
  else clustered_interval(gap, cohort, outcome, first_counted, second_counted);
  return gap;
}

std::vector<std::size_t> rows_at(const CharacteristicColumn& characteristic, std::uint8_t level,
                                 std::span<const std::size_t> among) {
  return rows_where(among, [&](std::size_t row) { return characteristic.level[row] == level; });
}

std::vector<std::size_t> rows_in_year(const Cohort& cohort, AcademicYear year, std::span<const std::size_t> among) {
  return rows_where(among, [&](std::size_t row) { return cohort.year[row] == year; });
}

std::vector<std::size_t> rows_in_school(const Cohort& cohort, std::string_view school) {
  return rows_where(all_rows(cohort), [&](std::size_t row) { return cohort.schools[cohort.school[row]] == school; });
}

std::vector<std::size_t> rows_in_authority(const Cohort& cohort, std::string_view authority) {
  return rows_where(all_rows(cohort), [&](std::size_t row) {
    return cohort.authorities[cohort.school_authority[cohort.school[row]]] == authority;
  });
}

std::vector<std::size_t> all_rows(const Cohort& cohort) {
  std::vector<std::size_t> rows(cohort.size());
  std::iota(rows.begin(), rows.end(), std::size_t{0});
  return rows;
}

std::vector<std::size_t> rows_counted(const OutcomeColumn& outcome, std::span<const std::size_t> among) {
  return rows_where(among, [&](std::size_t row) { return outcome.attained[row] >= 0; });
}

}  // namespace potensial::insight
