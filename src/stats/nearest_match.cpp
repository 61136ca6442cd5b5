#include "stats/nearest_match.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <tuple>

namespace potensial::stats {
namespace nearest_matching {

constexpr double rounding = 1e-12;

struct Peer {
  double score = 0;
  std::size_t row = 0;
  bool taken = false;
};
using Strata = std::map<std::uint32_t, std::vector<Peer>>;  // by ascending score

Result<void> check(const MatchRows& rows, const MatchRule& rule) {
  const auto n = rows.treated.size();
  const auto as_long = [n](const auto& column) { return column.size() == n; };
  if (!as_long(rows.stratum) || !as_long(rows.score) || !as_long(rows.id) || !std::ranges::all_of(rows.near, as_long))
    return refuse(Blame::fault, "method.match-lengths-differ");
  if (!(rule.caliper > 0) || rule.each == 0) return refuse(Blame::input, "method.match-caliper");
  return {};
}

bool is_comparable(const MatchRows& rows, std::size_t row) { return std::isfinite(rows.score[row]) && rows.stratum[row] != kNoLevel; }

double variance_of(const std::vector<double>& values) {
  double mean = 0, squares = 0;
  for (const double each : values) mean += each / static_cast<double>(values.size());
  for (const double each : values) squares += (each - mean) * (each - mean);
  return squares / static_cast<double>(values.size() - 1);
}

double spread_of(const MatchRows& rows) {
  std::vector<double> sides[2];
  for (std::size_t row = 0; row < rows.treated.size(); ++row)
    if (is_comparable(rows, row)) sides[rows.treated[row] != 0].push_back(rows.score[row]);
  double sum = 0;
  int told = 0;
  for (const auto& side : sides)
    if (side.size() > 1) sum += variance_of(side), ++told;
  return told == 0 ? 0 : std::sqrt(sum / told);
}

// Only strata in which somebody is to be matched.
Strata strata_of(const MatchRows& rows) {
  Strata strata;
  for (std::size_t row = 0; row < rows.treated.size(); ++row)
    if (rows.treated[row] && is_comparable(rows, row)) strata[rows.stratum[row]];
  for (std::size_t row = 0; row < rows.treated.size(); ++row) {
    if (rows.treated[row] || !is_comparable(rows, row)) continue;
    if (const auto at = strata.find(rows.stratum[row]); at != strata.end()) at->second.push_back({rows.score[row], row, false});
  }
  for (auto& [code, peers] : strata) std::ranges::sort(peers, {}, &Peer::score);
  return strata;
}

std::vector<std::size_t> in_turn(const MatchRows& rows) {
  std::vector<std::size_t> order;
  for (std::size_t row = 0; row < rows.treated.size(); ++row)
    if (rows.treated[row] && is_comparable(rows, row)) order.push_back(row);
  std::ranges::sort(order, {}, [&](std::size_t row) { return std::pair(-rows.score[row], rows.id[row]); });
  return order;
}

std::size_t closeness_of(const MatchRows& rows, std::size_t one, std::size_t other) {
  std::size_t kind = 0;
  while (kind < rows.near.size() && rows.near[kind][one] != rows.near[kind][other]) ++kind;
  return kind;
}

struct Choice {
  std::tuple<std::size_t, double, std::uint64_t> key;  // closeness of place, distance, id
  Peer* peer = nullptr;
};

std::optional<Choice> best_peer(const MatchRows& rows, std::vector<Peer>& peers, std::size_t row, double width) {
  std::optional<Choice> best;
  const double score = rows.score[row], reach = width + rounding * (1 + std::abs(score));
  for (auto peer = std::ranges::lower_bound(peers, score - reach, {}, &Peer::score); peer != peers.end() && peer->score <= score + reach; ++peer) {
    if (peer->taken) continue;
    const std::tuple key(closeness_of(rows, row, peer->row), std::abs(peer->score - score), rows.id[peer->row]);
    if (!best || key < best->key) best = Choice{key, &*peer};
  }
  return best;
}

bool take(const MatchRows& rows, Strata& strata, MatchedSet& set, double width) {
  const auto best = best_peer(rows, strata.at(rows.stratum[set.treated]), set.treated, width);
  if (!best) return false;
  best->peer->taken = true;
  set.peers.push_back(best->peer->row);
  set.closeness.push_back(std::get<0>(best->key));
  return true;
}

NoMatch reason_of(const MatchRows& rows, const Strata& strata, std::size_t row) {
  if (!is_comparable(rows, row)) return NoMatch::no_score;
  return strata.at(rows.stratum[row]).empty() ? NoMatch::no_peer : NoMatch::none_near;
}

}  // namespace nearest_matching

Result<NearestMatch> nearest_match(const MatchRows& rows, const MatchRule& rule) {
  using namespace nearest_matching;
  if (auto checked = check(rows, rule); !checked) return std::unexpected(checked.error());
  NearestMatch match;
  match.spread = spread_of(rows);
  const double width = std::isinf(rule.caliper) ? rule.caliper : rule.caliper * match.spread;
  auto strata = strata_of(rows);
  std::map<std::size_t, MatchedSet> sets;
  const auto order = in_turn(rows);
  for (std::uint32_t round = 0; round < rule.each; ++round)
    for (const auto row : order) {
      auto& set = sets.try_emplace(row, MatchedSet{row, {}, {}}).first->second;
      if (set.peers.size() == round) take(rows, strata, set, width);
    }
  for (std::size_t row = 0; row < rows.treated.size(); ++row) {
    if (!rows.treated[row]) continue;
    const auto set = sets.find(row);
    if (set != sets.end() && !set->second.peers.empty()) match.sets.push_back(std::move(set->second));
    else match.unmatched.push_back({row, reason_of(rows, strata, row)});
  }
  return match;
}

}  // namespace potensial::stats
