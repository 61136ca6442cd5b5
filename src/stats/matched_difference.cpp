#include "stats/matched_difference.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "stats/cluster_robust.hpp"
#include "stats/student_t.hpp"

namespace potensial::stats {
namespace matched_sides {

constexpr double none = std::numeric_limits<double>::quiet_NaN();
constexpr double upper = 0.975;

double peer_mean(std::span<const double> values, const MatchedSet& set) {
  double sum = 0;
  for (const auto row : set.peers) sum += values[row];
  return sum / static_cast<double>(set.peers.size());
}

// The treated row of each set and the mean of its peers, one after the other.
std::vector<double> both_sides(std::span<const double> values, std::span<const MatchedSet> sets) {
  std::vector<double> sides;
  for (const auto& set : sets) {
    sides.push_back(values[set.treated]);
    sides.push_back(peer_mean(values, set));
  }
  return sides;
}

double mean_from(const std::vector<double>& sides, std::size_t first) {
  double sum = 0;
  for (std::size_t i = first; i < sides.size(); i += 2) sum += sides[i];
  return sum / (static_cast<double>(sides.size()) / 2);
}

struct Clusters {
  std::vector<std::uint32_t> codes;  // of both sides of every set
  std::size_t places = 0;

  bool by_place() const { return places > 1; }
  LevelCodes levels() const { return {codes, by_place() ? places : codes.size() / 2}; }
};

Clusters clusters_of(std::span<const std::uint32_t> place, std::span<const MatchedSet> sets) {
  std::map<std::uint32_t, std::uint32_t> numbered;
  for (const auto& set : sets) numbered.try_emplace(place[set.treated], static_cast<std::uint32_t>(numbered.size()));
  Clusters clusters{{}, numbered.size()};
  for (std::size_t i = 0; i < sets.size(); ++i)
    clusters.codes.insert(clusters.codes.end(), 2, clusters.by_place() ? numbered.at(place[sets[i].treated]) : static_cast<std::uint32_t>(i));
  return clusters;
}

struct Told {
  Interval interval{none, none, none, none};
  double df = none;
};

Told told(double estimate, double se, double df) {
  const double half = student_t_quantile(upper, df) * se;
  return {{estimate, se, estimate - half, estimate + half}, df};
}

Result<Told> fitted(const std::vector<double>& outcome, const std::vector<NamedColumn>& columns, const Clusters& clusters) {
  const auto fit = fit_cluster_robust(outcome, columns, clusters.levels());
  if (!fit) return std::unexpected(fit.error());
  return told(fit->estimates[1], fit->se[1], fit->df[1]);
}

// Mean and variance of some values that are there.
struct Spread {
  double n = 0, mean = 0, squares = 0;

  void add(double value) {
    if (!std::isfinite(value)) return;
    n += 1;
    const double step = value - mean;
    mean += step / n;
    squares += step * (value - mean);
  }
  double variance() const { return n > 1 ? squares / (n - 1) : 0; }
};

Balance balance_of(std::span<const std::uint8_t> treated, const NamedColumn& column, std::span<const MatchedSet> sets) {
  Spread sides[2], differences;
  for (std::size_t row = 0; row < treated.size(); ++row) sides[treated[row] != 0].add(column.values[row]);
  for (const auto& set : sets) differences.add(column.values[set.treated] - peer_mean(column.values, set));
  const double spread = std::sqrt((sides[0].variance() + sides[1].variance()) / 2);
  const auto standardised = [&](double difference) { return spread > 0 ? difference / spread : 0; };
  return {column.name, standardised(sides[1].mean - sides[0].mean), standardised(differences.mean)};
}

}  // namespace matched_sides

Result<MatchedDifference> matched_difference(const MatchedOutcome& of, std::span<const MatchedSet> sets) {
  using namespace matched_sides;
  const auto outcome = both_sides(of.outcome, sets);
  const auto clusters = clusters_of(of.place, sets);
  MatchedDifference made{.sets = sets.size(), .places = clusters.places, .treated_mean = mean_from(outcome, 0), .peer_mean = mean_from(outcome, 1),
                         .plain = Told{}.interval, .adjusted = Told{}.interval, .plain_df = none, .adjusted_df = none, .by_place = clusters.by_place()};
  for (const auto& set : sets) made.peers += set.peers.size();
  if (sets.size() < 2) return made;
  std::vector<double> side(outcome.size());
  for (std::size_t i = 0; i < side.size(); i += 2) side[i] = 1;
  std::vector<std::vector<double>> covariates;
  for (const auto& each : of.covariates) covariates.push_back(both_sides(each.values, sets));
  std::vector<NamedColumn> columns{{"treated", side}};
  const auto plain = fitted(outcome, columns, clusters);
  if (!plain) return std::unexpected(plain.error());
  for (std::size_t j = 0; j < covariates.size(); ++j) columns.push_back({of.covariates[j].name, covariates[j]});
  const auto adjusted = outcome.size() > columns.size() + 1 ? fitted(outcome, columns, clusters) : plain;
  if (!adjusted) return std::unexpected(adjusted.error());
  made.plain = plain->interval, made.plain_df = plain->df;
  made.adjusted = adjusted->interval, made.adjusted_df = adjusted->df;
  return made;
}

std::vector<Balance> match_balance(std::span<const std::uint8_t> treated, std::span<const NamedColumn> covariates, std::span<const MatchedSet> sets) {
  std::vector<Balance> balance;
  for (const auto& each : covariates) balance.push_back(matched_sides::balance_of(treated, each, sets));
  return balance;
}

}  // namespace potensial::stats
