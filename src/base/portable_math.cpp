#include "base/portable_math.hpp"

#include <bit>
#include <cmath>
#include <cstdint>

namespace potensial {
namespace portable {

constexpr double ln2_high = 6.93147180369123816490e-01;  // the head of ln 2, exact when multiplied by an exponent
constexpr double ln2_low = 1.90821492927058770002e-10;
constexpr double per_ln2 = 1.44269504088896338700;

double power_of_two(std::int64_t exponent) {
  return std::bit_cast<double>(static_cast<std::uint64_t>(exponent + 1023) << 52);
}

// sum of coefficients[i] x^i, by Horner
template <int N>
double polynomial(const double (&coefficients)[N], double x) {
  double sum = coefficients[N - 1];
  for (int i = N - 2; i >= 0; --i) sum = sum * x + coefficients[i];
  return sum;
}

// AS 241: centre (|p - 1/2| <= 0.425), middle (r <= 5) and far tail.
constexpr double centre_above[] = {3.3871328727963666080e0, 1.3314166789178437745e+2, 1.9715909503065514427e+3,
                                   1.3731693765509461125e+4, 4.5921953931549871457e+4, 6.7265770927008700853e+4,
                                   3.3430575583588128105e+4, 2.5090809287301226727e+3};
constexpr double centre_below[] = {1.0, 4.2313330701600911252e+1, 6.8718700749205790830e+2, 5.3941960214247511077e+3,
                                   2.1213794301586595867e+4, 3.9307895800092710610e+4, 2.8729085735721942674e+4,
                                   5.2264952788528545610e+3};
constexpr double middle_above[] = {1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0,
                                   3.64784832476320460504e0, 1.27045825245236838258e0, 2.41780725177450611770e-1,
                                   2.27238449892691845833e-2, 7.74545014278341407640e-4};
constexpr double middle_below[] = {1.0, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
                                   1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4,
                                   1.05075007164441684324e-9};
constexpr double tail_above[] = {6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0,
                                 2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
                                 2.71155556874348757815e-5, 2.01033439929228813265e-7};
constexpr double tail_below[] = {1.0, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
                                 7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7,
                                 2.04426310338993978564e-15};

}  // namespace portable

double portable_exp(double x) {
  if (x < -700) return 0;
  if (x > 700) x = 700;
  const auto steps = static_cast<std::int64_t>(x * portable::per_ln2 + (x < 0 ? -0.5 : 0.5));
  const auto whole = static_cast<double>(steps);
  const double rest = (x - whole * portable::ln2_high) - whole * portable::ln2_low;
  double sum = 1;
  for (int n = 13; n > 0; --n) sum = sum * rest / n + 1;
  return sum * portable::power_of_two(steps);
}

double portable_log(double x) {
  const auto bits = std::bit_cast<std::uint64_t>(x);
  auto exponent = static_cast<std::int64_t>(bits >> 52) - 1023;
  double mantissa = std::bit_cast<double>((bits & 0xFFFFFFFFFFFFFull) | 0x3FF0000000000000ull);
  if (mantissa > 1.41421356237309515) {
    mantissa *= 0.5;
    ++exponent;
  }
  const double ratio = (mantissa - 1) / (mantissa + 1);
  const double square = ratio * ratio;
  double sum = 0;
  for (int n = 23; n > 0; n -= 2) sum = sum * square + 1.0 / n;
  const auto whole = static_cast<double>(exponent);
  return whole * portable::ln2_high + (2 * ratio * sum + whole * portable::ln2_low);
}

double portable_logistic(double x) { return 1 / (1 + portable_exp(-x)); }

double normal_quantile_portable(double p) {
  using namespace portable;
  const double q = p - 0.5;
  if (q <= 0.425 && q >= -0.425) {
    const double r = 0.180625 - q * q;
    return q * polynomial(centre_above, r) / polynomial(centre_below, r);
  }
  double r = std::sqrt(-portable_log(q < 0 ? p : 1 - p));
  double found = 0;
  if (r <= 5) {
    r -= 1.6;
    found = polynomial(middle_above, r) / polynomial(middle_below, r);
  } else {
    r -= 5;
    found = polynomial(tail_above, r) / polynomial(tail_below, r);
  }
  return q < 0 ? -found : found;
}

}  // namespace potensial
