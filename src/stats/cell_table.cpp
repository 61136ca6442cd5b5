#include "stats/cell_table.hpp"

#include <algorithm>

namespace potensial::stats {

std::int64_t CellMove::at(std::size_t cell) const {
  const auto found = std::ranges::lower_bound(changes, cell, {}, &CellChange::cell);
  return found == changes.end() || found->cell != cell ? 0 : found->change;
}

bool adds_up(const CellTable& table) {
  const auto& values = table.values;
  return std::ranges::all_of(values, [](std::int64_t value) { return value >= 0; }) &&
         std::ranges::all_of(table.relations, [&](const CellRelation& relation) {
           std::int64_t sum = 0;
           for (const auto child : relation.children) sum += values[child];
           return sum == values[relation.parent];
         });
}

bool stays_a_table(const CellTable& table, const CellMove& move) {
  auto changed = table;
  for (const auto& each : move.changes) changed.values[each.cell] += each.change;
  return adds_up(changed);
}

}  // namespace potensial::stats
