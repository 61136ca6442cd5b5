#include "stats/cell_proofs.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <numeric>
#include <optional>

namespace potensial::stats {
namespace cell_proofs_detail {

constexpr std::array anywhere{MoveReach::shown, MoveReach::reluctant};
constexpr std::array within{MoveReach::hidden_only};

using Numbers = std::vector<std::size_t>;

Numbers in_both(const Numbers& one, const Numbers& other) {
  Numbers both;
  std::ranges::set_intersection(one, other, std::back_inserter(both));
  return both;
}

void sort_and_make_unique(Numbers& numbers) {
  std::ranges::sort(numbers);
  numbers.erase(std::ranges::unique(numbers).begin(), numbers.end());
}

}  // namespace cell_proofs_detail

CellProofs::CellProofs(CellMoves& moves, std::size_t cells, std::span<const std::vector<std::size_t>> insiders)
    : moves_(moves), insiders_(insiders), knowing_(cells), by_cell_(cells) {
  for (std::size_t insider = 0; insider < insiders.size(); ++insider)
    for (const auto cell : insiders[insider]) knowing_[cell].push_back(insider);
}

bool CellProofs::within_hidden(const CellMove& move) const {
  return std::ranges::all_of(move.changes, [this](const CellChange& each) { return moves_.state(each.cell) == CellState::hidden; });
}

bool CellProofs::serves(std::size_t move, const ProofAsked& asked) const {
  const auto change = kept_[move].at(asked.cell);
  return asked.for_insiders ? std::abs(change) >= asked.change
                            : asked.change > 0 ? change >= asked.change : change <= asked.change;
}

// The public is one more than the last insider: it knows no cell that is hidden.
CellProofs::Insiders CellProofs::unconvinced(const Proof& proof) const {
  if (!proof.asked.for_insiders) return proof.moves.empty() ? Insiders{insiders_.size()} : Insiders{};
  Insiders everyone(insiders_.size()), left;
  std::iota(everyone.begin(), everyone.end(), std::size_t{0});
  std::ranges::set_difference(everyone, knowing_[proof.asked.cell], std::back_inserter(left));
  for (const auto move : proof.moves) left = cell_proofs_detail::in_both(left, touched_[move]);
  return left;
}

CellProofs::Insiders CellProofs::still_unconvinced(const Insiders& before, std::size_t move, const ProofAsked& asked) const {
  return asked.for_insiders ? cell_proofs_detail::in_both(before, touched_[move]) : Insiders{};
}

std::span<const std::size_t> CellProofs::known_to(std::size_t insider) const {
  return insider < insiders_.size() ? std::span<const std::size_t>(insiders_[insider]) : std::span<const std::size_t>();
}

Result<std::optional<CellMove>> CellProofs::made(const ProofAsked& asked, std::span<const std::size_t> held, MoveReach reach) {
  auto rise = moves_.cheapest(asked.cell, asked.change, held, reach);
  if (!asked.for_insiders || !rise || (*rise && (*rise)->cost == 0)) return rise;
  auto fall = moves_.cheapest(asked.cell, -asked.change, held, reach);
  if (!fall || !*rise) return fall;
  return *fall && (*fall)->cost < (*rise)->cost ? std::move(fall) : std::move(rise);
}

Result<std::optional<CellMove>> CellProofs::made_within(const ProofAsked& asked, std::span<const std::size_t> held,
                                                        std::span<const MoveReach> reaches) {
  for (const auto reach : reaches) {
    auto found = made(asked, held, reach);
    if (!found || *found) return found;
  }
  return std::nullopt;
}

std::size_t CellProofs::keep(CellMove move) {
  auto& touched = touched_.emplace_back();
  for (const auto& each : move.changes) {
    by_cell_[each.cell].push_back(kept_.size());
    touched.insert(touched.end(), knowing_[each.cell].begin(), knowing_[each.cell].end());
  }
  cell_proofs_detail::sort_and_make_unique(touched);
  kept_.push_back(std::move(move));
  uses_.emplace_back();
  return kept_.size() - 1;
}

CellProofs::Insiders CellProofs::convince_with_moves_at_hand(Proof& proof) const {
  auto left = unconvinced(proof);
  for (const auto move : by_cell_[proof.asked.cell]) {
    if (left.empty()) break;
    if (!serves(move, proof.asked) || !within_hidden(kept_[move])) continue;
    auto fewer = still_unconvinced(left, move, proof.asked);
    if (fewer.size() == left.size()) continue;
    proof.moves.push_back(move);
    left = std::move(fewer);
  }
  return left;
}

Result<bool> CellProofs::complete(Proof& proof, std::span<const MoveReach> reaches) {
  auto left = convince_with_moves_at_hand(proof);
  while (!left.empty()) {
    auto found = made_within(proof.asked, known_to(left.front()), reaches);
    if (!found) return std::unexpected(found.error());
    if (!*found) return false;
    for (const auto& each : (*found)->changes) moves_.set_state(each.cell, CellState::hidden);
    proof.moves.push_back(keep(std::move(**found)));
    left = still_unconvinced(left, proof.moves.back(), proof.asked);
  }
  return true;
}

void CellProofs::stand(std::size_t number, Proof proof) {
  for (const auto move : proof.moves) uses_[move].push_back(number);
  proofs_[number] = std::move(proof);
}

Result<bool> CellProofs::ensure(const ProofAsked& asked) {
  Proof proof{asked, {}};
  auto done = complete(proof, cell_proofs_detail::anywhere);
  if (!done || !*done) return done;
  proofs_.emplace_back();
  stand(proofs_.size() - 1, std::move(proof));
  return true;
}

std::vector<std::size_t> CellProofs::proofs_that_touch(std::size_t cell) const {
  std::vector<std::size_t> numbers;
  for (const auto move : by_cell_[cell])
    for (const auto number : uses_[move])
      if (std::ranges::find(proofs_[number].moves, move) != proofs_[number].moves.end()) numbers.push_back(number);
  cell_proofs_detail::sort_and_make_unique(numbers);
  return numbers;
}

Result<bool> CellProofs::do_without(std::size_t cell) {
  const auto numbers = proofs_that_touch(cell);
  std::vector<Proof> others;
  for (const auto number : numbers) {
    auto& other = others.emplace_back(proofs_[number]);
    std::erase_if(other.moves, [&](std::size_t move) { return kept_[move].at(cell) != 0; });
    auto done = complete(other, cell_proofs_detail::within);
    if (!done || !*done) return done;
  }
  for (std::size_t i = 0; i < numbers.size(); ++i) stand(numbers[i], std::move(others[i]));
  return true;
}

std::vector<CellMove> CellProofs::moves_used() const {
  std::vector<std::size_t> numbers;
  for (const auto& proof : proofs_) numbers.insert(numbers.end(), proof.moves.begin(), proof.moves.end());
  cell_proofs_detail::sort_and_make_unique(numbers);
  std::vector<CellMove> used;
  for (const auto number : numbers) used.push_back(kept_[number]);
  return used;
}

}  // namespace potensial::stats
