// exp, log and the inverse normal as fixed polynomials over + - * / and sqrt, so that the same arguments
// give the same bits on every machine with IEEE 754 doubles and no contraction. Not the fastest and not the
// last-bit best: relative error below 1e-14 (exp, log), absolute below 1e-13 (normal_quantile).
// Inverse normal: Wichura, Algorithm AS 241 (1988). Pure functions, thread-safe.
#pragma once

namespace potensial {

double portable_exp(double x);           // x in -700 .. 700; beyond, 0 or a very large number
double portable_log(double x);           // x > 0, normal
double portable_logistic(double x);      // 1 / (1 + exp(-x))
double normal_quantile_portable(double p);  // 0 < p < 1

}  // namespace potensial
