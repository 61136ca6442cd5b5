// The cheapest way to make a cell look different: a move that changes one cell by at least so much, keeps all sums,
// and touches, of the cells that are still shown, those whose hiding costs least.
//
// A move is a second table that nobody can tell from the counts once every cell it touches is hidden. It is looked for
// among the nearest cells first, those that small sums join to the cell, and among all when it is not there; within
// cells that are hidden already it is looked for nearby only. It is found as a linear program over rises and falls, made
// whole by a small multiple or by branch and bound, and checked: a move that is returned holds exactly, whatever the
// solver's rounding. Cells shown cost their weight a unit, hidden cells a thousandth of it. No move: std::nullopt.
// Refusal: "cells.solver". Single thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/result.hpp"
#include "stats/cell_table.hpp"

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
  void set_state(std::size_t cell, CellState state) { states_[cell] = state; }

  // change > 0: at least so much more; change < 0: at least so much less. `held` cells do not move; ascending.
  Result<std::optional<CellMove>> cheapest(std::size_t cell, std::int64_t change, std::span<const std::size_t> held,
                                           MoveReach reach);
  std::size_t programs_solved() const { return solved_; }

 private:
  struct Asked {
    std::size_t cell = 0;
    std::int64_t change = 0;
    std::span<const std::size_t> held;
    MoveReach reach = MoveReach::shown;
  };

  bool may_move(std::size_t cell, const Asked& asked) const;
  std::vector<std::size_t> nearest(const Asked& asked, std::size_t most) const;
  Result<std::optional<CellMove>> cheapest_among(const std::vector<std::size_t>& cells, const Asked& asked);
  CellMove priced(std::vector<CellChange> changes) const;

  const CellTable& table_;
  std::vector<double> weights_;
  std::vector<CellState> states_;
  std::vector<std::vector<std::size_t>> relations_of_;  // by cell
  double most_ = 0;                                     // no cell rises by more
  std::size_t solved_ = 0;
};

}  // namespace potensial::stats
