#include "insight/nearest_schools.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>

#include "stats/quantile.hpp"

namespace potensial::insight {
namespace {

namespace nearest {

constexpr double middle = 0.5;

std::vector<NearSchool> candidates(std::span<const SchoolContext> schools, std::span<const SchoolPosition> positions,
                                   std::size_t which, const NearestRule& rule) {
  std::vector<NearSchool> found;
  for (std::size_t other = 0; other < schools.size(); ++other)
    if (other != which && schools[other].phase == schools[which].phase &&
        schools[other].medium == schools[which].medium)
      found.push_back({other, distance(positions[which], positions[other], rule)});
  std::sort(found.begin(), found.end(), [&](const NearSchool& a, const NearSchool& b) {
    return std::tie(a.distance, schools[a.school].school) < std::tie(b.distance, schools[b.school].school);
  });
  return found;
}

std::size_t within_reach(const std::vector<NearSchool>& sorted, const NearestRule& rule) {
  const auto reach = std::size_t(std::count_if(sorted.begin(), sorted.end(),
                                               [&](const NearSchool& each) { return each.distance <= rule.furthest; }));
  return std::min({std::max(reach, rule.least_schools), rule.schools, sorted.size()});
}

template <class Value, class Place>
BalanceRow balance_row(const ContextVariable& variable, const std::vector<NearSchool>& near, std::size_t which,
                       const NearestRule& rule, Value value, Place place) {
  std::vector<double> values, places;
  for (const auto& each : near) {
    if (std::isnan(value(each.school))) continue;
    values.push_back(value(each.school));
    places.push_back(place(each.school));
  }
  BalanceRow row{variable.id, variable.name, value(which), stats::quantile(values, middle), stats::quantile(values, 0), stats::quantile(values, 1)};
  row.known = !std::isnan(row.value) && !values.empty();
  row.difference = row.known ? place(which) - stats::quantile(places, middle) : std::numeric_limits<double>::quiet_NaN();
  row.alike = row.known && std::abs(row.difference) <= rule.alike_within;
  return row;
}

std::vector<BalanceRow> balance(std::span<const SchoolContext> schools, std::span<const SchoolPosition> positions,
                                const std::vector<NearSchool>& near, std::size_t which, const NearestRule& rule) {
  std::vector<BalanceRow> rows;
  for (std::size_t v = 0; v < rule.variables.size(); ++v)
    rows.push_back(balance_row(
        rule.variables[v], near, which, rule, [&](std::size_t school) { return schools[school].values[v]; },
        [&](std::size_t school) { return positions[school].r[v]; }));
  if (rule.size_weight > 0)
    rows.push_back(balance_row(
        {"learners", {"Learners on roll", "Dysgwyr ar y gofrestr"}, rule.size_weight}, near, which, rule,
        [&](std::size_t school) { return schools[school].learners; },
        [&](std::size_t school) { return positions[school].size; }));
  return rows;
}

}  // namespace nearest
}  // namespace

double distance(const SchoolPosition& a, const SchoolPosition& b, const NearestRule& rule) {
  double weights = rule.size_weight;
  double sum = rule.size_weight * (a.size - b.size) * (a.size - b.size);
  for (std::size_t v = 0; v < rule.variables.size(); ++v) {
    const double apart = a.r[v] - b.r[v];
    weights += rule.variables[v].weight;
    sum += rule.variables[v].weight * apart * apart;
  }
  return weights > 0 ? std::sqrt(sum / weights) : 0;
}

NearestSchools nearest_schools(std::span<const SchoolContext> schools, std::span<const SchoolPosition> positions,
                               std::size_t which, const NearestRule& rule) {
  NearestSchools result;
  if (!has_families(schools[which].phase)) return result;
  result.schools = nearest::candidates(schools, positions, which, rule);
  result.schools.resize(nearest::within_reach(result.schools, rule));
  result.few = result.schools.size() < rule.schools;
  if (!result.schools.empty()) result.balance = nearest::balance(schools, positions, result.schools, which, rule);
  return result;
}

}  // namespace potensial::insight
