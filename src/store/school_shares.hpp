// The circumstances of schools as shares of their learners: the variables of the index of challenge.
//
// Counts learners of statutory age (Years 1 to 11) on the census, each at the main registration, and those at
// the first level of each characteristic asked for. Learners for whom the characteristic was never recorded are
// left out of its share. One reader serves one thread at a time.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "model/academic_year.hpp"
#include "store/cohort_reader.hpp"

namespace potensial::store {

struct SchoolYearShares {
  std::string school;
  AcademicYear year;
  double learners = 0;
  std::vector<double> share;  // per characteristic; NaN: recorded for nobody
  std::vector<double> recorded = {}, at_first = {};  // the whole numbers of learners that it is a share of
};

// By school and year. `characteristics`: ids, all among the definitions ("cohort.unknown-characteristic").
Result<std::vector<SchoolYearShares>> school_shares(DuckdbConnection& facts, DuckdbExpressions& expressions,
                                                    const CurrentFacts& census, std::span<const LearnerAlias> aliases,
                                                    const CohortDefinitions& definitions,
                                                    std::span<const std::string> characteristics, AcademicYear from,
                                                    AcademicYear to);

// The learners behind the share of one school: each year's of statutory age, at the main registration.
struct LearnerShare {
  LearnerId learner{};
  AcademicYear year;
  bool recorded = false, at_first = false;  // the characteristic; at its first level
};
struct SharesOfSchool {
  std::string characteristic, school;
  AcademicYear from, to;
};
// The newest year first, each year's in the order of their ids.
Result<std::vector<LearnerShare>> learner_shares(DuckdbConnection& facts, DuckdbExpressions& expressions, const CurrentFacts& census,
                                                 std::span<const LearnerAlias> aliases, const CohortDefinitions& definitions, const SharesOfSchool& asked);

}  // namespace potensial::store
