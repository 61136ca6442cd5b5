#include "stats/proportions.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace potensial::stats {

Estimate wilson(std::uint64_t successes, std::uint64_t n, double z) {
  if (n == 0) return {std::numeric_limits<double>::quiet_NaN(), 0, 1};
  const double size = static_cast<double>(n), p = static_cast<double>(successes) / size;
  const double scale = 1 + z * z / size, centre = (p + z * z / (2 * size)) / scale;
  const double half = z / scale * std::sqrt(p * (1 - p) / size + z * z / (4 * size * size));
  // At 0 and n one limit is the share itself; rounding must not move it.
  return {p, successes == 0 ? 0 : std::max(0.0, centre - half), successes == n ? 1 : std::min(1.0, centre + half)};
}

Estimate newcombe_difference(std::uint64_t successes1, std::uint64_t n1, std::uint64_t successes2, std::uint64_t n2,
                             double z) {
  const Estimate a = wilson(successes1, n1, z), b = wilson(successes2, n2, z);
  if (n1 == 0 || n2 == 0) return {std::numeric_limits<double>::quiet_NaN(), -1, 1};
  const double d = a.value - b.value;
  return {d, d - std::hypot(a.value - a.low, b.high - b.value), d + std::hypot(a.high - a.value, b.value - b.low)};
}

}  // namespace potensial::stats
