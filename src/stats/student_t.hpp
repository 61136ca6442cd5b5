// Student's t distribution with any positive, also fractional, degrees of freedom; infinite df is the normal.
// student_t_cdf: P(T <= t), absolute error below 1e-13; relative error below 1e-10 in the lower tail.
// student_t_quantile: its inverse, relative error below 1e-9. NaN for df <= 0, p outside [0, 1] or NaN input.
// By the continued fraction of the incomplete beta function (Abramowitz and Stegun 26.5.8). Pure, thread-safe.
#pragma once

namespace potensial::stats {

double student_t_cdf(double t, double df);
double student_t_quantile(double p, double df);

}  // namespace potensial::stats
