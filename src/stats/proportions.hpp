// Intervals for shares and their differences, usable down to 0 or all of n.
// wilson: score interval of one share `successes` of `n`. newcombe_difference: interval of p1 - p2 of two
// independent groups (Newcombe 1998, method 10: the two Wilson intervals squared and added).
// `z` is the normal quantile (default 95%). n = 0 gives the whole range with a NaN estimate. Pure, thread-safe.
#pragma once

#include <cstdint>

namespace potensial::stats {

inline constexpr double kNormal95 = 1.959963984540054;

struct Estimate {
  double value;  // NaN when there is nobody to count
  double low;
  double high;
};

Estimate wilson(std::uint64_t successes, std::uint64_t n, double z = kNormal95);
Estimate newcombe_difference(std::uint64_t successes1, std::uint64_t n1, std::uint64_t successes2, std::uint64_t n2,
                             double z = kNormal95);

}  // namespace potensial::stats
