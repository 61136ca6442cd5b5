// The rows of one collection that count now, as a table of the facts instance, and the learners of a
// cohort beside them. Internal to the cohort reader.
#pragma once

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

// Column "area_decile": the deprivation decile of each small area; absent where the area is not known.
ValueColumn area_deciles(const ValueColumn& small_area, const std::map<std::string, std::int64_t>& deciles);

// Quoted names of the view and of the table.
std::string facts_view(std::string_view collection);
std::string rows_table(std::string_view collection);

}  // namespace potensial::store
