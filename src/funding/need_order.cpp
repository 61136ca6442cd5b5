#include "funding/need_order.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace potensial::funding {
namespace need_order_detail {

constexpr std::int64_t highest = 1'000'000;
constexpr std::size_t far = 5;  // places

using Peers = std::vector<std::size_t>;

std::int64_t rounded(std::int64_t numerator, std::int64_t denominator) { return (2 * numerator + denominator) / (2 * denominator); }

std::map<std::string, Peers> by_kind(std::span<const NeedUnit> units, std::size_t measure) {
  std::map<std::string, Peers> kinds;
  for (std::size_t i = 0; i < units.size(); ++i)
    if (units[i].counts[measure].recorded > 0) kinds[units[i].kind].push_back(i);
  return kinds;
}

// a/b < c/d, without division.
bool lower(const NeedCount& one, const NeedCount& other) { return one.needing * other.recorded < other.needing * one.recorded; }

// `below` have a lower share, `equal` the same one, of `all` that are compared.
std::int64_t standing(std::size_t below, std::size_t equal, std::size_t all) {
  if (all == 1) return highest / 2;
  return rounded(highest * static_cast<std::int64_t>(2 * below + equal - 1), static_cast<std::int64_t>(2 * (all - 1)));
}

void stand(std::span<const NeedUnit> units, std::size_t measure, Peers peers, std::vector<Standings>& all) {
  const auto count = [&](std::size_t unit) -> const NeedCount& { return units[unit].counts[measure]; };
  std::ranges::sort(peers, [&](std::size_t a, std::size_t b) { return lower(count(a), count(b)); });
  for (std::size_t from = 0, to = 0; from < peers.size(); from = to) {
    while (to < peers.size() && !lower(count(peers[from]), count(peers[to]))) ++to;
    for (auto i = from; i < to; ++i) all[peers[i]][measure] = standing(from, to - from, peers.size());
  }
}

std::int64_t known_weight(const Standings& standings, std::span<const std::int64_t> weights) {
  std::int64_t known = 0;
  for (std::size_t m = 0; m < weights.size(); ++m)
    if (standings[m]) known += weights[m];
  return known;
}

// Sums are rounded, not what stands between them: contributions add up to the index.
NeedPlace weighed(const Standings& standings, std::span<const std::int64_t> weights) {
  NeedPlace found{{}, std::vector<std::int64_t>(weights.size()), 0};
  const auto known = known_weight(standings, weights);
  if (known == 0) return found;
  std::int64_t points = 0, before = 0;
  for (std::size_t m = 0; m < weights.size(); ++m) {
    points += weights[m] * standings[m].value_or(0);
    const auto now = rounded(points, known);
    found.contributions[m] = now - std::exchange(before, now);
  }
  found.index = before;
  return found;
}

NeedWeights with_half(std::span<const std::int64_t> weights, std::size_t measure) {
  NeedWeights changed;
  for (const auto each : weights) changed.push_back(2 * each);
  changed[measure] /= 2;
  return changed;
}

NeedWeights without(std::span<const std::int64_t> weights, std::size_t measure) {
  NeedWeights changed(weights.begin(), weights.end());
  changed[measure] = 0;
  return changed;
}

bool depends(std::size_t now, std::size_t then, std::size_t quarter) {
  if (now == 0 || then == 0) return false;
  const auto moved = now > then ? now - then : then - now;
  return moved >= far || (now <= quarter) != (then <= quarter);
}

}  // namespace need_order_detail

std::vector<Standings> standings(std::span<const NeedUnit> units) {
  using namespace need_order_detail;
  const auto measures = units.empty() ? 0 : units.front().counts.size();
  std::vector<Standings> all(units.size(), Standings(measures));
  for (std::size_t measure = 0; measure < measures; ++measure)
    for (auto& [kind, peers] : by_kind(units, measure)) stand(units, measure, std::move(peers), all);
  return all;
}

std::vector<NeedPlace> need_places(std::span<const StandingUnit> units, std::span<const std::int64_t> weights) {
  std::vector<NeedPlace> places;
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < units.size(); ++i) {
    places.push_back(need_order_detail::weighed(units[i].standings, weights));
    if (places.back().index) order.push_back(i);
  }
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
    return places[a].index != places[b].index ? places[a].index > places[b].index : units[a].id < units[b].id;
  });
  for (std::size_t k = 0; k < order.size(); ++k) places[order[k]].place = k + 1;
  return places;
}

std::vector<DependentPlace> dependent_places(std::span<const StandingUnit> units, std::span<const std::int64_t> weights) {
  using namespace need_order_detail;
  const auto now = need_places(units, weights);
  const auto quarter = neediest_quarter(static_cast<std::size_t>(std::ranges::count_if(now, [](const NeedPlace& each) { return each.place > 0; })));
  std::vector<DependentPlace> found;
  for (std::size_t measure = 0; measure < weights.size(); ++measure) {
    if (weights[measure] == 0) continue;
    const auto halved = need_places(units, with_half(weights, measure)), left_out = need_places(units, without(weights, measure));
    for (std::size_t i = 0; i < units.size(); ++i)
      if (depends(now[i].place, halved[i].place, quarter) || depends(now[i].place, left_out[i].place, quarter))
        found.push_back({i, measure, now[i].place, halved[i].place, left_out[i].place});
  }
  std::ranges::stable_sort(found, {}, &DependentPlace::place);
  return found;
}

std::size_t neediest_quarter(std::size_t places) { return (places + 3) / 4; }

}  // namespace potensial::funding
