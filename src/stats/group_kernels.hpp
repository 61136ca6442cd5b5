// The two inner loops in which a group search spends its time, compiled for several widths of vector
// registers. Their results do not depend on the width: integers, or sums of one element at a time.
// Internal to the group search; pure, thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>

#include "stats/sign_flip.hpp"

namespace potensial::stats {

// Groups are handled this many together. Matrices over groups are padded to a multiple of it and stored block
// by block: all rows of the first 16 groups, then all rows of the next.
constexpr std::size_t group_lanes = 16;
constexpr std::size_t padded_to_lanes(std::size_t groups) { return (groups + group_lanes - 1) / group_lanes * group_lanes; }

// A product taken from one block of a matrix: rows[r][c] -= sum_k weights[r][k] lines[k][c], k in ascending
// order, c the 16 groups of the block.
void subtract_product(double* rows, std::size_t row_count, const double* weights, const double* lines,
                      std::size_t line_count);

// For 16 groups at once: the largest absolute sum, over the groups, of signed values in every draw.
// values: 8 * patterns.bytes() clusters x 16 whole numbers. maxima: one per draw, raised where exceeded.
// Sums of eight clusters are tabled once for all 256 patterns of their signs (the "four Russians" device:
// Arlazarov, Dinic, Kronrod and Faradzev 1970), so a draw costs one addition for eight clusters.
void raise_flip_maxima(const std::int32_t* values, const SignPatterns& patterns, std::int32_t* maxima);

}  // namespace potensial::stats
