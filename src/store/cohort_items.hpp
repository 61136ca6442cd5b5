// The items of an indicator, per learner of a population: one number and one code each.
// Internal to the cohort reader.
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <span>
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

// Items are answered per distinct combination of the columns they read, and rows only know which combination they are.
class ItemReader {
 public:
  // `facts` holds the table "population" (learner, year, place).
  ItemReader(DuckdbConnection& facts, DuckdbExpressions& expressions, std::span<const Collection> collections,
             std::span<const CodeSet> code_sets)
      : facts_(facts), expressions_(expressions), collections_(collections), code_sets_(code_sets) {}

  // Takes over the table "rows of COLLECTION"; `columns`: all that its items read.
  Result<void> take_rows(const std::string& collection, const std::set<std::string>& columns);
  // Columns `item` (real) and `item_code` (text; absent without a code column) of the `learners` places of the
  // population. The item's rows have been taken.
  Result<FactTable> read(const ResultItem& item, ResultYear year, std::size_t learners);

 private:
  Result<FactTable> lookup(const ResultItem& item, FactTable combinations);
  Result<ValueColumn> item_numbers(const ResultItem& item, const FactTable& combinations);

  DuckdbConnection& facts_;
  DuckdbExpressions& expressions_;
  std::span<const Collection> collections_;
  std::span<const CodeSet> code_sets_;
  std::map<std::string, FactTable> combinations_;  // by collection: column `combination`, and those its items read
};

// Columns of its collection that an item reads.
Result<std::set<std::string>> item_columns(const ResultItem& item, DuckdbExpressions& expressions);

// The code set that gives an item's numbers and statuses: its own, else that of its code column; nullptr: none.
const CodeSet* code_set_of(const ResultItem& item, std::span<const Collection> collections, std::span<const CodeSet> sets);

}  // namespace potensial::store
