// The lines of an award or a claim, each as grant and contribution, so that everything adds up to the penny: every line to
// its cost, the grants to the grant of the total, the contributions to the contribution of the total (FND-07).
//
// The total is split at the rate (allocation.hpp, half a penny to the grant). Its grant is split over the lines by their
// costs with largest remainders, ties to the earlier line; the contribution of a line is the rest of its cost. As no part
// differs from its exact share by a penny or more, none is below 0 or above its cost. A line may so differ by a penny from
// what its cost alone would give.
// Refuses "line-split.negative" {line} (from 1), "allocation.rate-range" and "money.too-large". Of no lines, or lines
// that cost nothing, all is 0. Pure, thread-safe.
#pragma once

#include <span>
#include <vector>

#include "base/result.hpp"
#include "funding/allocation.hpp"
#include "model/pence.hpp"

namespace potensial::funding {

struct LineSplit {
  std::vector<RateSplit> lines;
  RateSplit total;
};

Result<LineSplit> split_lines(std::span<const Pence> costs, std::int64_t rate);

}  // namespace potensial::funding
