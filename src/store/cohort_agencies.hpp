// What partner agencies say of a cohort's learners: who was with an agency on census day (DATA-04). Internal to the
// cohort reader.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "model/cohort.hpp"
#include "model/column.hpp"
#include "store/cohort_reader.hpp"
#include "store/duckdb_connection.hpp"

namespace potensial::store {

constexpr std::string_view agency_collection = "agency";
// Columns of the agency returns that the columns below are made of.
std::set<std::string> agency_row_columns();

// How the characteristics' expressions name the agencies of the code set "agency": "youth-offending" is the column
// youth_offending.
std::set<std::string> agency_column_names(const CohortDefinitions& definitions);

// One text column for each name wanted, by place of table "population": Y where a spell holds on census day, N where
// none does and the learner's authority has reported that agency for that school year or an earlier one, else absent.
// The rows of the agency returns must have been made.
Result<std::vector<ValueColumn>> agency_columns(DuckdbConnection& facts, const Cohort& cohort, const std::set<std::string>& wanted);

}  // namespace potensial::store
