#include "insight/previous_standard.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>

#include "stats/linear_model.hpp"
#include "stats/restricted_cubic_spline.hpp"

namespace potensial::insight {
namespace {

namespace earlier {

using Rows = std::vector<std::uint32_t>;

std::map<AcademicYear, Rows> rows_by_year(std::span<const AcademicYear> year) {
  std::map<AcademicYear, Rows> years;
  for (std::uint32_t row = 0; row < year.size(); ++row) years[year[row]].push_back(row);
  return years;
}

bool has_both(const PreviousStandard& standard, std::uint32_t row) {
  return !std::isnan(standard.now[row]) && !std::isnan(standard.before[row]);
}

double slope_through_mean(const PreviousStandard& standard, const Rows& rows) {
  double products = 0, squares = 0;
  for (std::uint32_t row : rows)
    if (has_both(standard, row)) {
      products += standard.before[row] * standard.now[row];
      squares += standard.before[row] * standard.before[row];
    }
  return squares > 0 ? products / squares : 0;
}

struct Cell {
  double n = 0, sum = 0, squares = 0;

  double mean() const { return sum / n; }
  double variance() const { return std::max(0.0, squares / n - mean() * mean()); }
};

void expect_by_cell(PreviousStandard& standard, const Rows& rows) {
  std::map<double, Cell> cells;
  for (std::uint32_t row : rows)
    if (has_both(standard, row)) {
      Cell& cell = cells[standard.before[row]];
      cell.n += 1;
      cell.sum += standard.now[row];
      cell.squares += standard.now[row] * standard.now[row];
    }
  for (std::uint32_t row : rows) {
    if (std::isnan(standard.before[row])) continue;
    const auto cell = cells.find(standard.before[row]);
    if (cell == cells.end()) continue;
    standard.expected[row] = cell->second.mean();
    standard.variance[row] = cell->second.variance();
  }
}

// The columns of the spline at every row of the year, with knots from the learners that have both results.
std::vector<std::vector<double>> spline_columns(const PreviousStandard& standard, const Rows& rows) {
  std::vector<double> with_both, all;
  for (std::uint32_t row : rows) {
    all.push_back(standard.before[row]);
    if (has_both(standard, row)) with_both.push_back(standard.before[row]);
  }
  return stats::restricted_cubic_spline(all, stats::spline_knots(with_both, stats::kFourKnots));
}

void predict(PreviousStandard& standard, const Rows& rows, const std::vector<std::vector<double>>& columns,
             const stats::LinearModelFit& fit) {
  for (std::size_t place = 0; place < rows.size(); ++place) {
    double expected = fit.estimates[0];
    for (std::size_t kept = 1; kept < fit.names.size(); ++kept)
      expected += fit.estimates[kept] * columns[std::size_t(std::stoul(fit.names[kept]))][place];
    standard.expected[rows[place]] = expected;  // NaN without an earlier result
    standard.variance[rows[place]] = std::isnan(expected) ? no_figure : fit.sigma2;
  }
}

// A year with too few learners for a spline has no expectation: its learners stay without progress.
void expect_by_spline(PreviousStandard& standard, const Rows& rows) {
  const auto columns = spline_columns(standard, rows);
  std::vector<double> now;
  for (std::uint32_t row : rows) now.push_back(standard.now[row]);
  stats::LinearModelInput input{.y = now};
  for (std::size_t column = 0; column < columns.size(); ++column)
    input.columns.push_back({std::to_string(column), columns[column]});
  if (const auto fit = stats::fit_linear_model(input)) predict(standard, rows, columns, *fit);
}

}  // namespace earlier
}  // namespace

PreviousStandard previous_standard(std::span<const double> now, std::span<const double> before,
                                   std::span<const AcademicYear> year, EarlierResult kind) {
  PreviousStandard standard;
  standard.now.assign(now.begin(), now.end());
  standard.before.assign(before.begin(), before.end());
  for (auto* column : {&standard.expected, &standard.progress, &standard.variance, &standard.slope})
    column->assign(now.size(), no_figure);
  for (const auto& [each, rows] : earlier::rows_by_year(year)) {
    if (kind == EarlierResult::levels)
      earlier::expect_by_cell(standard, rows);
    else
      earlier::expect_by_spline(standard, rows);
    const double slope = earlier::slope_through_mean(standard, rows);
    for (std::uint32_t row : rows) standard.slope[row] = slope;
  }
  for (std::size_t row = 0; row < now.size(); ++row) standard.progress[row] = now[row] - standard.expected[row];
  return standard;
}

Progress progress(const PreviousStandard& standard, std::span<const std::uint32_t> members) {
  Progress result;
  double progress = 0, variance = 0, now = 0, move = 0, drift = 0;
  for (std::uint32_t row : members) {
    if (std::isnan(standard.now[row])) continue;
    ++result.learners;
    if (std::isnan(standard.progress[row])) continue;
    ++result.with_earlier;
    progress += standard.progress[row];
    variance += standard.variance[row];
    now += standard.now[row];
    move += standard.now[row] - standard.before[row];
    drift += standard.slope[row] * standard.before[row];
  }
  if (result.with_earlier == 0) return result;
  const double n = double(result.with_earlier);
  result.estimate = progress / n;
  result.se = std::sqrt(variance) / n;
  result.now = now / n;
  result.expected = result.now - result.estimate;
  result.move = move / n;
  result.drift = drift / n;
  return result;
}

}  // namespace potensial::insight
