// The cheap attack: bounds pushed through every sum until nothing moves any more.
//
// A parent lies between the sums of its children's bounds, a child between the parent and what the others leave.
// Narrows ranges in place and never widens them; bounds that cross are left for the dear attacks to find. Ends after
// as many rounds as there are cells at most. Pure, thread-safe.
#pragma once

#include "stats/cell_intervals.hpp"

namespace potensial::attack {

void propagate_bounds(stats::CellSystem& system);

}  // namespace potensial::attack
