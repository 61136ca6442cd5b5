// A delegated sum shared among the schools of an authority by learners, teachers, a lump sum, need and the need index, and what
// hangs on each weight (TGT-01, DEL-03). The shares are those of funding/allocation.hpp, to the penny; ties in the rounding go to the
// earlier school, so that callers sort by number. Need is learners entitled to free school meals; teachers count by their part of
// full time; the need index counts by learners times their school's index (SchoolNeed::points).
//
// who_depends: schools in the order of their money for each learner, the highest first, ties to the earlier; for each weight
// above 0 those whose place is another when that weight is a tenth more or a tenth less and the rest of the formula stands.
// Schools without learners have no place. Refuses what the allocation refuses. Pure, thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "funding/allocation.hpp"
#include "model/delegation.hpp"

namespace potensial::funding {

using LastYear = std::vector<std::optional<Pence>>;  // one for each school, or nothing at all

Result<Allocation> delegate(Pence total, std::span<const SchoolNeed> schools, const DelegationWeights& weights, const LastYear& last_year);

struct MovedPlace {
  std::size_t school = 0;                          // place among the schools as they were given
  std::size_t place = 0, with_more = 0, with_less = 0;  // in the order, from 1
};
struct WeightDependence {
  std::string weight;             // "learners", "staff", "lump", "need", "index"
  std::vector<MovedPlace> moved;  // in the order as it is
};
Result<std::vector<WeightDependence>> who_depends(Pence total, std::span<const SchoolNeed> schools, const DelegationWeights& weights, const LastYear& last_year);

// Of amounts, one for each school, the whole; and the money for each of some learners, to the nearest penny, half a penny
// up; nothing where there are no learners.
Pence sum_of(std::span<const Pence> amounts);
std::optional<Pence> for_each(Pence amount, std::int64_t learners);

}  // namespace potensial::funding
