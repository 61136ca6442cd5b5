// The three inner loops in which a group search spends its time, compiled for several widths of vector
// registers. Their results do not depend on the width: integers, or sums of one element at a time.
// Internal to the group search; pure, thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>

#include "stats/sign_flip.hpp"

namespace potensial::stats {

// Number of bits set in both of two bit sets.
std::uint64_t common_bits(const std::uint64_t* one, const std::uint64_t* other, std::size_t words);

// row[c] -= sum_k weights[k] lines[k * width + c] for c in [0, width), k in ascending order.
void subtract_lines(double* row, std::size_t width, const double* weights, const double* lines, std::size_t count);

// For 16 groups at once: the largest absolute sum, over the groups, of signed values in every draw.
// values: 8 * patterns.bytes() clusters x 16 whole numbers. maxima: one per draw, raised where exceeded.
// Sums of eight clusters are tabled once for all 256 patterns of their signs (the "four Russians" device:
// Arlazarov, Dinic, Kronrod and Faradzev 1970), so a draw costs one addition for eight clusters.
constexpr std::size_t flip_lanes = 16;
void raise_flip_maxima(const std::int32_t* values, const SignPatterns& patterns, std::int32_t* maxima);

}  // namespace potensial::stats
