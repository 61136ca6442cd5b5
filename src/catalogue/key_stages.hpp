// Key stages of the catalogue (kind `key-stage`): members
//   nc-year: year group in which it ends;  previous?: id;  years-since-previous?;  terms
// A stage without `previous` has no earlier result. Pure functions, thread-safe.
#pragma once

#include <vector>

#include "catalogue/catalogue.hpp"
#include "model/key_stage.hpp"

namespace potensial::catalogue {

Result<KeyStage> read_key_stage(const Definition& definition);
// One version of each, as valid on a day.
Result<std::vector<KeyStage>> key_stages_on(const Catalogue& catalogue, Date day);
// The same, and the previous stages that they name and that had ended by then. Each id once.
Result<std::vector<KeyStage>> key_stages_and_previous_on(const Catalogue& catalogue, Date day);

}  // namespace potensial::catalogue
