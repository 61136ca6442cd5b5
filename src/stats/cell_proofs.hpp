// The proofs that cells cannot be worked out: for each thing asked, a move within the hidden cells that shows it.
//
// One move may prove many things; a proof is looked for among the moves at hand before a new one is made. Part of
// cell_suppression.hpp. Refusal: "cells.solver". Single thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/result.hpp"
#include "stats/cell_moves.hpp"

namespace potensial::stats {

// The cell can differ by so much from its count without a trace.
struct ProofAsked {
  std::size_t cell = 0;
  std::int64_t change = 0;            // > 0: at least so much more; < 0: at least so much less
  bool either_way = false;            // change > 0, and as much less would do as well
  std::span<const std::size_t> held;  // cells that are known and so cannot differ; ascending
};

class CellProofs {
 public:
  explicit CellProofs(CellMoves& moves, std::size_t cells) : moves_(moves), by_cell_(cells) {}

  // Makes sure of a proof, hiding what it takes; false when nothing that may be hidden is enough.
  Result<bool> ensure(const ProofAsked& asked);
  // Finds another proof within the hidden cells for all that was proven by moves that touch the cell, which is now
  // shown; false, and nothing changed, when one cannot be had.
  Result<bool> do_without(std::size_t cell);

 private:
  struct Proven {
    ProofAsked asked;
    std::size_t move = 0;
  };

  std::optional<std::size_t> at_hand(const ProofAsked& asked) const;
  bool serves(const CellMove& move, const ProofAsked& asked) const;
  bool within_hidden(const CellMove& move) const;
  Result<std::optional<CellMove>> made(const ProofAsked& asked, MoveReach reach);
  Result<std::optional<CellMove>> made_within(const ProofAsked& asked, std::span<const MoveReach> reaches);
  std::size_t keep(CellMove move);

  CellMoves& moves_;
  std::vector<CellMove> kept_;
  std::vector<std::vector<std::size_t>> by_cell_;  // moves that touch the cell
  std::vector<Proven> proven_;
};

}  // namespace potensial::stats
