#include "stats/cell_suppression.hpp"

#include <algorithm>
#include <numeric>

#include "stats/cell_proofs.hpp"

namespace potensial::stats {
namespace cell_suppression_detail {

std::vector<ProtectedCell> largest_first(const SuppressionTask& task) {
  auto order = task.protect;
  std::ranges::stable_sort(order, {}, [&](const ProtectedCell& each) { return std::pair(-task.table.values[each.cell], each.cell); });
  return order;
}

Result<void> proven_or_refused(CellProofs& proofs, const ProofAsked& asked) {
  const auto proven = proofs.ensure(asked);
  if (!proven) return std::unexpected(proven.error());
  if (!*proven) return refuse(Blame::input, "cells.no-safe-pattern");
  return {};
}

Result<void> prove_to_all(const SuppressionTask& task, const ProtectedCell& each, CellProofs& proofs) {
  const auto value = task.table.values[each.cell];
  if (value < each.upper)
    if (auto done = proven_or_refused(proofs, {each.cell, each.upper - value, false, {}}); !done) return done;
  if (value > each.lower)
    if (auto done = proven_or_refused(proofs, {each.cell, each.lower - value, false, {}}); !done) return done;
  return {};
}

Result<void> prove_to_insider(const SuppressionTask& task, std::span<const ProtectedCell> order,
                              std::span<const std::size_t> known, CellProofs& proofs) {
  for (const auto& each : order) {
    if (std::ranges::binary_search(known, each.cell)) continue;
    if (auto done = proven_or_refused(proofs, {each.cell, task.insider_width, true, known}); !done) return done;
  }
  return {};
}

Result<void> prove_all(const SuppressionTask& task, std::span<const std::vector<std::size_t>> insiders, CellProofs& proofs) {
  const auto order = largest_first(task);
  for (const auto& each : order)
    if (auto done = prove_to_all(task, each, proofs); !done) return done;
  for (const auto& known : insiders)
    if (auto done = prove_to_insider(task, order, known, proofs); !done) return done;
  return {};
}

std::vector<std::size_t> secondary_cells(const SuppressionTask& task, const CellMoves& moves) {
  std::vector<std::size_t> cells;
  for (std::size_t cell = 0; cell < task.states.size(); ++cell)
    if (task.states[cell] != CellState::hidden && moves.state(cell) == CellState::hidden) cells.push_back(cell);
  return cells;
}

// One round over the further cells; how many are shown again.
Result<std::size_t> show_again(const SuppressionTask& task, CellMoves& moves, CellProofs& proofs) {
  auto cells = secondary_cells(task, moves);
  std::ranges::stable_sort(cells, std::ranges::greater{}, [&](std::size_t cell) { return task.weights[cell]; });
  std::size_t shown = 0;
  for (const auto cell : cells) {
    moves.set_state(cell, task.states[cell]);
    const auto done = proofs.do_without(cell);
    if (!done) return std::unexpected(done.error());
    if (*done) ++shown;
    else moves.set_state(cell, CellState::hidden);
  }
  return shown;
}

std::vector<std::vector<std::size_t>> sorted(std::vector<std::vector<std::size_t>> groups) {
  for (auto& group : groups) std::ranges::sort(group);
  return groups;
}

}  // namespace cell_suppression_detail

Result<Suppression> suppress(const SuppressionTask& task) {
  using namespace cell_suppression_detail;
  const auto insiders = sorted(task.insiders);
  CellMoves moves(task.table, task.weights, task.states);
  CellProofs proofs(moves, task.states.size());
  if (auto done = prove_all(task, insiders, proofs); !done) return std::unexpected(done.error());
  Suppression result;
  for (std::size_t shown = 1; shown > 0; result.shown_again += shown) {
    const auto round = show_again(task, moves, proofs);
    if (!round) return std::unexpected(round.error());
    shown = *round;
  }
  for (std::size_t cell = 0; cell < task.states.size(); ++cell)
    result.hidden.push_back(moves.state(cell) == CellState::hidden);
  result.secondary = secondary_cells(task, moves);
  result.programs = moves.programs_solved();
  return result;
}

}  // namespace potensial::stats
