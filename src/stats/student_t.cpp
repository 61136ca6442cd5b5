#include "stats/student_t.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "stats/normal_distribution.hpp"

namespace potensial::stats {
namespace {

constexpr double kNoStudentT = std::numeric_limits<double>::quiet_NaN();

// Gamma(a + 1/2) / Gamma(a). The difference of two large log-gammas would lose digits, so a series takes over.
double half_step_gamma_ratio(double a) {
  if (a < 60) return std::tgamma(a + 0.5) / std::tgamma(a);
  const double v = 1 / a;
  return std::sqrt(a) *
         (1 + v * (-1.0 / 8 + v * (1.0 / 128 + v * (5.0 / 1024 + v * (-21.0 / 32768 - v * 399.0 / 262144)))));
}

// Continued fraction of the incomplete beta function by the modified Lentz method.
double beta_fraction(double a, double b, double x) {
  constexpr double kTiny = 1e-300;
  const auto guarded = [](double v) { return std::abs(v) < kTiny ? kTiny : v; };
  double c = 1, d = 1 / guarded(1 - (a + b) * x / (a + 1)), fraction = d;
  for (int m = 1; m < 100000; ++m) {
    const double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / guarded(1 + even * d);
    c = guarded(1 + even / c);
    fraction *= d * c;
    const double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / guarded(1 + odd * d);
    c = guarded(1 + odd / c);
    fraction *= d * c;
    if (std::abs(d * c - 1) < 1e-16) break;
  }
  return fraction;
}

// P(T > |t|) = I_x(df/2, 1/2) / 2 with x = df / (df + t^2).
double upper_tail(double t, double df) {
  const double a = df / 2, square = t * t;
  if (std::isinf(square)) return 0;
  const double x = df / (df + square), y = square / (df + square);
  const double log_x = -std::log1p(square / df);
  const double front = std::exp(a * log_x) * std::sqrt(y) * half_step_gamma_ratio(a) * std::numbers::inv_sqrtpi;
  if (x < (a + 1) / (a + 2.5)) return front * beta_fraction(a, 0.5, x) / a / 2;
  return 0.5 - front * beta_fraction(0.5, a, y);
}

double student_density(double t, double df) {
  return half_step_gamma_ratio(df / 2) * std::numbers::inv_sqrtpi / std::sqrt(df) *
         std::exp(-(df + 1) / 2 * std::log1p(t * t / df));
}

// An interval that holds the quantile of p < 1/2, by doubling.
double below_quantile(double p, double df) {
  double low = -1;
  while (student_t_cdf(low, df) > p && std::isfinite(low)) low *= 2;
  return low;
}

double lower_quantile(double p, double df) {
  double low = below_quantile(p, df), high = 0, t = std::max(low, normal_quantile(p));
  for (int step = 0; step < 200; ++step) {
    const double excess = student_t_cdf(t, df) - p;
    (excess > 0 ? high : low) = t;
    double next = t - excess / student_density(t, df);
    if (!(next > low && next < high)) next = (low + high) / 2;
    if (std::abs(next - t) <= 1e-15 * std::abs(t)) return next;
    t = next;
  }
  return t;
}

}  // namespace

double student_t_cdf(double t, double df) {
  if (std::isnan(t) || !(df > 0)) return kNoStudentT;
  if (std::isinf(df)) return normal_cdf(t);
  const double tail = upper_tail(t, df);
  return t < 0 ? tail : 1 - tail;
}

double student_t_quantile(double p, double df) {
  if (!(p >= 0 && p <= 1) || !(df > 0)) return kNoStudentT;
  if (std::isinf(df) || p == 0 || p == 1) return normal_quantile(p);
  if (p == 0.5) return 0;
  return p < 0.5 ? lower_quantile(p, df) : -lower_quantile(1 - p, df);
}

}  // namespace potensial::stats
