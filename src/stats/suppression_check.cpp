#include "stats/suppression_check.hpp"

#include <algorithm>

namespace potensial::stats {
namespace suppression_check_detail {

bool agrees(const SuppressionTask& task, const Suppression& suppression, const CellMove& move) {
  return stays_a_table(task.table, move) &&
         std::ranges::all_of(move.changes, [&](const CellChange& each) { return suppression.hidden[each.cell]; });
}

std::vector<CellRange> ranges_of(const SuppressionTask& task, const Suppression& suppression) {
  std::vector<CellRange> ranges;
  for (const auto value : task.table.values) ranges.push_back(CellRange::shown(value));
  for (const auto& move : suppression.second_tables)
    for (const auto& each : move.changes) {
      const auto value = task.table.values[each.cell] + each.change;
      auto& range = ranges[each.cell];
      range.low = std::min(range.low, value);
      range.high = std::max(*range.high, value);
    }
  return ranges;
}

// By cell, who knows it.
std::vector<std::vector<std::size_t>> knowing_of(const SuppressionTask& task) {
  std::vector<std::vector<std::size_t>> knowing(task.table.values.size());
  for (std::size_t insider = 0; insider < task.insiders.size(); ++insider)
    for (const auto cell : task.insiders[insider]) knowing[cell].push_back(insider);
  return knowing;
}

// By insider, whether a second table differs enough in the cell and in nothing that is known.
std::vector<bool> convinced(const SuppressionTask& task, const std::vector<std::vector<std::size_t>>& knowing,
                            std::span<const CellMove* const> moves, std::size_t cell) {
  std::vector<bool> convinced(task.insiders.size(), false);
  for (const auto* move : moves) {
    if (std::abs(move->at(cell)) < task.insider_width) continue;
    std::vector<bool> strangers(task.insiders.size(), true);
    for (const auto& each : move->changes)
      for (const auto insider : knowing[each.cell]) strangers[insider] = false;
    for (std::size_t insider = 0; insider < strangers.size(); ++insider)
      if (strangers[insider]) convinced[insider] = true;
  }
  for (const auto insider : knowing[cell]) convinced[insider] = true;
  return convinced;
}

bool insiders_learn_nothing(const SuppressionTask& task, const Suppression& suppression) {
  std::vector<std::vector<const CellMove*>> by_cell(task.table.values.size());
  for (const auto& move : suppression.second_tables)
    for (const auto& each : move.changes) by_cell[each.cell].push_back(&move);
  const auto knowing = knowing_of(task);
  return std::ranges::all_of(task.protect, [&](const ProtectedCell& each) {
    const auto all = convinced(task, knowing, by_cell[each.cell], each.cell);
    return std::ranges::find(all, false) == all.end();
  });
}

}  // namespace suppression_check_detail

std::optional<std::vector<CellRange>> proven_ranges(const SuppressionTask& task, const Suppression& suppression) {
  using namespace suppression_check_detail;
  const auto& tables = suppression.second_tables;
  if (!std::ranges::all_of(tables, [&](const CellMove& each) { return agrees(task, suppression, each); })) return std::nullopt;
  auto ranges = ranges_of(task, suppression);
  const auto covered = [&](const ProtectedCell& each) {
    return ranges[each.cell].low <= each.lower && *ranges[each.cell].high >= each.upper;
  };
  if (!std::ranges::all_of(task.protect, covered) || !insiders_learn_nothing(task, suppression)) return std::nullopt;
  return ranges;
}

}  // namespace potensial::stats
