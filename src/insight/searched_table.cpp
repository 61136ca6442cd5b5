#include "insight/searched_table.hpp"

#include <algorithm>
#include <unordered_set>

namespace potensial::insight {

Rows rows_in_schools(const Cohort& cohort, std::span<const std::uint32_t> schools, AcademicYear from, AcademicYear to) {
  std::vector<std::uint8_t> inside(cohort.schools.size(), schools.empty());
  for (std::uint32_t school : schools) inside[school] = 1;
  Rows rows = group_rows(cohort, {}, from, to);
  std::erase_if(rows, [&](std::uint32_t row) { return !inside[cohort.school[row]]; });
  return rows;
}

Rows each_learner_once(const Cohort& cohort, Rows rows) {
  std::stable_sort(rows.begin(), rows.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return cohort.year[b] < cohort.year[a]; });
  std::unordered_set<std::uint64_t> seen;
  std::erase_if(rows, [&](std::uint32_t row) { return !seen.insert(std::uint64_t(cohort.learner[row])).second; });
  std::sort(rows.begin(), rows.end());
  return rows;
}

Rows with_a_start(const IndicatorStandards& standards, Rows rows) {
  if (!standards.earlier.empty())
    std::erase_if(rows, [&](std::uint32_t row) { return standards.same_start->no_earlier[row] != 0; });
  return rows;
}

SearchedTable searched_table(const Cohort& cohort, const ExpectedStandard& same_start, std::span<const std::uint32_t> rows) {
  SearchedTable table{picked<double>(same_start.residual, rows), picked<std::uint32_t>(cohort.school, rows), {}};
  for (const auto& column : same_start.covariates) {
    const auto varies = [&](std::uint32_t row) { return column[row] != column[rows.front()]; };
    if (std::ranges::any_of(rows, varies)) table.given.push_back(picked<double>(column, rows));
  }
  return table;
}

}  // namespace potensial::insight
