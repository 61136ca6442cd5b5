// Benjamini and Hochberg (1995): q-values, the smallest false discovery rate at which each hypothesis is
// rejected. `p` in any order; the answer stands in the same order. A NaN stays NaN and is not counted as a
// hypothesis (a row too small to be judged). Empty in, empty out. Pure, thread-safe.
#pragma once

#include <span>
#include <vector>

namespace potensial::stats {

std::vector<double> benjamini_hochberg(std::span<const double> p);

}  // namespace potensial::stats
