#include "stats/cell_moves.hpp"

#include <cmath>
#include <numeric>

#include "stats/integer_program.hpp"

namespace potensial::stats {
namespace cell_moves_detail {

// Few where cells already hidden must do: what is not found there is hidden otherwise, or stays hidden.
constexpr std::size_t most_nodes = 200, most_nodes_within_hidden = 20;
constexpr int most_multiple = 6;
constexpr double rounding = 1e-6;

LinearProgram program_of(const CellTable& table) {
  const auto cells = table.values.size();
  std::vector<LinearRow> rows;
  for (const auto& relation : table.relations) {
    LinearRow row;
    const auto add = [&](std::size_t cell, double sign) {
      row.terms.push_back({cell, sign});
      row.terms.push_back({cells + cell, -sign});
    };
    add(relation.parent, -1);
    for (const auto child : relation.children) add(child, 1);
    rows.push_back(std::move(row));
  }
  return LinearProgram(2 * cells, rows);
}

}  // namespace cell_moves_detail

CellMoves::CellMoves(const CellTable& table, std::vector<double> weights, std::vector<CellState> states)
    : table_(table), weights_(std::move(weights)), states_(std::move(states)),
      most_(static_cast<double>(std::accumulate(table.values.begin(), table.values.end(), std::int64_t{1000}))),
      program_(cell_moves_detail::program_of(table)) {
  for (std::size_t cell = 0; cell < states_.size(); ++cell) settle(cell);
}

bool CellMoves::may_move(std::size_t cell) const {
  switch (states_[cell]) {
    case CellState::hidden: return true;
    case CellState::shown: return reach_ != MoveReach::hidden_only;
    case CellState::reluctant: return reach_ == MoveReach::reluctant;
    case CellState::kept_shown: break;
  }
  return false;
}

void CellMoves::settle(std::size_t cell) {
  const auto cells = states_.size();
  const double cost = states_[cell] == CellState::hidden ? 0 : weights_[cell];
  const bool moves = may_move(cell);
  program_.set_bounds(cell, {0, moves ? most_ : 0});
  program_.set_bounds(cells + cell, {0, moves ? static_cast<double>(table_.values[cell]) : 0});
  program_.set_cost(cell, cost);
  program_.set_cost(cells + cell, cost);
}

void CellMoves::set_state(std::size_t cell, CellState state) {
  states_[cell] = state;
  settle(cell);
}

void CellMoves::set_reach(MoveReach reach) {
  if (reach == reach_) return;
  reach_ = reach;
  for (std::size_t cell = 0; cell < states_.size(); ++cell) settle(cell);
}

CellMove CellMoves::move_of(std::span<const std::int64_t> columns) const {
  CellMove move;
  const auto cells = states_.size();
  for (std::size_t cell = 0; cell < cells; ++cell) {
    const auto change = columns[cell] - columns[cells + cell];
    if (change == 0) continue;
    move.changes.push_back({cell, change});
    if (states_[cell] != CellState::hidden) move.cost += weights_[cell] * static_cast<double>(std::abs(change));
  }
  return move;
}

// Corners have small denominators; twice a move of halves is whole, and moves the cell by more than was asked.
std::optional<CellMove> CellMoves::multiple_of_corner() const {
  const auto columns = 2 * states_.size();
  std::vector<std::int64_t> whole(columns);
  for (int multiple = 1; multiple <= cell_moves_detail::most_multiple; ++multiple) {
    bool all_whole = true;
    for (std::size_t column = 0; column < columns && all_whole; ++column) {
      const double value = multiple * program_.value(column);
      whole[column] = std::llround(value);
      all_whole = std::abs(value - static_cast<double>(whole[column])) < cell_moves_detail::rounding;
    }
    if (!all_whole) continue;
    auto move = move_of(whole);
    if (stays_a_table(table_, move)) return move;
  }
  return std::nullopt;
}

Result<std::optional<CellMove>> CellMoves::solve() {
  using namespace cell_moves_detail;
  ++solved_;
  const auto outcome = program_.solve();
  if (outcome == LinearOutcome::infeasible) return std::nullopt;
  if (outcome != LinearOutcome::optimal) return refuse(Blame::fault, "cells.solver");
  if (auto move = multiple_of_corner()) return move;
  const auto answer = whole_answer(program_, WholeGoal::first, reach_ == MoveReach::hidden_only ? most_nodes_within_hidden : most_nodes);
  if (answer.outcome == WholeOutcome::failed) return refuse(Blame::fault, "cells.solver");
  if (answer.values.empty()) return std::nullopt;
  auto move = move_of(answer.values);
  if (!stays_a_table(table_, move)) return refuse(Blame::fault, "cells.solver");
  return move;
}

Result<std::optional<CellMove>> CellMoves::cheapest(std::size_t cell, std::int64_t change,
                                                    std::span<const std::size_t> held, MoveReach reach) {
  if (-change > table_.values[cell]) return std::nullopt;
  set_reach(reach);
  if (!may_move(cell)) return std::nullopt;
  const auto rise = cell, fall = states_.size() + cell;
  for (const auto each : held) {
    program_.set_bounds(each, {0, 0});
    program_.set_bounds(states_.size() + each, {0, 0});
  }
  const auto least = static_cast<double>(std::abs(change));
  program_.set_bounds(rise, {change > 0 ? least : 0, change > 0 ? most_ : 0});
  program_.set_bounds(fall, {change < 0 ? least : 0, change < 0 ? static_cast<double>(table_.values[cell]) : 0});
  auto found = solve();
  for (const auto each : held) settle(each);
  settle(cell);
  return found;
}

}  // namespace potensial::stats
