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

// Makes table "rows of COLLECTION" holding learner, year, load, row and `columns` of the current rows of
// the years; merged and split learners stand under the id they are read as. Where two sources tell one fact
// (the same `key`), the one with precedence is kept; an empty key keeps all. False when nothing has been
// loaded. A column that no file carries is absent in every row.
Result<bool> make_rows_table(DuckdbConnection& facts, const CurrentFacts& current, std::span<const LearnerAlias> aliases,
                             std::string_view collection, std::span<const std::string> key,
                             const std::set<std::string>& columns, AcademicYear from, AcademicYear to);

// Column "area_decile": the deprivation decile of each small area; absent where the area is not known.
ValueColumn area_deciles(const ValueColumn& small_area, const std::map<std::string, std::int64_t>& deciles);

std::string rows_table(std::string_view collection);  // its quoted name

}  // namespace potensial::store
