#include "insight/high_attainers.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "insight/cohort_group.hpp"
#include "stats/normal_distribution.hpp"
#include "stats/quantile.hpp"

namespace potensial::insight {
namespace {

namespace ahead {

std::map<AcademicYear, double> thresholds(const Cohort& cohort, const PreviousStandard& standard, double percentile) {
  std::map<AcademicYear, std::vector<double>> before;
  for (std::size_t row = 0; row < cohort.size(); ++row)
    if (!std::isnan(standard.before[row])) before[cohort.year[row]].push_back(standard.before[row]);
  std::map<AcademicYear, double> result;
  for (const auto& [year, values] : before) result[year] = stats::quantile(values, percentile);
  return result;
}

void add(HighAttainers& school, const Cohort& cohort, const PreviousStandard& standard, std::uint32_t row,
         bool disadvantaged, double limit) {
  ++school.high;
  school.rows.push_back(row);
  school.high_disadvantaged += disadvantaged;
  if (std::isnan(standard.now[row])) {
    ++school.without_result;
    return;
  }
  if (!(standard.progress[row] < limit * std::sqrt(standard.variance[row]))) return;
  ++school.fallen;
  school.fallen_disadvantaged += disadvantaged;
  school.learners.push_back({cohort.learner[row], row, standard.before[row], standard.now[row], standard.expected[row],
                             disadvantaged});
}

}  // namespace ahead
}  // namespace

std::vector<HighAttainers> high_attainers(const Cohort& cohort, const PreviousStandard& standard,
                                          const Condition& disadvantaged, const HighAttainerRule& rule) {
  const auto threshold = ahead::thresholds(cohort, standard, rule.high_from);
  const Rows poor = group_rows(cohort, std::span(&disadvantaged, 1), AcademicYear{0}, AcademicYear{9999});
  const double limit = stats::normal_quantile(rule.lowest);
  std::map<std::pair<AcademicYear, std::uint32_t>, HighAttainers> schools;
  for (std::uint32_t row = 0; row < cohort.size(); ++row) {
    if (std::isnan(standard.before[row]) || standard.before[row] < threshold.at(cohort.year[row])) continue;
    HighAttainers& own = schools[{cohort.year[row], cohort.school[row]}];
    own.school = cohort.school[row];
    own.year = cohort.year[row];
    ahead::add(own, cohort, standard, row, std::binary_search(poor.begin(), poor.end(), row), limit);
  }
  std::vector<HighAttainers> result;
  for (auto& [key, own] : schools) {
    std::sort(own.learners.begin(), own.learners.end(), [](const FallenBack& a, const FallenBack& b) {
      return std::tuple(a.now - a.expected, a.learner) < std::tuple(b.now - b.expected, b.learner);
    });
    result.push_back(std::move(own));
  }
  return result;
}

}  // namespace potensial::insight
