// The exact attack: which unknown cells are settled by the sums alone, as combinations of what is printed.
//
// Gauss-Jordan elimination modulo the prime 2^61 - 1, each row carrying the combination of sums it came from. A cell
// is claimed only when its combination, lifted to small whole factors, gives that cell and no other in exact whole
// numbers; so nothing false is ever claimed, and a value that needs unusually large factors is left to the other
// attacks. Bounds are not used. Pure, thread-safe.
#pragma once

#include <cstdint>
#include <map>

#include "stats/cell_intervals.hpp"

namespace potensial::attack {

// Unsettled cells that the relations determine, with their values.
std::map<std::size_t, std::int64_t> determined_cells(const stats::CellSystem& system);

}  // namespace potensial::attack
