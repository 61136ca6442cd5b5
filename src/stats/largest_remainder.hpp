// A whole number split by weights so that the parts are whole and add up to it (Hamilton's method, largest remainders).
//
// Each part is first the whole number below whole × weight / sum of weights; what is left goes, one each, to the largest
// remainders; of equal remainders to the earlier. No part differs from its exact share by 1 or more, one of an exact
// whole share is that share, and one of weight 0 is 0. Callers sort before, so that ties do not hang on the order of a
// file. Weights that are fractions are put on one denominator before; only their proportions count.
//
// Integer is std::int64_t, which never overflows within, or a whole number of any size
// (boost::multiprecision::cpp_int), for which there are definitions in the .cpp.
// Refuses "largest-remainder.negative" (the whole number or a weight) and "largest-remainder.no-weight" (none above 0,
// unless nothing is to be split). Source: Balinski and Young (1982), Fair Representation. Pure, thread-safe.
#pragma once

#include <span>
#include <vector>

#include "base/result.hpp"

namespace potensial::stats {

template <class Integer>
Result<std::vector<Integer>> largest_remainder(const Integer& whole, std::span<const Integer> weights);

}  // namespace potensial::stats
