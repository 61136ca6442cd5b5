// Every learner of statutory age (Years 1 to 11) of a census with what holds of each: the learners behind school_shares, all
// schools together. Kept in memory, 16 bytes a learner: for questions that put learners and what they receive side by side.
// One reader serves one thread at a time; const use of what was read is thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "model/academic_year.hpp"
#include "store/cohort_reader.hpp"

namespace potensial::store {

struct StatutoryLearner {
  LearnerId learner{};
  std::uint32_t school = 0;                    // place among the schools
  std::uint8_t year_group = 0;                 // 1 to 11
  std::uint8_t recorded = 0, at_first = 0;     // a bit for each characteristic asked: it is recorded; at its first level

  bool is_recorded(std::size_t which) const { return (recorded >> which & 1u) != 0; }
  bool is_at_first(std::size_t which) const { return (at_first >> which & 1u) != 0; }
};

struct StatutoryLearners {
  std::vector<std::string> schools;            // by number
  std::vector<StatutoryLearner> learners;      // by school, then learner

  std::span<const StatutoryLearner> of_school(std::string_view school) const;  // none for a school without them
  std::span<const StatutoryLearner> of_place(std::uint32_t place) const;       // among the schools
};

// `characteristics`: at most eight ids, all among the definitions ("cohort.unknown-characteristic").
Result<StatutoryLearners> statutory_learners(DuckdbConnection& facts, DuckdbExpressions& expressions, const CurrentFacts& census,
                                             std::span<const LearnerAlias> aliases, const CohortDefinitions& definitions,
                                             std::span<const std::string> characteristics, AcademicYear year);

}  // namespace potensial::store
