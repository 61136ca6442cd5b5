// Whether a suppression holds, checked without a solver from its second tables alone: each agrees with every cell that is
// shown and with every sum; for each protected cell one of them has at most `lower` and one at least `upper`; for each
// insider one differs by the width and touches nothing that is known. Exact, plain and slow beside what made it.
//
// Gives, by cell, the least and the greatest count of any second table: nobody can exclude either, and there may be
// more that nobody can exclude. std::nullopt: it does not hold. Pure, thread-safe.
#pragma once

#include <optional>
#include <vector>

#include "stats/cell_intervals.hpp"
#include "stats/cell_suppression.hpp"

namespace potensial::stats {

std::optional<std::vector<CellRange>> proven_ranges(const SuppressionTask& task, const Suppression& suppression);

}  // namespace potensial::stats
