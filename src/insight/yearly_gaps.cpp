#include "insight/yearly_gaps.hpp"

#include <cmath>
#include <map>

namespace potensial::insight {
namespace {

namespace yearly {

bool short_in_all(const std::vector<GapOfYear>& years) {
  std::size_t known = 0;
  for (const auto& each : years) {
    if (std::isnan(each.gap)) continue;
    if (each.gap >= 0) return false;
    ++known;
  }
  return known >= 2;
}

}  // namespace yearly
}  // namespace

YearlyGaps::YearlyGaps(const Cohort& cohort, const IndicatorStandards& standards, std::span<const std::uint32_t> schools,
                       AcademicYear from, AcademicYear to)
    : cohort_(&cohort) {
  std::map<AcademicYear, Rows> years;
  Rows unused;
  for (std::uint32_t row : with_a_start(standards, rows_in_schools(cohort, schools, AcademicYear{0}, AcademicYear{9999}))) {
    const auto year = cohort.year[row];
    years[year].push_back(row);
    if (year < from || to < year) unused.push_back(row);
  }
  for (auto& [year, rows] : years) {
    GapOfYear unknown;
    unknown.year = year;
    unknown.used_to_find = from <= year && year <= to;
    years_.push_back(learners(standards, unknown, std::move(rows)));
  }
  GapOfYear elsewhere;
  elsewhere.used_to_find = false;
  if (!unused.empty()) unused_ = learners(standards, elsewhere, std::move(unused));
}

YearlyGaps::Learners YearlyGaps::learners(const IndicatorStandards& standards, GapOfYear unknown, Rows rows) const {
  const auto table = searched_table(*cohort_, *standards.same_start, rows);
  auto model = stats::GapModel::of({.outcome = table.outcome,
                                    .member = {},
                                    .cluster = table.school,
                                    .clusters = std::uint32_t(cohort_->schools.size()),
                                    .given = table.spans()});
  Learners made{unknown, std::move(rows), {}};
  if (model) made.model = std::move(*model);
  return made;
}

GapOfYear YearlyGaps::gap(const Learners& among, std::span<const std::uint8_t> marks) {
  GapOfYear result = among.unknown;
  if (!among.model) return result;
  const auto gap = among.model->gap(picked<std::uint8_t>(marks, among.rows), {.draws = 0, .seed = 0});
  if (!gap) return result;
  result.learners = gap->members;
  result.schools = gap->clusters;
  result.gap = gap->within.estimate, result.low = gap->within.low, result.high = gap->within.high;
  return result;
}

Stability YearlyGaps::of(std::span<const Condition> conditions) const {
  const auto marks = group_marks(*cohort_, conditions);
  Stability result;
  for (const auto& year : years_) result.by_year.push_back(gap(year, marks));
  if (unused_) result.replication = gap(*unused_, marks);
  result.lasting = yearly::short_in_all(result.by_year);
  return result;
}

}  // namespace potensial::insight
