// Schools, authorities or groups of learners in the order of their need, by a need index (TGT-01).
//
// Each has a standing on each measure: where its share of learners stands among all of its kind for whom the measure is known,
// in millionths; 0 has the lowest share, 1,000,000 the highest, equal shares stand in the middle of the places they take, and
// one that is alone of its kind stands at 500,000. The index is the mean of the standings by the weights of those measures
// that are known, to the nearest millionth, a half upwards; without a known measure there is none. Places run from 1, the
// highest index first, equal ones by id; those without an index have place 0.
// Whole numbers throughout: the same counts and weights give the same order everywhere. Weights: 0 to 1,000,000 each, one for
// each measure. Pure, thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace potensial::funding {

struct NeedCount {
  std::int64_t recorded = 0, needing = 0;  // learners for whom the measure is known; of them those it counts
};

struct NeedUnit {
  std::string id, kind;                    // standings are among those of one kind: the phase of a school
  std::int64_t learners = 0;
  std::vector<NeedCount> counts;           // one for each measure
};

using Standings = std::vector<std::optional<std::int64_t>>;  // by measure; nothing: recorded for nobody
using NeedWeights = std::vector<std::int64_t>;

std::vector<Standings> standings(std::span<const NeedUnit> units);

// One that is put in order, among those it is compared with: the schools of one authority.
struct StandingUnit {
  std::string id;
  Standings standings;
};

struct NeedPlace {
  std::optional<std::int64_t> index;         // millionths
  std::vector<std::int64_t> contributions;   // of each measure; together the index
  std::size_t place = 0;
};

std::vector<NeedPlace> need_places(std::span<const StandingUnit> units, std::span<const std::int64_t> weights);

// A place that depends on one weight: with half of it, or without it, the unit comes into the quarter of highest need or
// leaves it (a quarter of the places, rounded up), or moves by five places or more.
struct DependentPlace {
  std::size_t unit = 0, measure = 0;
  std::size_t place = 0, halved = 0, left_out = 0;  // left_out is 0 where no other measure is known
};
std::vector<DependentPlace> dependent_places(std::span<const StandingUnit> units, std::span<const std::int64_t> weights);

std::size_t neediest_quarter(std::size_t places);

}  // namespace potensial::funding
