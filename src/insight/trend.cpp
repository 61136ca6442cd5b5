#include "insight/trend.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

#include "insight/group_gap.hpp"
#include "stats/normal_distribution.hpp"
#include "stats/proportions.hpp"

namespace potensial::insight {
namespace {

// Power of 80% at the 5% level: the smallest true change that would usually be seen.
constexpr double usually_seen = 1.959963984540054 + 0.8416212335729143;

struct SchoolShare {
  double learners = 0, attained = 0;
};

using SharesBySchool = std::map<std::uint32_t, SchoolShare>;

SharesBySchool shares_by_school(const Cohort& cohort, const OutcomeColumn& outcome, std::span<const std::size_t> rows) {
  SharesBySchool schools;
  for (const auto row : rows) {
    auto& school = schools[cohort.school[row]];
    school.learners += 1;
    school.attained += outcome.attained[row];
  }
  return schools;
}

// phi = max(1, chi-squared of the schools' shares / degrees of freedom).
double over_dispersion(const SharesBySchool& schools, double share) {
  const double spread = share * (1 - share);
  if (schools.size() < 2 || spread <= 0) return 1;
  double sum = 0;
  for (const auto& [number, school] : schools)
    sum += school.learners * std::pow(school.attained / school.learners - share, 2) / spread;
  return std::max(1.0, sum / static_cast<double>(schools.size() - 1));
}

std::vector<double> trend_levels(const OutcomeColumn& outcome, std::span<const std::size_t> rows, std::size_t most) {
  std::set<double> values;
  for (const auto row : rows) {
    if (!std::isnan(outcome.value[row])) values.insert(outcome.value[row]);
    if (values.size() > most) return {};
  }
  return {values.begin(), values.end()};
}

std::vector<double> level_shares(const OutcomeColumn& outcome, std::span<const std::size_t> rows, std::span<const double> levels) {
  std::vector<double> shares(levels.size(), 0);
  for (const auto row : rows) {
    const auto at = std::ranges::lower_bound(levels, outcome.value[row]);
    if (at != levels.end() && *at == outcome.value[row]) shares[static_cast<std::size_t>(at - levels.begin())] += 1;
  }
  for (auto& share : shares) share /= static_cast<double>(std::max<std::size_t>(rows.size(), 1));
  return shares;
}

TrendYear trend_year(const Cohort& cohort, const OutcomeColumn& outcome, std::span<const std::size_t> rows, AcademicYear year,
                     std::span<const double> levels, double rho_year) {
  const auto schools = shares_by_school(cohort, outcome, rows);
  std::size_t attained = 0;
  for (const auto row : rows) attained += outcome.attained[row] == 1;
  TrendYear point{year, rows.size(), schools.size()};
  const auto share = stats::wilson(attained, rows.size());
  point.share = share.value;
  point.low = share.low;
  point.high = share.high;
  point.levels = level_shares(outcome, rows, levels);
  if (rows.empty()) return point;
  point.dispersion = schools.size() > 1 ? over_dispersion(schools, point.share)
                                        : 1 + static_cast<double>(rows.size() - 1) * rho_year;
  return point;
}

bool break_between(AcademicYear from, AcademicYear to, std::span<const AcademicYear> breaks) {
  return std::ranges::any_of(breaks, [&](AcademicYear first) { return from < first && first <= to; });
}

// Learners of a year in the denominator without any level; they stand below all levels.
double without_level(const TrendYear& year) {
  return std::max(0.0, 1 - std::accumulate(year.levels.begin(), year.levels.end(), 0.0)) * static_cast<double>(year.learners);
}

// Wilcoxon's rank sum with ties over the levels of two years: the score test of proportional odds.
double distribution_test(const TrendYear& before, const TrendYear& after) {
  const auto n1 = static_cast<double>(before.learners), n2 = static_cast<double>(after.learners), n = n1 + n2;
  double below = 0, rank_sum = 0, ties = 0;
  const auto add = [&](double first, double second) {
    const double here = first + second;
    rank_sum += second * (below + (here + 1) / 2);
    ties += here * (here * here - 1);
    below += here;
  };
  add(without_level(before), without_level(after));
  for (std::size_t level = 0; level < before.levels.size(); ++level) add(before.levels[level] * n1, after.levels[level] * n2);
  const double variance = n1 * n2 / 12 * ((n + 1) - ties / (n * (n - 1)));
  if (variance <= 0) return no_figure;
  const double inflation = std::max(before.dispersion, after.dispersion);
  return 2 * stats::normal_cdf(-std::abs(rank_sum - n2 * (n + 1) / 2) / std::sqrt(variance * inflation));
}

double share_variance(const TrendYear& point) {
  return point.share * (1 - point.share) * point.dispersion / static_cast<double>(point.learners);
}

ChangeKind change_kind(const TrendChange& change, double delta) {
  const bool excludes_none = change.low > 0 || change.high < 0;
  return excludes_none && std::abs(change.difference) >= delta ? ChangeKind::change : ChangeKind::within_chance;
}

TrendChange change_between(const TrendYear& before, const TrendYear& after, std::span<const AcademicYear> breaks, const TrendRule& rule) {
  TrendChange change{before.year, after.year};
  if (break_between(before.year, after.year, breaks)) {
    change.kind = ChangeKind::definition_break;
    return change;
  }
  if (std::min(before.learners, after.learners) < rule.least_learners) return change;
  const double se = std::sqrt(share_variance(before) + share_variance(after));
  change.difference = after.share - before.share;
  change.low = change.difference - stats::kNormal95 * se;
  change.high = change.difference + stats::kNormal95 * se;
  change.could_be_seen = usually_seen * se;
  change.distribution_p = before.levels.empty() ? no_figure : distribution_test(before, after);
  change.kind = change_kind(change, rule.delta);
  return change;
}

}  // namespace

Trend trend_of(const Cohort& cohort, const OutcomeColumn& outcome, std::span<const std::size_t> rows,
               std::span<const AcademicYear> breaks, const TrendRule& rule) {
  const auto counted = rows_counted(outcome, rows);
  Trend trend{trend_levels(outcome, counted, rule.most_levels), {}, {}};
  std::map<AcademicYear, std::vector<std::size_t>> by_year;
  for (const auto row : counted) by_year[cohort.year[row]].push_back(row);
  for (const auto& [year, learners] : by_year)
    trend.years.push_back(trend_year(cohort, outcome, learners, year, trend.levels, rule.rho_year));
  for (std::size_t i = 1; i < trend.years.size(); ++i)
    trend.changes.push_back(change_between(trend.years[i - 1], trend.years[i], breaks, rule));
  return trend;
}

double cohort_correlation(const Cohort& cohort, const OutcomeColumn& outcome) {
  std::map<std::pair<std::uint32_t, AcademicYear>, SchoolShare> cells;
  for (const auto row : rows_counted(outcome, all_rows(cohort))) {
    auto& cell = cells[{cohort.school[row], cohort.year[row]}];
    cell.learners += 1;
    cell.attained += outcome.attained[row];
  }
  std::map<std::uint32_t, SchoolShare> schools;
  std::map<std::uint32_t, double> squares;
  double within = 0, learners = 0;
  for (const auto& [key, cell] : cells) {
    schools[key.first].learners += cell.learners;
    schools[key.first].attained += cell.attained;
    squares[key.first] += cell.learners * cell.learners;
    within += cell.attained * (1 - cell.attained / cell.learners);
    learners += cell.learners;
  }
  double between = 0, size = 0;
  for (const auto& [key, cell] : cells) {
    const auto& school = schools[key.first];
    between += cell.learners * std::pow(cell.attained / cell.learners - school.attained / school.learners, 2);
  }
  for (const auto& [number, school] : schools) size += school.learners - squares[number] / school.learners;
  const auto cell_df = static_cast<double>(cells.size() - schools.size()), within_df = learners - static_cast<double>(cells.size());
  if (cell_df <= 0 || within_df <= 0 || size <= 0) return 0;
  const double within_variance = within / within_df;
  const double between_variance = std::max(0.0, (between - cell_df * within_variance) / size);
  return between_variance > 0 ? between_variance / (between_variance + within_variance) : 0;
}

}  // namespace potensial::insight
