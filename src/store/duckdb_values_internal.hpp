// Between the engine's vectors and our columns. Internal to the DuckDB connection; the engine's C header
// is needed here, so only .cpp files of store/ include this.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <duckdb.h>

#include "base/result.hpp"
#include "model/column.hpp"

namespace potensial::store::duckdb_values {

// Owners of the engine's C handles.
struct Statement {
  duckdb_prepared_statement handle = nullptr;
  ~Statement() { duckdb_destroy_prepare(&handle); }
};
struct Answer {
  duckdb_result handle{};
  ~Answer() { duckdb_destroy_result(&handle); }
};
struct Appender {
  duckdb_appender handle = nullptr;
  ~Appender() { duckdb_appender_destroy(&handle); }
};
struct Chunk {
  duckdb_data_chunk handle;
  explicit Chunk(duckdb_data_chunk chunk) : handle(chunk) {}
  Chunk(const Chunk&) = delete;
  Chunk& operator=(const Chunk&) = delete;
  ~Chunk() {
    if (handle) duckdb_destroy_data_chunk(&handle);
  }
};
struct BoundValue {
  duckdb_value handle;
  explicit BoundValue(duckdb_value value) : handle(value) {}
  BoundValue(BoundValue&& other) noexcept : handle(std::exchange(other.handle, nullptr)) {}
  BoundValue& operator=(BoundValue&&) = delete;
  ~BoundValue() {
    if (handle) duckdb_destroy_value(&handle);
  }
};

BoundValue bound(std::int64_t value);
BoundValue bound(double value);
BoundValue bound(const std::string& value);
BoundValue bound(const std::vector<std::string>& list);
BoundValue bound(const std::vector<std::int64_t>& list);

std::string_view sql_type(ColumnType type);
std::unexpected<Refusal> engine_failed(const char* words);
Result<FactTable> read_answer(duckdb_result& answer);
Result<void> append_rows(duckdb_appender appender, const FactTable& table);
duckdb_type engine_type(ColumnType type);
// Puts rows of a column from `first` on into a vector of its engine type, from place `to` on.
void write_vector(duckdb_vector vector, idx_t to, const ValueColumn& column, std::size_t first, idx_t rows);

}  // namespace potensial::store::duckdb_values
