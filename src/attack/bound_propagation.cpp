#include "attack/bound_propagation.hpp"

#include <algorithm>

namespace potensial::attack {
namespace bound_propagation_detail {

using stats::CellRange;

bool narrow(CellRange& range, std::int64_t low, std::optional<std::int64_t> high) {
  const auto before = range;
  if (low > range.low && (!range.high || low <= *range.high)) range.low = low;
  if (high && *high >= range.low && (!range.high || *high < *range.high)) range.high = high;
  return !(range == before);
}

struct Sums {
  std::int64_t low = 0, high = 0;
  std::size_t open = 0;  // children without upper bound
};

Sums sums_of(const stats::CellSystem& system, const stats::CellRelation& relation) {
  Sums sums;
  for (const auto child : relation.children) {
    const auto& range = system.cells[child];
    sums.low += range.low;
    sums.high += range.high.value_or(0);
    sums.open += !range.high;
  }
  return sums;
}

// Narrows one cell of the relation; false when none can be.
bool narrow_one(stats::CellSystem& system, const stats::CellRelation& relation) {
  auto& parent = system.cells[relation.parent];
  const auto sums = sums_of(system, relation);
  if (narrow(parent, sums.low, sums.open == 0 ? std::optional(sums.high) : std::nullopt)) return true;
  for (const auto child : relation.children) {
    auto& range = system.cells[child];
    const bool others_bounded = sums.open == 0 || (sums.open == 1 && !range.high);
    const auto low = others_bounded ? parent.low - (sums.high - range.high.value_or(0)) : 0;
    const auto high = parent.high ? std::optional(*parent.high - (sums.low - range.low)) : std::nullopt;
    if (narrow(range, low, high)) return true;
  }
  return false;
}

bool narrow_relation(stats::CellSystem& system, const stats::CellRelation& relation) {
  bool moved = false;
  while (narrow_one(system, relation)) moved = true;
  return moved;
}

}  // namespace bound_propagation_detail

void propagate_bounds(stats::CellSystem& system) {
  for (std::size_t round = 0; round < system.cells.size(); ++round) {
    bool moved = false;
    for (const auto& relation : system.relations)
      moved = bound_propagation_detail::narrow_relation(system, relation) || moved;
    if (!moved) return;
  }
}

}  // namespace potensial::attack
