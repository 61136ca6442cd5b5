// The standard normal distribution. All functions are pure and thread-safe.
//
// normal_cdf: P(Z <= x), relative error below 1e-14 in both tails down to 1e-300 (complementary error function).
// normal_quantile: its inverse on (0, 1), refined by Halley steps to rounding; 0 and 1 give the infinities,
// anything outside [0, 1] and NaN give NaN. Start value: Abramowitz and Stegun 26.2.23.
#pragma once

namespace potensial::stats {

double normal_density(double x);
double normal_cdf(double x);
double normal_quantile(double p);

}  // namespace potensial::stats
