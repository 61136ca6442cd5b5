#include "stats/quantile.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>

namespace potensial::stats {
namespace {

std::vector<double> sorted_without_nan(std::span<const double> values) {
  std::vector<double> kept;
  kept.reserve(values.size());
  std::ranges::copy_if(values, std::back_inserter(kept), [](double v) { return !std::isnan(v); });
  std::ranges::sort(kept);
  return kept;
}

double interpolated(const std::vector<double>& sorted, double probability) {
  if (sorted.empty() || std::isnan(probability)) return std::numeric_limits<double>::quiet_NaN();
  const double place = std::clamp(probability, 0.0, 1.0) * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const double part = place - static_cast<double>(below);
  return part == 0 ? sorted[below] : sorted[below] + part * (sorted[below + 1] - sorted[below]);
}

}  // namespace

double quantile(std::span<const double> values, double probability) {
  return interpolated(sorted_without_nan(values), probability);
}

std::vector<double> quantiles(std::span<const double> values, std::span<const double> probabilities) {
  const auto sorted = sorted_without_nan(values);
  std::vector<double> found;
  for (const double p : probabilities) found.push_back(interpolated(sorted, p));
  return found;
}

}  // namespace potensial::stats
