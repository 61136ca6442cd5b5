#include "stats/normal_distribution.hpp"

#include <cmath>
#include <limits>
#include <numbers>

namespace potensial::stats {
namespace {

// The value below which lies `p`, for 0 < p <= 1/2, within 4.5e-4.
double rough_lower_quantile(double p) {
  const double t = std::sqrt(-2 * std::log(p));
  const double above = 2.515517 + t * (0.802853 + t * 0.010328);
  const double below = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308));
  return above / below - t;
}

double refined_by_halley(double x, double p) {
  for (int step = 0; step < 3; ++step) {
    const double density = normal_density(x);
    if (density == 0) break;
    const double error = (normal_cdf(x) - p) / density;
    x -= error / (1 + x * error / 2);
  }
  return x;
}

}  // namespace

double normal_density(double x) { return std::exp(-x * x / 2) * std::numbers::inv_sqrtpi / std::numbers::sqrt2; }

double normal_cdf(double x) { return std::erfc(-x / std::numbers::sqrt2) / 2; }

double normal_quantile(double p) {
  if (!(p >= 0 && p <= 1)) return std::numeric_limits<double>::quiet_NaN();
  if (p == 0) return -std::numeric_limits<double>::infinity();
  if (p > 0.5) return -normal_quantile(1 - p);
  if (p == 0.5) return 0;
  return refined_by_halley(rough_lower_quantile(p), p);
}

}  // namespace potensial::stats
