#include "stats/group_rows.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>
#include <tuple>

#include "stats/normal_distribution.hpp"

namespace potensial::stats {
namespace group_rows_detail {

std::uint64_t mixed(std::uint64_t hash, std::uint64_t value) {
  std::uint64_t z = hash + 0x9E3779B97F4A7C15ull + value;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
  return z ^ (z >> 31);
}

std::uint64_t content_hash(const GroupTable& table, std::size_t row) {
  std::uint64_t hash = mixed(table.cluster[row], std::bit_cast<std::uint64_t>(table.outcome[row]));
  for (const auto& column : table.given) hash = mixed(hash, std::bit_cast<std::uint64_t>(column[row]));
  for (const auto& characteristic : table.characteristics) hash = mixed(hash, characteristic.level[row]);
  return hash;
}

bool complete(const GroupTable& table, std::size_t row) {
  return !std::isnan(table.outcome[row]) &&
         std::ranges::none_of(table.given, [&](const auto& column) { return std::isnan(column[row]); });
}

struct Place {
  std::uint32_t cluster;
  std::uint64_t order;
  std::size_t row;
  auto operator<=>(const Place&) const = default;
};

std::vector<Place> places(const GroupTable& table) {
  std::vector<Place> kept;
  kept.reserve(table.outcome.size());
  for (std::size_t row = 0; row < table.outcome.size(); ++row)
    if (complete(table, row))
      kept.push_back({table.cluster[row], table.order.empty() ? content_hash(table, row) : table.order[row], row});
  std::ranges::sort(kept);
  return kept;
}

void standardise(std::vector<double>& values) {
  if (values.empty()) return;
  const auto n = static_cast<double>(values.size());
  const double mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
  double squares = 0;
  for (auto& value : values) squares += (value - mean) * (value - mean);
  const double sd = squares > 0 ? std::sqrt(squares / n) : 1.0;
  for (auto& value : values) value = (value - mean) / sd;
}

}  // namespace group_rows_detail

bool GroupRows::holds(std::size_t row, const Conditions& where) const {
  const auto* own = codes.data() + row * characteristics;
  return std::ranges::all_of(where, [&](const Condition& c) { return own[c.characteristic] == c.level; });
}

std::vector<std::uint32_t> GroupRows::members(const Conditions& where) const {
  std::vector<std::uint32_t> found;
  for (std::size_t row = 0; row < size(); ++row)
    if (holds(row, where)) found.push_back(static_cast<std::uint32_t>(row));
  return found;
}

GroupRows GroupRows::pooled() const {
  GroupRows one = *this;
  one.clusters = 1;
  one.begin = {0, static_cast<std::uint32_t>(size())};
  std::ranges::fill(one.cluster, 0u);
  return one;
}

GroupRows group_rows(const GroupTable& table) {
  const auto kept = group_rows_detail::places(table);
  GroupRows rows;
  rows.characteristics = table.characteristics.size();
  rows.clusters = table.clusters;
  rows.left_out = table.outcome.size() - kept.size();
  rows.begin.assign(table.clusters + 1, 0);
  rows.given.resize(table.given.size());
  for (const auto& place : kept) {
    ++rows.begin[place.cluster + 1];
    rows.cluster.push_back(place.cluster);
    rows.order.push_back(place.order);
    rows.outcome.push_back(table.outcome[place.row]);
    for (const auto& characteristic : table.characteristics) rows.codes.push_back(characteristic.level[place.row]);
    for (std::size_t k = 0; k < table.given.size(); ++k) rows.given[k].push_back(table.given[k][place.row]);
  }
  std::partial_sum(rows.begin.begin(), rows.begin.end(), rows.begin.begin());
  std::ranges::for_each(rows.given, group_rows_detail::standardise);
  return rows;
}

void centre_on_clusters(const GroupRows& rows, std::vector<double>& values) {
  for (std::uint32_t s = 0; s < rows.clusters; ++s) {
    const auto first = values.begin() + rows.begin[s], last = values.begin() + rows.begin[s + 1];
    if (first == last) continue;
    const double mean = std::accumulate(first, last, 0.0) / static_cast<double>(last - first);
    for (auto at = first; at != last; ++at) *at -= mean;
  }
}

std::vector<double> tie_broken_normal_scores(const GroupRows& rows, const std::vector<double>& residuals) {
  const auto n = residuals.size();
  double squares = 0;
  for (const double r : residuals) squares += r * r;
  const double sd = squares > 0 ? std::sqrt(squares / static_cast<double>(n)) : 1.0;
  std::vector<std::tuple<std::int64_t, std::uint64_t, std::uint32_t>> places(n);
  for (std::size_t i = 0; i < n; ++i)
    places[i] = {std::llround(std::ldexp(residuals[i] / sd, 30)), rows.order[i], static_cast<std::uint32_t>(i)};
  std::ranges::sort(places);
  std::vector<double> scores(n);
  for (std::size_t rank = 0; rank < n; ++rank)
    scores[std::get<2>(places[rank])] = normal_quantile((static_cast<double>(rank) + 0.5) / static_cast<double>(n));
  return scores;
}

}  // namespace potensial::stats
