// Characteristics of the catalogue (kind `characteristic`): members
//   expression: SQL over the columns of the census and those the cohort adds, giving a level's code or NULL
//   levels: list of {code, name: {en, cy}}; reference?: code of "the others"; searched?: true
//   proxies?: characteristics and covariates that stand for it
// `check_expressions` asks the evaluator whether each expression is allowed. Pure functions, thread-safe
// as far as the evaluator is.
#pragma once

#include <vector>

#include "catalogue/catalogue.hpp"
#include "model/characteristic.hpp"
#include "model/expression_evaluator.hpp"

namespace potensial::catalogue {

Result<Characteristic> read_characteristic(const Definition& definition);
// One version of each, as valid on a day.
Result<std::vector<Characteristic>> characteristics_on(const Catalogue& catalogue, Date day);
Result<void> check_expressions(const Characteristic& characteristic, ExpressionEvaluator& evaluator);

}  // namespace potensial::catalogue
