#include "store/expression_duckdb.hpp"

#include <cstring>
#include <numeric>
#include <unordered_map>

#include <fmt/format.h>

#include "store/duckdb_values_internal.hpp"
#include "store/expression_guard.hpp"

namespace potensial::store {
namespace {

constexpr std::chrono::seconds longest_evaluation{30};

// Which distinct combination each row is, and one row of each combination.
struct DistinctRows {
  std::vector<std::uint32_t> combination;  // per row
  std::vector<std::size_t> first_row;      // per combination
};

std::string cell_key(const ValueColumn& column, std::size_t row) {
  if (!column.has(row)) return "-";
  if (column.type == ColumnType::text) return "+" + column.texts()[row];
  std::string bytes(9, '+');
  if (column.type == ColumnType::real) std::memcpy(bytes.data() + 1, &column.reals()[row], 8);
  else std::memcpy(bytes.data() + 1, &column.integers()[row], 8);
  return bytes;
}

// Splits every combination found so far by the values of one more column.
void refine(DistinctRows& distinct, const ValueColumn& column) {
  std::unordered_map<std::string, std::uint32_t> value_number;
  std::unordered_map<std::uint64_t, std::uint32_t> pair_number;
  std::vector<std::size_t> first_row;
  for (std::size_t row = 0; row < distinct.combination.size(); ++row) {
    const auto value = value_number.try_emplace(cell_key(column, row), value_number.size()).first->second;
    const auto pair = std::uint64_t{distinct.combination[row]} << 32 | value;
    const auto [at, fresh] = pair_number.try_emplace(pair, pair_number.size());
    if (fresh) first_row.push_back(row);
    distinct.combination[row] = at->second;
  }
  distinct.first_row = std::move(first_row);
}

DistinctRows distinct_rows(std::span<const ValueColumn* const> columns, std::size_t rows) {
  DistinctRows distinct{std::vector<std::uint32_t>(rows, 0), {}};
  if (rows > 0) distinct.first_row.push_back(0);
  for (const auto* column : columns) refine(distinct, *column);
  return distinct;
}

// The distinct rows as the input table, with their number so that the order can be relied on.
FactTable input_of(std::span<const ValueColumn* const> columns, const DistinctRows& distinct) {
  FactTable input{std::string(expression_input), {ValueColumn::of("combination number", ColumnType::integer)}};
  for (std::size_t i = 0; i < distinct.first_row.size(); ++i) input.columns[0].push(static_cast<std::int64_t>(i));
  for (const auto* column : columns) input.columns.push_back(picked_rows(*column, distinct.first_row));
  return input;
}

ValueColumn spread(const ValueColumn& answers, const DistinctRows& distinct) {
  const std::vector<std::size_t> places(distinct.combination.begin(), distinct.combination.end());
  return picked_rows(answers, places);
}

}  // namespace

DuckdbExpressions::DuckdbExpressions(DuckdbConnection connection) : connection_(std::move(connection)) {
  connection_.set_deadline(longest_evaluation);
}

Result<DuckdbExpressions> DuckdbExpressions::open() {
  auto connection = DuckdbConnection::sealed();
  if (!connection) return std::unexpected(connection.error());
  return DuckdbExpressions(std::move(*connection));
}

Result<std::set<std::string>> DuckdbExpressions::columns(std::string_view expression) {
  if (const auto known = checked_.find(expression); known != checked_.end()) return known->second;
  const auto tree = connection_.query("SELECT CAST(json_serialize_sql($1::VARCHAR) AS VARCHAR) AS tree",
                                      {expression_statement(expression)});
  if (!tree) return std::unexpected(tree.error());
  auto columns = guarded_columns(expression, tree->columns.front().texts().front());
  if (columns) checked_.emplace(expression, *columns);
  return columns;
}

Result<void> DuckdbExpressions::check(std::string_view expression) {
  if (auto seen = columns(expression); !seen) return std::unexpected(seen.error());
  return {};
}

// Those the expression reads; the table must have them.
Result<std::set<std::string>> DuckdbExpressions::columns_in(std::string_view expression, const FactTable& table) {
  auto names = columns(expression);
  if (!names) return names;
  for (const auto& each : *names)
    if (!table.find(each)) return refuse(Blame::input, "expression.unknown-column", {{"expression", std::string(expression)}, {"column", each}});
  return names;
}

Result<ValueColumn> DuckdbExpressions::evaluate(std::string_view expression, const FactTable& table,
                                                std::string_view name, ColumnType type) {
  const std::string one[] = {std::string(expression)};
  auto values = evaluate_each(one, table, type);
  if (!values) return std::unexpected(values.error());
  values->front().name = name;
  return std::move(values->front());
}

Result<std::vector<ValueColumn>> DuckdbExpressions::evaluate_each(std::span<const std::string> expressions, const FactTable& table, ColumnType type) {
  std::set<std::string> names;
  std::string values;
  for (const auto& expression : expressions) {
    auto own = columns_in(expression, table);
    if (!own) return std::unexpected(own.error());
    names.merge(*own);
    values += fmt::format(", CAST(({}\n) AS {}) AS \"answer {}\"", expression, duckdb_values::sql_type(type), values.size());
  }
  std::vector<const ValueColumn*> read;
  for (const auto& each : names) read.push_back(table.find(each));
  const auto distinct = distinct_rows(read, table.rows());
  if (auto made = connection_.create(expression_input, input_of(read, distinct)); !made) return std::unexpected(made.error());
  const auto answers = connection_.query(fmt::format("SELECT \"combination number\"{} FROM {} ORDER BY \"combination number\"", values, expression_input));
  if (!answers) return std::unexpected(answers.error());
  std::vector<ValueColumn> spread_out;
  for (std::size_t i = 1; i < answers->columns.size(); ++i) spread_out.push_back(spread(answers->columns[i], distinct));
  return spread_out;
}

}  // namespace potensial::store
