// A slow, plain reading of an indicator for one learner: picks the rows of each item, takes its number, and
// evaluates the formulas. Written apart from the product's cohorts, so that each can check the other.
#pragma once

#include <optional>
#include <string>

#include "catalogue/catalogue.hpp"
#include "model/expression_evaluator.hpp"
#include "model/indicator.hpp"

namespace potensial::tests {

struct Reading {
  std::optional<double> value;
  bool attained = false;
  bool counted = true;
};

// `rows`: list of one learner's rows, each naming its collection, columns by name.
Result<Reading> read_learner(const Indicator& indicator, const Node::List& rows, const catalogue::Catalogue& catalogue,
                             Date day, ExpressionEvaluator& evaluator);

}  // namespace potensial::tests
