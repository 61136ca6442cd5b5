// The cheapest way to make a cell look different: a move that changes one cell by at least so much, keeps all sums,
// and touches, of the cells that are still shown, those whose hiding costs least.
//
// A move is a second table that nobody can tell from the counts once every cell it touches is hidden. It is found
// as a linear program over rises and falls, made whole by a small multiple or by branch and bound, and checked: a move
// that is returned holds exactly, whatever the solver's rounding. Cells shown cost their weight a unit, hidden cells
// nothing. No move: std::nullopt. Refusal: "cells.solver". Single thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/result.hpp"
#include "stats/cell_table.hpp"
#include "stats/linear_program.hpp"

namespace potensial::stats {

enum class CellState {
  hidden,      // moves freely
  shown,       // may be hidden, at its weight
  reluctant,   // may be hidden where nothing else serves
  kept_shown,  // must not be hidden: public already, or known to be empty
};

// Which cells that are shown a move may touch.
enum class MoveReach { hidden_only, shown, reluctant };

class CellMoves {
 public:
  // `table` outlives this; weights above 0, one for each cell.
  CellMoves(const CellTable& table, std::vector<double> weights, std::vector<CellState> states);

  CellState state(std::size_t cell) const { return states_[cell]; }
  double weight(std::size_t cell) const { return weights_[cell]; }
  void set_state(std::size_t cell, CellState state);

  // change > 0: at least so much more; change < 0: at least so much less. `held` cells do not move.
  Result<std::optional<CellMove>> cheapest(std::size_t cell, std::int64_t change, std::span<const std::size_t> held,
                                           MoveReach reach);
  std::size_t programs_solved() const { return solved_; }

 private:
  void set_reach(MoveReach reach);
  void settle(std::size_t cell);
  bool may_move(std::size_t cell) const;
  Result<std::optional<CellMove>> solve();
  std::optional<CellMove> multiple_of_corner() const;
  CellMove move_of(std::span<const std::int64_t> columns) const;

  const CellTable& table_;
  std::vector<double> weights_;
  std::vector<CellState> states_;
  double most_ = 0;  // no cell rises by more
  MoveReach reach_ = MoveReach::shown;
  LinearProgram program_;  // rises, then falls
  std::size_t solved_ = 0;
};

}  // namespace potensial::stats
