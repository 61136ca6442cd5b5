// Code sets of the catalogue (kind `code-set`): members `codes`, a list of
//   {code, name: {en, cy}, group?, number?, status?, missing?, aliases?}
// status: attained (default), not-awarded, disapplied, absent, not-collected. A code or alias may stand once.
// Pure functions, thread-safe.
#pragma once

#include <vector>

#include "catalogue/catalogue.hpp"
#include "model/code_set.hpp"

namespace potensial::catalogue {

Result<CodeSet> read_code_set(const Definition& definition);
// One version of each, as valid on a day.
Result<std::vector<CodeSet>> code_sets_on(const Catalogue& catalogue, Date day);

}  // namespace potensial::catalogue
