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

// What is to be proven of each cell: to all, that it may be more and may be less; then to those who know other cells.
std::vector<ProofAsked> asked_of(const SuppressionTask& task) {
  const auto order = largest_first(task);
  std::vector<ProofAsked> asked;
  for (const auto& each : order) {
    const auto value = task.table.values[each.cell];
    if (value < each.upper) asked.push_back({each.cell, each.upper - value});
    if (value > each.lower) asked.push_back({each.cell, each.lower - value});
  }
  for (const auto& each : order)
    if (!task.insiders.empty()) asked.push_back({each.cell, task.insider_width, true});
  return asked;
}

Result<void> prove_all(const SuppressionTask& task, CellProofs& proofs) {
  for (const auto& asked : asked_of(task))
    if (auto done = proven_or_refused(proofs, asked); !done) return done;
  return {};
}

std::vector<std::size_t> secondary_cells(const SuppressionTask& task, const CellMoves& moves) {
  std::vector<std::size_t> cells;
  for (std::size_t cell = 0; cell < task.states.size(); ++cell)
    if (task.states[cell] != CellState::hidden && moves.state(cell) == CellState::hidden) cells.push_back(cell);
  return cells;
}

// One round over the further cells; how many are shown again. What could not be shown while more was hidden cannot be
// shown later, so one round is enough.
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
  CellProofs proofs(moves, task.states.size(), insiders);
  if (auto done = prove_all(task, proofs); !done) return std::unexpected(done.error());
  const auto shown_again = show_again(task, moves, proofs);
  if (!shown_again) return std::unexpected(shown_again.error());
  Suppression result{.hidden = {}, .secondary = {}, .shown_again = *shown_again, .second_tables = proofs.moves_used()};
  for (std::size_t cell = 0; cell < task.states.size(); ++cell)
    result.hidden.push_back(moves.state(cell) == CellState::hidden);
  result.secondary = secondary_cells(task, moves);
  result.programs = moves.programs_solved();
  return result;
}

}  // namespace potensial::stats
