#include "insight/within_school.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "insight/cohort_group.hpp"
#include "stats/benjamini_hochberg.hpp"
#include "stats/student_t.hpp"

namespace potensial::insight {
namespace {

namespace inside {

struct Moments {
  std::size_t n = 0;
  double mean = 0, squares = 0;

  void add(double value) {
    if (std::isnan(value)) return;
    ++n;
    const double apart = value - mean;
    mean += apart / double(n);
    squares += apart * (value - mean);
  }
  double error_squared() const { return n > 1 ? squares / double(n - 1) / double(n) : no_figure; }
};

Moments moments(const std::vector<double>& value, std::span<const std::uint32_t> rows) {
  Moments result;
  for (std::uint32_t row : rows) result.add(value[row]);
  return result;
}

void take(WithinRow& row, double difference, double se, double df) {
  row.difference = difference;
  const double half = stats::student_t_quantile(0.975, df) * se;
  row.low = difference - half;
  row.high = difference + half;
  row.p = 2 * stats::student_t_cdf(-std::abs(difference) / se, df);
}

// Welch's interval of two means.
bool contrast(WithinRow& row, const Moments& own, const Moments& others, std::size_t least) {
  row.learners = own.n;
  row.others = others.n;
  if (own.n < std::max<std::size_t>(least, 2) || others.n < std::max<std::size_t>(least, 2)) return false;
  const double a = own.error_squared(), b = others.error_squared();
  if (!(a + b > 0)) return false;
  take(row, own.mean - others.mean, std::sqrt(a + b),
       (a + b) * (a + b) / (a * a / double(own.n - 1) + b * b / double(others.n - 1)));
  return true;
}

Rows less(std::span<const std::uint32_t> all, std::span<const std::uint32_t> some) {
  Rows rest;
  std::set_difference(all.begin(), all.end(), some.begin(), some.end(), std::back_inserter(rest));
  return rest;
}

// Residual of each learner in each subject, less the learner's own mean over subjects.
void add_subjects(std::vector<WithinRow>& rows, std::span<const IndicatorStandards> indicators,
                  std::span<const std::uint32_t> learners, AcademicYear year, std::size_t least) {
  std::vector<Moments> apart(indicators.size());
  for (std::uint32_t row : learners) {
    Moments own;
    for (const auto& each : indicators) own.add(each.same_start ? each.same_start->residual[row] : no_figure);
    if (own.n < 2) continue;
    for (std::size_t each = 0; each < indicators.size(); ++each)
      if (indicators[each].same_start) apart[each].add(indicators[each].same_start->residual[row] - own.mean);
  }
  for (std::size_t each = 0; each < indicators.size(); ++each) {
    const double error = apart[each].error_squared();
    if (apart[each].n < std::max<std::size_t>(least, 2) || !(error > 0)) continue;
    WithinRow row{WithinKind::subject, indicators[each].indicator.id, {}, year, apart[each].n, apart[each].n};
    take(row, apart[each].mean, std::sqrt(error), double(apart[each].n - 1));
    rows.push_back(std::move(row));
  }
}

void add_groups(std::vector<WithinRow>& rows, const Cohort& cohort, const IndicatorStandards& standards,
                std::span<const std::uint32_t> learners, AcademicYear year, std::size_t least) {
  for (const Condition& condition : single_conditions(cohort)) {
    const Rows members = group_rows(cohort, learners, std::span(&condition, 1), year, year);
    WithinRow row{WithinKind::group, standards.indicator.id, {condition}, year};
    const auto& residual = standards.same_start->residual;
    if (contrast(row, moments(residual, members), moments(residual, less(learners, members)), least))
      rows.push_back(std::move(row));
  }
}

void add_cohorts(std::vector<WithinRow>& rows, const Cohort& cohort, const IndicatorStandards& standards,
                 std::span<const std::uint32_t> all_years, std::size_t least) {
  for (AcademicYear year : standards.same_start->years) {
    Rows own;
    std::copy_if(all_years.begin(), all_years.end(), std::back_inserter(own),
                 [&](std::uint32_t row) { return cohort.year[row] == year; });
    WithinRow row{WithinKind::cohort, standards.indicator.id, {}, year};
    const auto& residual = standards.same_start->residual;
    if (contrast(row, moments(residual, own), moments(residual, less(all_years, own)), least))
      rows.push_back(std::move(row));
  }
}

Rows school_rows(const Cohort& cohort, std::uint32_t school, AcademicYear from, AcademicYear to) {
  Rows rows = group_rows(cohort, {}, from, to);
  std::erase_if(rows, [&](std::uint32_t row) { return cohort.school[row] != school; });
  return rows;
}

}  // namespace inside
}  // namespace

std::vector<WithinRow> within_school(const Cohort& cohort, std::span<const IndicatorStandards> indicators,
                                     std::uint32_t school, AcademicYear year, std::size_t least) {
  const Rows learners = inside::school_rows(cohort, school, year, year);
  const Rows all_years = inside::school_rows(cohort, school, AcademicYear{0}, AcademicYear{9999});
  std::vector<WithinRow> rows;
  inside::add_subjects(rows, indicators, learners, year, least);
  for (const auto& standards : indicators) {
    if (!standards.same_start) continue;
    inside::add_groups(rows, cohort, standards, learners, year, least);
    inside::add_cohorts(rows, cohort, standards, all_years, least);
  }
  std::vector<double> p;
  for (const auto& row : rows) p.push_back(row.p);
  const auto q = stats::benjamini_hochberg(p);
  for (std::size_t row = 0; row < rows.size(); ++row) rows[row].q = q[row];
  return rows;
}

}  // namespace potensial::insight
