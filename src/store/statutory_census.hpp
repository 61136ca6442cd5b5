// The rows of the census of learners of statutory age (Years 1 to 11), each at the main registration, with the columns that
// characteristics read. Internal to what counts them. One connection at a time.
#pragma once

#include <set>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "model/characteristic.hpp"
#include "store/cohort_reader.hpp"
#include "store/cohort_rows.hpp"

namespace potensial::store {

// Refuses "cohort.unknown-characteristic".
Result<std::vector<const Characteristic*>> characteristics_named(const CohortDefinitions& definitions, std::span<const std::string> ids);

// Of the census, that the expressions of the characteristics read, and those of the registration.
Result<std::set<std::string>> census_columns(DuckdbExpressions& expressions, std::span<const Characteristic* const> characteristics);
// Those of `columns` that do not stand for the registration, as SQL: ", r.fsm_eligible, r.small_area".
std::string columns_beside_registration(std::set<std::string> columns);

// "FROM … r WHERE …": the rows of learners of statutory age on roll.
std::string of_statutory_age();

// Makes the table of the rows of the census, each learner at the main registration. False when none has been loaded.
Result<bool> make_main_registrations(DuckdbConnection& facts, const CurrentFacts& census, std::span<const LearnerAlias> aliases,
                                     const std::set<std::string>& columns, AcademicYear from, AcademicYear to);

}  // namespace potensial::store
