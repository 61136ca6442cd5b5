#include "stats/cell_proofs.hpp"

#include <algorithm>
#include <array>

namespace potensial::stats {

bool CellProofs::within_hidden(const CellMove& move) const {
  return std::ranges::all_of(move.changes, [this](const CellChange& each) { return moves_.state(each.cell) == CellState::hidden; });
}

bool CellProofs::serves(const CellMove& move, const ProofAsked& asked) const {
  const auto change = move.at(asked.cell);
  const bool enough = asked.either_way ? std::abs(change) >= asked.change
                                       : asked.change > 0 ? change >= asked.change : change <= asked.change;
  return enough && std::ranges::none_of(move.changes, [&](const CellChange& each) {
    return std::ranges::binary_search(asked.held, each.cell);
  });
}

std::optional<std::size_t> CellProofs::at_hand(const ProofAsked& asked) const {
  for (const auto move : by_cell_[asked.cell])
    if (serves(kept_[move], asked) && within_hidden(kept_[move])) return move;
  return std::nullopt;
}

Result<std::optional<CellMove>> CellProofs::made(const ProofAsked& asked, MoveReach reach) {
  auto rise = moves_.cheapest(asked.cell, asked.change, asked.held, reach);
  if (!asked.either_way || !rise) return rise;
  auto fall = moves_.cheapest(asked.cell, -asked.change, asked.held, reach);
  if (!fall || !*rise) return fall;
  return *fall && (*fall)->cost < (*rise)->cost ? std::move(fall) : std::move(rise);
}

Result<std::optional<CellMove>> CellProofs::made_within(const ProofAsked& asked, std::span<const MoveReach> reaches) {
  for (const auto reach : reaches) {
    auto found = made(asked, reach);
    if (!found || *found) return found;
  }
  return std::nullopt;
}

std::size_t CellProofs::keep(CellMove move) {
  for (const auto& each : move.changes) by_cell_[each.cell].push_back(kept_.size());
  kept_.push_back(std::move(move));
  return kept_.size() - 1;
}

Result<bool> CellProofs::ensure(const ProofAsked& asked) {
  if (const auto move = at_hand(asked)) {
    proven_.push_back({asked, *move});
    return true;
  }
  auto found = made_within(asked, std::array{MoveReach::shown, MoveReach::reluctant});
  if (!found) return std::unexpected(found.error());
  if (!*found) return false;
  for (const auto& each : (*found)->changes) moves_.set_state(each.cell, CellState::hidden);
  proven_.push_back({asked, keep(std::move(**found))});
  return true;
}

Result<bool> CellProofs::do_without(std::size_t cell) {
  auto replaced = proven_;
  for (auto& each : replaced) {
    if (kept_[each.move].at(cell) == 0) continue;
    if (const auto other = at_hand(each.asked)) {
      each.move = *other;
      continue;
    }
    auto found = made_within(each.asked, std::array{MoveReach::hidden_only});
    if (!found) return std::unexpected(found.error());
    if (!*found) return false;
    each.move = keep(std::move(**found));
  }
  proven_ = std::move(replaced);
  return true;
}

}  // namespace potensial::stats
