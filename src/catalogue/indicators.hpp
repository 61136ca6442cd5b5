// Indicators of the catalogue (kind `indicator`): members
//   numerator, denominator: {en, cy}; exclusions?: {en, cy}
//   stage?: key stage id, absent: every year group
//   scale: ordered | points | score | yes-no | share | rate
//   items: list of {name, collection, where?, of?, code-column?, codes?, aggregate?: max|sum|mean|count|best, take?}
//   value, attained?, counted?: SQL over the items; attained absent: no share is shown; counted absent: everyone
//   priors?, previous?, reliability?, delta?, more-is-better?, part-of?, breaks?: [years]
// The years it is defined for are those of the definition's `from` and `to`. An item without `where` takes
// every row; it needs `of` or `code-column`. Pure functions, thread-safe as far as the evaluator is.
#pragma once

#include <vector>

#include "catalogue/catalogue.hpp"
#include "model/expression_evaluator.hpp"
#include "model/indicator.hpp"

namespace potensial::catalogue {

Result<Indicator> read_indicator(const Definition& definition);
// One version of each, as valid on a day.
Result<std::vector<Indicator>> indicators_on(const Catalogue& catalogue, Date day);
// The same, and the indicators of earlier results that they name, as last defined: a cohort of 2014 has
// results of key stage 1, which ended in 2011. Each id once.
Result<std::vector<Indicator>> indicators_and_earlier_on(const Catalogue& catalogue, Date day);
// Refuses when an expression of the indicator or of one of its items is not allowed.
Result<void> check_expressions(const Indicator& indicator, ExpressionEvaluator& evaluator);

}  // namespace potensial::catalogue
