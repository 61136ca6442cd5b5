// The rows of one collection that count now, as a table of the facts instance, and the learners of a
// cohort beside them. Internal to the cohort reader.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "model/academic_year.hpp"
#include "store/current_facts.hpp"
#include "store/duckdb_connection.hpp"

namespace potensial::store {

// Which rows of a collection are wanted. `learners`: whose alone, as SQL in brackets with `parameters` as $3 on; empty:
// everybody's. The SQL may read the facts view, in which all the columns wanted stand.
struct RowsWanted {
  std::string collection;
  std::span<const std::string> key;  // what makes two rows one fact; empty: every row stands
  std::set<std::string> columns;
  AcademicYear from, to;
  std::string learners;
  std::vector<DuckdbParameter> parameters;
};

// Makes table "rows of COLLECTION" holding learner, year, load, row, precedence, key and the columns of the current rows that are
// wanted; merged and split learners stand under the id they are read as. Where two sources tell one fact, the one
// with precedence is kept. False when nothing has been loaded. A column that no file carries is absent in every row.
Result<bool> make_rows_table(DuckdbConnection& facts, const CurrentFacts& current, std::span<const LearnerAlias> aliases,
                             const RowsWanted& wanted);

// SQL about rows `r` of a year: the day of its census; whether the learner is on roll that day, not as a guest and not
// at a second school.
std::string census_day_of(std::string_view r);
std::string on_roll(std::string_view r);

// Keeps one row of each learner and year in the table of the census rows: on roll before not, the main registration
// before another, that entered last, the school of the lower number. The order of files counts only within a school.
// Read with columns_of_registration.
Result<void> keep_main_registrations(DuckdbConnection& facts);
inline constexpr std::array columns_of_registration{"school", "nc_year", "enrolment_status", "entry_date", "leaving_date"};

// Column "area_decile": the deprivation decile of each small area; absent where the area is not known.
ValueColumn area_deciles(const ValueColumn& small_area, const std::map<std::string, std::int64_t>& deciles);

// Quoted names of the view and of the table.
std::string facts_view(std::string_view collection);
std::string rows_table(std::string_view collection);

}  // namespace potensial::store
