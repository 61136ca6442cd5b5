// The items of an indicator, per learner of a population: one number and one code each.
// Internal to the cohort reader.
#pragma once

#include <span>
#include <set>
#include <string>

#include "base/result.hpp"
#include "model/code_set.hpp"
#include "model/collection.hpp"
#include "model/column.hpp"
#include "model/indicator.hpp"
#include "store/duckdb_connection.hpp"
#include "store/expression_duckdb.hpp"

namespace potensial::store {

// Which years' rows belong to a learner of the cohort.
enum class ResultYear { same, latest_before };

struct ItemReader {
  DuckdbConnection& facts;          // holds "population" (learner, year, place) and the rows tables
  DuckdbExpressions& expressions;
  std::span<const Collection> collections;
  std::span<const CodeSet> code_sets;
  std::size_t learners;             // rows of the population

  // Columns `item` (real) and, when it has a code column, `item_code` (text), one row per learner by place.
  Result<FactTable> read(const ResultItem& item, ResultYear year);
};

// Columns of its collection that an item reads.
Result<std::set<std::string>> item_columns(const ResultItem& item, DuckdbExpressions& expressions);

// The code set that gives an item's numbers and statuses: its own, else that of its code column; nullptr: none.
const CodeSet* code_set_of(const ResultItem& item, std::span<const Collection> collections, std::span<const CodeSet> sets);

}  // namespace potensial::store
