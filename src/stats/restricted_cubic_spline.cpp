#include "stats/restricted_cubic_spline.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "stats/quantile.hpp"

namespace potensial::stats {
namespace {

double cubed_above(double x, double knot) {
  const double over = x - knot;
  return over < 0 ? 0 : over * over * over;  // a NaN stays a NaN
}

double spline_term(double x, double knot, double before_last, double last, double scale) {
  const double gap = last - before_last;
  return (cubed_above(x, knot) - cubed_above(x, before_last) * (last - knot) / gap +
          cubed_above(x, last) * (before_last - knot) / gap) /
         scale;
}

}  // namespace

std::vector<double> spline_knots(std::span<const double> x, std::span<const double> percentiles) {
  auto knots = quantiles(x, percentiles);
  std::erase_if(knots, [](double t) { return std::isnan(t); });
  std::ranges::sort(knots);
  knots.erase(std::unique(knots.begin(), knots.end()), knots.end());
  return knots;
}

std::vector<std::vector<double>> restricted_cubic_spline(std::span<const double> x, std::span<const double> knots) {
  std::vector<std::vector<double>> columns{std::vector<double>(x.begin(), x.end())};
  const std::size_t k = knots.size();
  for (std::size_t j = 0; j + 2 < k; ++j) {
    const double scale = (knots[k - 1] - knots[0]) * (knots[k - 1] - knots[0]);
    auto& column = columns.emplace_back();
    column.reserve(x.size());
    for (const double v : x) column.push_back(spline_term(v, knots[j], knots[k - 2], knots[k - 1], scale));
  }
  return columns;
}

}  // namespace potensial::stats
