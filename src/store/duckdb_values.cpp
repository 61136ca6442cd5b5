#include "store/duckdb_values_internal.hpp"

#include <algorithm>
#include <cmath>
#include <span>

namespace potensial::store::duckdb_values {
namespace {

struct LogicalType {
  duckdb_logical_type handle;
  explicit LogicalType(duckdb_type type) : handle(duckdb_create_logical_type(type)) {}
  LogicalType(const LogicalType&) = delete;
  LogicalType& operator=(const LogicalType&) = delete;
  ~LogicalType() { duckdb_destroy_logical_type(&handle); }
};

template <class Element>
BoundValue bound_list(const std::vector<Element>& elements, duckdb_type type) {
  std::vector<BoundValue> owned;
  std::vector<duckdb_value> handles;
  owned.reserve(elements.size());
  for (const auto& element : elements) handles.push_back(owned.emplace_back(bound(element)).handle);
  const LogicalType element_type(type);
  return BoundValue(duckdb_create_list_value(element_type.handle, handles.data(), handles.size()));
}

ColumnType column_type(duckdb_type type) {
  switch (type) {
    case DUCKDB_TYPE_BOOLEAN: return ColumnType::boolean;
    case DUCKDB_TYPE_DATE: return ColumnType::date;
    case DUCKDB_TYPE_TINYINT: case DUCKDB_TYPE_SMALLINT: case DUCKDB_TYPE_INTEGER: case DUCKDB_TYPE_BIGINT:
    case DUCKDB_TYPE_UTINYINT: case DUCKDB_TYPE_USMALLINT: case DUCKDB_TYPE_UINTEGER: case DUCKDB_TYPE_UBIGINT:
      return ColumnType::integer;
    case DUCKDB_TYPE_FLOAT: case DUCKDB_TYPE_DOUBLE: case DUCKDB_TYPE_HUGEINT: case DUCKDB_TYPE_DECIMAL:
      return ColumnType::real;
    default: return ColumnType::text;
  }
}

// A read vector of one chunk: typed access to a row.
struct VectorView {
  duckdb_type type;
  void* cells;
  std::uint64_t* validity;
  double decimal_unit = 1;
  duckdb_type decimal_storage = DUCKDB_TYPE_BIGINT;

  bool has(idx_t row) const { return !validity || duckdb_validity_row_is_valid(validity, row); }
  template <class T>
  T at(idx_t row) const {
    return static_cast<const T*>(cells)[row];
  }
};

VectorView view_of(duckdb_vector vector, duckdb_type type) {
  VectorView view{type, duckdb_vector_get_data(vector), duckdb_vector_get_validity(vector)};
  if (type != DUCKDB_TYPE_DECIMAL) return view;
  auto logical = duckdb_vector_get_column_type(vector);
  view.decimal_unit = std::pow(10.0, duckdb_decimal_scale(logical));
  view.decimal_storage = duckdb_decimal_internal_type(logical);
  duckdb_destroy_logical_type(&logical);
  return view;
}

std::int64_t integer_at(const VectorView& view, idx_t row) {
  switch (view.type) {
    case DUCKDB_TYPE_BOOLEAN: return view.at<bool>(row);
    case DUCKDB_TYPE_TINYINT: return view.at<std::int8_t>(row);
    case DUCKDB_TYPE_UTINYINT: return view.at<std::uint8_t>(row);
    case DUCKDB_TYPE_SMALLINT: return view.at<std::int16_t>(row);
    case DUCKDB_TYPE_USMALLINT: return view.at<std::uint16_t>(row);
    case DUCKDB_TYPE_UINTEGER: return view.at<std::uint32_t>(row);
    case DUCKDB_TYPE_INTEGER: case DUCKDB_TYPE_DATE: return view.at<std::int32_t>(row);
    default: return view.at<std::int64_t>(row);
  }
}

double decimal_at(const VectorView& view, idx_t row) {
  switch (view.decimal_storage) {
    case DUCKDB_TYPE_SMALLINT: return view.at<std::int16_t>(row) / view.decimal_unit;
    case DUCKDB_TYPE_INTEGER: return view.at<std::int32_t>(row) / view.decimal_unit;
    case DUCKDB_TYPE_BIGINT: return static_cast<double>(view.at<std::int64_t>(row)) / view.decimal_unit;
    default: return duckdb_hugeint_to_double(view.at<duckdb_hugeint>(row)) / view.decimal_unit;
  }
}

double real_at(const VectorView& view, idx_t row) {
  switch (view.type) {
    case DUCKDB_TYPE_FLOAT: return static_cast<double>(view.at<float>(row));
    case DUCKDB_TYPE_HUGEINT: return duckdb_hugeint_to_double(view.at<duckdb_hugeint>(row));
    case DUCKDB_TYPE_DECIMAL: return decimal_at(view, row);
    default: return view.at<double>(row);
  }
}

std::string_view text_at(const VectorView& view, idx_t row) {
  auto& cell = static_cast<duckdb_string_t*>(view.cells)[row];
  return {duckdb_string_t_data(&cell), duckdb_string_t_length(cell)};
}

void read_vector(const VectorView& view, idx_t rows, ValueColumn& column) {
  for (idx_t row = 0; row < rows; ++row) {
    if (!view.has(row)) column.push_absent();
    else if (column.type == ColumnType::text) column.push(text_at(view, row));
    else if (column.type == ColumnType::real) column.push(real_at(view, row));
    else column.push(integer_at(view, row));
  }
}

// Lists and structs have no plain form here: the query's author casts them.
bool readable(duckdb_type type) { return column_type(type) != ColumnType::text || type == DUCKDB_TYPE_VARCHAR; }

template <class Cell, class Value>
void write_numbers(duckdb_vector vector, idx_t to, const std::vector<Value>& values, std::size_t first, idx_t rows) {
  auto* cells = static_cast<Cell*>(duckdb_vector_get_data(vector)) + to;
  for (idx_t at = 0; at < rows; ++at) cells[at] = static_cast<Cell>(values[first + at]);
}

// Texts of up to twelve bytes stand in the cell itself, zeros behind them.
void write_text(duckdb_vector vector, idx_t at, const std::string& text) {
  auto& cell = static_cast<duckdb_string_t*>(duckdb_vector_get_data(vector))[at];
  if (text.size() > sizeof cell.value.inlined.inlined) {
    duckdb_vector_assign_string_element_len(vector, at, text.data(), text.size());
    return;
  }
  cell = {};
  cell.value.inlined.length = static_cast<std::uint32_t>(text.size());
  std::ranges::copy(text, cell.value.inlined.inlined);
}

void write_texts(duckdb_vector vector, idx_t to, const ValueColumn& column, std::size_t first, idx_t rows) {
  const auto& texts = column.texts();
  for (idx_t at = 0; at < rows; ++at)
    if (column.has(first + at)) write_text(vector, to + at, texts[first + at]);
}

void write_absences(duckdb_vector vector, idx_t to, const ValueColumn& column, std::size_t first, idx_t rows) {
  const auto present = std::span(column.present).subspan(first, rows);
  if (std::ranges::find(present, 0) == present.end()) return;
  duckdb_vector_ensure_validity_writable(vector);
  auto* validity = duckdb_vector_get_validity(vector);
  for (idx_t at = 0; at < rows; ++at)
    if (!present[at]) duckdb_validity_set_row_invalid(validity, to + at);
}

}  // namespace

BoundValue bound(std::int64_t value) { return BoundValue(duckdb_create_int64(value)); }
BoundValue bound(double value) { return BoundValue(duckdb_create_double(value)); }
BoundValue bound(const std::string& value) {
  return BoundValue(duckdb_create_varchar_length(value.data(), value.size()));
}
BoundValue bound(const std::vector<std::string>& list) { return bound_list(list, DUCKDB_TYPE_VARCHAR); }
BoundValue bound(const std::vector<std::int64_t>& list) { return bound_list(list, DUCKDB_TYPE_BIGINT); }

duckdb_type engine_type(ColumnType type) {
  switch (type) {
    case ColumnType::text: return DUCKDB_TYPE_VARCHAR;
    case ColumnType::real: return DUCKDB_TYPE_DOUBLE;
    case ColumnType::date: return DUCKDB_TYPE_DATE;
    case ColumnType::boolean: return DUCKDB_TYPE_BOOLEAN;
    case ColumnType::integer: break;
  }
  return DUCKDB_TYPE_BIGINT;
}

void write_vector(duckdb_vector vector, idx_t to, const ValueColumn& column, std::size_t first, idx_t rows) {
  write_absences(vector, to, column, first, rows);
  switch (column.type) {
    case ColumnType::text: return write_texts(vector, to, column, first, rows);
    case ColumnType::real: return write_numbers<double>(vector, to, column.reals(), first, rows);
    case ColumnType::date: return write_numbers<std::int32_t>(vector, to, column.integers(), first, rows);
    case ColumnType::boolean: return write_numbers<bool>(vector, to, column.integers(), first, rows);
    case ColumnType::integer: return write_numbers<std::int64_t>(vector, to, column.integers(), first, rows);
  }
}

std::string_view sql_type(ColumnType type) {
  switch (type) {
    case ColumnType::text: return "VARCHAR";
    case ColumnType::real: return "DOUBLE";
    case ColumnType::date: return "DATE";
    case ColumnType::boolean: return "BOOLEAN";
    case ColumnType::integer: break;
  }
  return "BIGINT";
}

std::unexpected<Refusal> engine_failed(const char* words) {
  return refuse(Blame::fault, "store.engine", {{"words", words ? words : ""}});
}

Result<FactTable> read_answer(duckdb_result& answer) {
  FactTable table;
  std::vector<duckdb_type> types;
  for (idx_t i = 0; i < duckdb_column_count(&answer); ++i) {
    types.push_back(duckdb_column_type(&answer, i));
    if (!readable(types.back())) return engine_failed("a column of this query needs a cast");
    table.columns.push_back(ValueColumn::of(duckdb_column_name(&answer, i), column_type(types.back())));
  }
  while (true) {
    const Chunk chunk(duckdb_fetch_chunk(answer));
    if (!chunk.handle) return table;
    const auto rows = duckdb_data_chunk_get_size(chunk.handle);
    for (idx_t i = 0; i < types.size(); ++i)
      read_vector(view_of(duckdb_data_chunk_get_vector(chunk.handle, i), types[i]), rows, table.columns[i]);
  }
}

Result<void> append_rows(duckdb_appender appender, const FactTable& table) {
  std::vector<duckdb_logical_type> types;
  for (const auto& column : table.columns) types.push_back(duckdb_create_logical_type(engine_type(column.type)));
  const Chunk chunk(duckdb_create_data_chunk(types.data(), types.size()));
  for (auto& type : types) duckdb_destroy_logical_type(&type);
  for (std::size_t first = 0; first < table.rows(); first += duckdb_vector_size()) {
    const idx_t rows = std::min<idx_t>(duckdb_vector_size(), table.rows() - first);
    duckdb_data_chunk_reset(chunk.handle);
    for (idx_t i = 0; i < table.columns.size(); ++i)
      write_vector(duckdb_data_chunk_get_vector(chunk.handle, i), 0, table.columns[i], first, rows);
    duckdb_data_chunk_set_size(chunk.handle, rows);
    if (duckdb_append_data_chunk(appender, chunk.handle) == DuckDBError)
      return engine_failed(duckdb_appender_error(appender));
  }
  return {};
}

}  // namespace potensial::store::duckdb_values
