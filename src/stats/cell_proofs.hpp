// The proofs that cells cannot be worked out: for each thing asked, moves within the hidden cells that show it.
//
// One move may prove many things; a proof is looked for among the moves at hand before a new one is made. What is asked
// for insiders is proven by as few moves as come up that no insider knows a cell of them all. Part of
// cell_suppression.hpp. Refusal: "cells.solver". Single thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/result.hpp"
#include "stats/cell_moves.hpp"

namespace potensial::stats {

// The cell can differ by so much from its count without a trace.
struct ProofAsked {
  std::size_t cell = 0;
  std::int64_t change = 0;    // > 0: at least so much more; < 0: at least so much less
  bool for_insiders = false;  // change > 0, as much less does as well; to everyone who knows other cells, not this one
};

class CellProofs {
 public:
  // The cells each insider knows, ascending. Both arguments outlive this.
  CellProofs(CellMoves& moves, std::size_t cells, std::span<const std::vector<std::size_t>> insiders);

  // Makes sure of a proof, hiding what it takes; false when nothing that may be hidden is enough.
  Result<bool> ensure(const ProofAsked& asked);
  // Finds other proofs within the hidden cells for all that was proven by moves that touch the cell, which is now
  // shown; false, and nothing changed, when one cannot be had.
  Result<bool> do_without(std::size_t cell);
  // The moves that the proofs stand on.
  std::vector<CellMove> moves_used() const;

 private:
  using Insiders = std::vector<std::size_t>;  // ascending
  struct Proof {
    ProofAsked asked;
    std::vector<std::size_t> moves;
  };

  bool serves(std::size_t move, const ProofAsked& asked) const;
  bool within_hidden(const CellMove& move) const;
  // Who is not shown by these moves that the cell can differ. Without insiders asked for, the public stands for them.
  Insiders unconvinced(const Proof& proof) const;
  Insiders still_unconvinced(const Insiders& before, std::size_t move, const ProofAsked& asked) const;
  std::span<const std::size_t> known_to(std::size_t insider) const;
  Result<bool> complete(Proof& proof, std::span<const MoveReach> reaches);
  Insiders convince_with_moves_at_hand(Proof& proof) const;
  Result<std::optional<CellMove>> made(const ProofAsked& asked, std::span<const std::size_t> held, MoveReach reach);
  Result<std::optional<CellMove>> made_within(const ProofAsked& asked, std::span<const std::size_t> held, std::span<const MoveReach> reaches);
  std::size_t keep(CellMove move);
  void stand(std::size_t number, Proof proof);
  std::vector<std::size_t> proofs_that_touch(std::size_t cell) const;

  CellMoves& moves_;
  std::span<const std::vector<std::size_t>> insiders_;
  std::vector<Insiders> knowing_;                  // by cell: who knows it
  std::vector<CellMove> kept_;
  std::vector<Insiders> touched_;                  // by move: who knows a cell of it
  std::vector<std::vector<std::size_t>> by_cell_;  // moves that touch the cell
  std::vector<Proof> proofs_;
  std::vector<std::vector<std::size_t>> uses_;     // by move: proofs that have used it
};

}  // namespace potensial::stats
