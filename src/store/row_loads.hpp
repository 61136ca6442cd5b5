// Which loads hold the current rows about some learners: where a figure about them came from (DATA-11). One thread at a time,
// as the connection.
#pragma once

#include <compare>
#include <cstdint>
#include <span>
#include <vector>

#include "base/result.hpp"
#include "model/collection.hpp"
#include "store/current_facts.hpp"
#include "store/duckdb_connection.hpp"

namespace potensial::store {

struct LearnerYear {
  LearnerId learner{};
  AcademicYear year;
};

// One of the learners, by place in the list, and a load with a row about that learner in that year.
struct LoadOfLearner {
  std::size_t place = 0;
  std::int64_t load = 0;
  auto operator<=>(const LoadOfLearner&) const = default;
};

// Each once, ascending; of two loads that tell the same fact the one that holds. None where nothing has been loaded.
Result<std::vector<LoadOfLearner>> loads_of_rows(DuckdbConnection& facts, const CurrentFacts& current, std::span<const LearnerAlias> aliases,
                                                const Collection& collection, std::span<const LearnerYear> learners);

}  // namespace potensial::store
