#include "store/duckdb_given_rows_internal.hpp"

#include <algorithm>

#include "store/duckdb_values_internal.hpp"

namespace potensial::store::duckdb_values {
namespace {

// How far one statement has read.
struct GivenCursor {
  std::size_t piece = 0, row = 0;
};

void bind_given_rows(duckdb_bind_info info) {
  const auto& given = *static_cast<const GivenRows*>(duckdb_bind_get_extra_info(info));
  for (const auto& column : given.pieces.front().columns) {
    auto type = duckdb_create_logical_type(engine_type(column.type));
    duckdb_bind_add_result_column(info, column.name.c_str(), type);
    duckdb_destroy_logical_type(&type);
  }
  idx_t rows = 0;
  for (const auto& piece : given.pieces) rows += piece.rows();
  duckdb_bind_set_cardinality(info, rows, true);
}

void begin_given_rows(duckdb_init_info info) {
  duckdb_init_set_init_data(info, new GivenCursor, [](void* cursor) { delete static_cast<GivenCursor*>(cursor); });
}

void yield_given_rows(duckdb_function_info info, duckdb_data_chunk chunk) {
  const auto pieces = static_cast<const GivenRows*>(duckdb_function_get_extra_info(info))->pieces;
  auto& cursor = *static_cast<GivenCursor*>(duckdb_function_get_init_data(info));
  idx_t filled = 0;
  while (filled < duckdb_vector_size() && cursor.piece < pieces.size()) {
    const auto& table = pieces[cursor.piece];
    const auto rows = std::min<idx_t>(duckdb_vector_size() - filled, table.rows() - cursor.row);
    for (idx_t i = 0; i < table.columns.size(); ++i)
      write_vector(duckdb_data_chunk_get_vector(chunk, i), filled, table.columns[i], cursor.row, rows);
    filled += rows;
    cursor.row += rows;
    if (cursor.row == table.rows()) cursor = {cursor.piece + 1, 0};
  }
  duckdb_data_chunk_set_size(chunk, filled);
}

}  // namespace

Result<void> register_given_rows(duckdb_connection connection, GivenRows& given) {
  auto function = duckdb_create_table_function();
  duckdb_table_function_set_name(function, "given_rows");
  duckdb_table_function_set_extra_info(function, &given, nullptr);
  duckdb_table_function_set_bind(function, bind_given_rows);
  duckdb_table_function_set_init(function, begin_given_rows);
  duckdb_table_function_set_function(function, yield_given_rows);
  const bool known = duckdb_register_table_function(connection, function) == DuckDBSuccess;
  duckdb_destroy_table_function(&function);
  if (!known) return engine_failed("a table function could not be added");
  return {};
}

}  // namespace potensial::store::duckdb_values
