// The expression evaluator on a sealed DuckDB instance (see model/expression_evaluator.hpp).
//
// Rows are collapsed to their distinct combinations of the columns the expression reads before the engine
// sees them, so that a condition over a census of half a million rows costs a handful. Checked expressions
// are remembered. One evaluator serves one thread at a time.
#pragma once

#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "model/expression_evaluator.hpp"
#include "store/duckdb_connection.hpp"

namespace potensial::store {

class DuckdbExpressions final : public ExpressionEvaluator {
 public:
  static Result<DuckdbExpressions> open();

  Result<void> check(std::string_view expression) override;
  // Refuses "expression.unknown-column" when the table lacks a column the expression reads.
  Result<ValueColumn> evaluate(std::string_view expression, const FactTable& table, std::string_view name,
                               ColumnType type) override;
  // Several over one table in one question to the engine, which for few rows costs as much as one alone. In their order.
  Result<std::vector<ValueColumn>> evaluate_each(std::span<const std::string> expressions, const FactTable& table, ColumnType type);
  // Columns the expression reads.
  Result<std::set<std::string>> columns(std::string_view expression);

 private:
  Result<std::set<std::string>> columns_in(std::string_view expression, const FactTable& table);
  explicit DuckdbExpressions(DuckdbConnection connection);
  DuckdbConnection connection_;
  std::map<std::string, std::set<std::string>, std::less<>> checked_;
};

}  // namespace potensial::store
