// Rows in memory as a table function of the engine, `given_rows()`: a statement reads them in order without a
// copy in a table. Internal to the DuckDB connection; only .cpp files of store/ include this. One thread at a time.
#pragma once

#include <span>

#include <duckdb.h>

#include "base/result.hpp"
#include "model/column.hpp"

namespace potensial::store::duckdb_values {

// What the function yields now: pieces with the same columns, at least one. Must outlive the statement.
struct GivenRows {
  std::span<const FactTable> pieces;
};

// Makes the function known to the database of a connection; `given` must outlive it.
Result<void> register_given_rows(duckdb_connection connection, GivenRows& given);

}  // namespace potensial::store::duckdb_values
