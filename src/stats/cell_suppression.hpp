// Which further cells must be hidden so that cells which must not be seen cannot be worked out from sums.
//
// Each protected cell gets, as proof, second tables that agree with everything shown: in one the cell is at most
// `lower`, in one at least `upper`. Each insider, who knows some cells, is left at least one second table in which
// the cell differs by `insider_width` or more (asked of one table, so a little stricter than a width of interval).
// Cells are hidden where the cheapest such table touches them: largest protected cell first, then insiders, then
// each further cell, dearest first, is shown again if all proofs can be had without it. What is returned is therefore
// proven in whole numbers, and the proofs come with it; no solver has to be believed. After Cox, Fischetti and
// Salazar-Gonzalez (network and linear-programming suppression), in the heuristic form of one cell at a time.
//
// The order of cells in the table settles ties: give them in an order of their own, not that of print.
// Refusals: "cells.no-safe-pattern" (no set of cells that may be hidden is enough), "cells.solver". Single thread.
#pragma once

#include <cstdint>
#include <vector>

#include "base/result.hpp"
#include "stats/cell_moves.hpp"
#include "stats/cell_table.hpp"

namespace potensial::stats {

struct ProtectedCell {
  std::size_t cell = 0;
  std::int64_t lower = 0, upper = 0;  // nobody may be able to exclude either
};

struct SuppressionTask {
  CellTable table;
  std::vector<double> weights;         // of hiding each cell; above 0
  std::vector<CellState> states;       // protected cells begin hidden
  std::vector<ProtectedCell> protect;  // in any order
  std::vector<std::vector<std::size_t>> insiders;  // the cells that each of them knows
  std::int64_t insider_width = 2;
};

struct Suppression {
  std::vector<bool> hidden;              // by cell
  std::vector<std::size_t> secondary;    // hidden only to protect others, by cell
  std::size_t shown_again = 0;           // taken back by the last step
  std::size_t programs = 0;              // linear programs solved: the measure of work
  std::vector<CellMove> second_tables;   // the proofs (suppression_check.hpp)
};

Result<Suppression> suppress(const SuppressionTask& task);

}  // namespace potensial::stats
