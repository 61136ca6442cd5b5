// The counts of a core data set (DATA-05): of one stage and year who was counted and who reached the expected level, by
// school, with the levels that are printed beside it: authorities, statistical families, all.
//
// Levels stand schools first, each group by id; their codes are the ids of the organisations and families, the last one is
// `population`. These are true counts: only the release gate may make something of them that others see. Pure.
#pragma once

#include <span>
#include <string>

#include "insight/family_of_schools.hpp"
#include "insight/page_parts.hpp"
#include "model/cohort.hpp"
#include "model/disclosure.hpp"

namespace potensial::insight {

// What the counts are of, for whoever reads a release without the program.
struct CoreDataTitles {
  Text place, reached, learners;
};

struct CoreDataRequest {
  AcademicYear year;
  std::string population;                  // id of all, e.g. of Wales
  std::span<const SchoolFamily> families;
  const Names& names;
  const CoreDataTitles& titles;
};

inline constexpr std::string_view reached_code = "reached", counted_code = "counted";

// Schools without a counted learner have no place in it.
CountTable core_data_table(const Cohort& cohort, const OutcomeColumn& outcome, const CoreDataRequest& request);

}  // namespace potensial::insight
