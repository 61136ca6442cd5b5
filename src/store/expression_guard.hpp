// Decides whether an SQL expression of a definition may run, and which columns it reads.
//
// The engine's own parser gives the tree; every node must be on the list (columns, constants, comparison,
// and/or/not, case, in, between, arithmetic, plain casts and a dozen named functions). Subqueries, table
// functions, windows, aggregates, stars, parameters and lambdas are refused by not being on it. A text
// that closes the bracket to become another statement is refused because the tree then is not one plain
// SELECT of one value. Thread-safe: a pure function of the tree.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace potensial::store {

// Name of the one table an expression may read.
inline constexpr std::string_view expression_input = "input";

// The statement that evaluates `expression` once per row of the input table.
std::string expression_statement(std::string_view expression);

// `tree`: what json_serialize_sql gives for that statement. Returns the columns it names.
// Refuses with "expression.syntax" (the parser's words) or "expression.not-allowed" (node and place).
Result<std::set<std::string>> guarded_columns(std::string_view expression, std::string_view tree);

}  // namespace potensial::store
