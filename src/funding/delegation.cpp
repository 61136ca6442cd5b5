#include "funding/delegation.hpp"

#include <algorithm>
#include <array>
#include <boost/multiprecision/cpp_int.hpp>
#include <numeric>

namespace potensial::funding {
namespace delegation_detail {

using Basis = std::vector<std::int64_t>;
using Whole = boost::multiprecision::cpp_int;

template <class Of>
Basis basis_of(std::span<const SchoolNeed> schools, Of of) {
  Basis basis;
  for (const auto& each : schools) basis.push_back(of(each));
  return basis;
}

AllocationFormula formula_of(Pence total, std::span<const SchoolNeed> schools, const DelegationWeights& weights, const LastYear& last_year) {
  return {total,
          {{"learners", weights.learners, basis_of(schools, [](const SchoolNeed& each) { return each.learners; })},
           {"staff", weights.staff, basis_of(schools, [](const SchoolNeed& each) { return each.staff; })},
           {"lump", weights.lump, basis_of(schools, [](const SchoolNeed&) { return std::int64_t{1}; })},
           {"need", weights.need, basis_of(schools, [](const SchoolNeed& each) { return each.entitled; })},
           {"index", weights.index, basis_of(schools, [](const SchoolNeed& each) { return each.points; })}},
          last_year, weights.floor, weights.cap, weights.damping};
}

// Compared without division: a/b > c/d for counts from 0.
bool more_for_each(const SchoolNeed& one, Pence its, const SchoolNeed& other, Pence others) {
  return Whole(its.count) * other.learners > Whole(others.count) * one.learners;
}

using Places = std::vector<std::size_t>;  // by school, from 1; 0: none

Places places_of(std::span<const SchoolNeed> schools, const Allocation& found) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < schools.size(); ++i)
    if (schools[i].learners > 0) order.push_back(i);
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
    return more_for_each(schools[a], found.receivers[a].amount, schools[b], found.receivers[b].amount);
  });
  Places places(schools.size());
  for (std::size_t k = 0; k < order.size(); ++k) places[order[k]] = k + 1;
  return places;
}

struct NamedWeight {
  const char* name;
  std::int64_t DelegationWeights::*weight;
};
constexpr std::array<NamedWeight, 5> named{{{"learners", &DelegationWeights::learners}, {"staff", &DelegationWeights::staff}, {"lump", &DelegationWeights::lump},
                                            {"need", &DelegationWeights::need}, {"index", &DelegationWeights::index}}};

// All weights in tenths, one of them changed by some of its own: whole again.
DelegationWeights changed(const DelegationWeights& weights, std::int64_t DelegationWeights::*which, std::int64_t tenths) {
  auto scaled = weights;
  for (const auto& each : named) scaled.*each.weight *= 10;
  scaled.*which += tenths * (weights.*which);
  return scaled;
}

std::vector<MovedPlace> moved_places(const Places& now, const Places& more, const Places& less) {
  std::vector<MovedPlace> moved;
  for (std::size_t i = 0; i < now.size(); ++i)
    if (more[i] != now[i] || less[i] != now[i]) moved.push_back({i, now[i], more[i], less[i]});
  std::ranges::sort(moved, {}, &MovedPlace::place);
  return moved;
}

}  // namespace delegation_detail

Result<Allocation> delegate(Pence total, std::span<const SchoolNeed> schools, const DelegationWeights& weights, const LastYear& last_year) {
  return allocate(delegation_detail::formula_of(total, schools, weights, last_year));
}

Result<std::vector<WeightDependence>> who_depends(Pence total, std::span<const SchoolNeed> schools, const DelegationWeights& weights, const LastYear& last_year) {
  using namespace delegation_detail;
  const auto now = delegate(total, schools, weights, last_year);
  if (!now) return std::unexpected(now.error());
  const auto places = places_of(schools, *now);
  std::vector<WeightDependence> all;
  for (const auto& each : named) {
    if (weights.*each.weight == 0) continue;
    const auto more = delegate(total, schools, changed(weights, each.weight, 1), last_year), less = delegate(total, schools, changed(weights, each.weight, -1), last_year);
    if (!more || !less) return std::unexpected(more ? less.error() : more.error());
    all.push_back({each.name, moved_places(places, places_of(schools, *more), places_of(schools, *less))});
  }
  return all;
}

Pence sum_of(std::span<const Pence> amounts) {
  return std::accumulate(amounts.begin(), amounts.end(), Pence{}, [](Pence sum, Pence each) { return Pence{sum.count + each.count}; });
}

std::optional<Pence> for_each(Pence amount, std::int64_t learners) {
  if (learners <= 0) return std::nullopt;
  const auto rest = amount.count % learners;
  return Pence{amount.count / learners + (rest >= learners - rest ? 1 : 0)};
}

}  // namespace potensial::funding
