#include "stats/concentration_index.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace potensial::stats {
namespace concentration_detail {

double sum_of(std::span<const double> values) { return std::accumulate(values.begin(), values.end(), 0.0); }

bool fits(std::span<const double> values, std::size_t units) {
  const bool sound = std::ranges::all_of(values, [](double value) { return std::isfinite(value) && value >= 0; });
  return sound && values.size() == units && std::isfinite(sum_of(values)) && sum_of(values) > 0;
}

std::unexpected<Refusal> unfit(const char* column) { return refuse(Blame::input, "concentration.unfit", {{"column", column}}); }

std::vector<std::size_t> highest_first(std::span<const double> order) {
  std::vector<std::size_t> places(order.size());
  std::iota(places.begin(), places.end(), std::size_t{0});
  std::ranges::stable_sort(places, [&](std::size_t a, std::size_t b) { return order[a] > order[b]; });
  return places;
}

struct Shares {
  std::vector<double> population, amount;
};

std::vector<double> shares_of(std::span<const double> values) {
  std::vector<double> shares(values.begin(), values.end());
  const double all = sum_of(values);
  for (auto& share : shares) share /= all;
  return shares;
}

// Adds units of equal order, as one step of the curve.
void add_step(std::span<const std::size_t> tied, const Shares& shares, Concentration& found) {
  auto point = found.curve.back();
  const double before = point.population;
  for (const auto unit : tied) {
    point.population += shares.population[unit];
    point.amount += shares.amount[unit];
  }
  for (const auto unit : tied) found.ranks[unit] = (before + point.population) / 2;
  found.curve.push_back(point);
}

void add_curve(std::span<const double> order, const Shares& shares, Concentration& found) {
  const auto places = highest_first(order);
  found.curve.push_back({});
  for (auto first = places.begin(); first != places.end();) {
    const auto last = std::find_if(first, places.end(), [&](std::size_t unit) { return order[unit] != order[*first]; });
    add_step({first, last}, shares, found);
    first = last;
  }
  found.curve.back() = {1, 1};
}

// w (h − μ)/μ is the unit's share of the amount less its share of the population.
double index_of(const Shares& shares, const std::vector<double>& ranks) {
  double sum = 0;
  for (std::size_t unit = 0; unit < ranks.size(); ++unit) sum += (shares.amount[unit] - shares.population[unit]) * (ranks[unit] - 0.5);
  return 2 * sum;
}

}  // namespace concentration_detail

Result<Concentration> concentration(std::span<const double> population, std::span<const double> amount, std::span<const double> order) {
  using namespace concentration_detail;
  const auto units = population.size();
  if (!fits(population, units)) return unfit("population");
  if (!fits(amount, units)) return unfit("amount");
  if (order.size() != units || std::ranges::any_of(order, [](double value) { return std::isnan(value); })) return unfit("order");
  const Shares shares{shares_of(population), shares_of(amount)};
  Concentration found{0, std::vector<double>(units), {}};
  add_curve(order, shares, found);
  found.index = index_of(shares, found.ranks);
  return found;
}

Result<double> misplaced_share(std::span<const double> amount, std::span<const double> deserved) {
  using namespace concentration_detail;
  if (!fits(amount, amount.size())) return unfit("amount");
  if (!fits(deserved, amount.size())) return unfit("deserved");
  const auto has = shares_of(amount), should = shares_of(deserved);
  double moved = 0;
  for (std::size_t unit = 0; unit < has.size(); ++unit) moved += std::abs(has[unit] - should[unit]);
  return moved / 2;
}

}  // namespace potensial::stats
