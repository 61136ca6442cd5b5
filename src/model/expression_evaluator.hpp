// The abstract evaluator of SQL expressions that stand in definitions.
//
// An expression is one scalar SQL expression over named columns. It is refused unless every node of its
// parse tree is on a list (columns, constants, comparison, and/or/not, case, arithmetic, a dozen named
// functions; no subquery, no table function). Evaluation sees the given table only: no file, no network.
#pragma once

#include <string_view>

#include "base/result.hpp"
#include "model/column.hpp"

namespace potensial {

class ExpressionEvaluator {
 public:
  virtual ~ExpressionEvaluator() = default;
  // Refuses what is not allowed, naming the place. Cheap; used when a definition is loaded.
  virtual Result<void> check(std::string_view expression) = 0;
  // One value per row of `table`, as a column of `type` named `name`.
  virtual Result<ValueColumn> evaluate(std::string_view expression, const FactTable& table, std::string_view name,
                                       ColumnType type) = 0;
};

}  // namespace potensial
