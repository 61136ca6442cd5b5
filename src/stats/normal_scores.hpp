// Normal scores: ranks turned into standard normal values (van der Waerden), so that ordered categories and
// skewed measures can be compared on one scale (the inference specification, sections 1 and 4.3).
//
// mid_rank_normal_scores: of ordered categories with their counts, lowest first:
//   z = quantile((counted below + half of the own count) / N). A category without anybody has no score: NaN.
// rank_normal_scores: of a vector: quantile((rank - 0.5) / N), rank by value, equal values by their order in
//   the vector. A NaN stays NaN and is not counted. Pure, thread-safe.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace potensial::stats {

std::vector<double> mid_rank_normal_scores(std::span<const std::uint64_t> counts);
std::vector<double> rank_normal_scores(std::span<const double> values);

}  // namespace potensial::stats
