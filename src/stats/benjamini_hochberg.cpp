#include "stats/benjamini_hochberg.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>

namespace potensial::stats {
namespace {

std::vector<std::size_t> counted_by_falling_p(std::span<const double> p) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < p.size(); ++i)
    if (!std::isnan(p[i])) order.push_back(i);
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return p[a] > p[b]; });
  return order;
}

}  // namespace

std::vector<double> benjamini_hochberg(std::span<const double> p) {
  std::vector<double> q(p.size(), std::numeric_limits<double>::quiet_NaN());
  const auto order = counted_by_falling_p(p);
  const double m = static_cast<double>(order.size());
  double least = 1, rank = m;
  for (const std::size_t i : order) {
    least = std::min(least, p[i] * m / rank--);
    q[i] = least;
  }
  return q;
}

}  // namespace potensial::stats
