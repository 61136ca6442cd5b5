// Funds of the catalogue (kind `fund`): members
//   aim: {en, cy};  themes?: list of {name: {en, cy}}
// and, as a whole or not at all, a rule of eligibility:
//   sentence: {en, cy}
//   learners: id of a characteristic;  besides?, phases?: lists of ids and of phases
//   least-share, near-share: percent, to two decimals;  least-learners, near-learners: whole numbers
//   example: {schools: [{phase, learners, recorded, meeting, word, wanting?} ...]}
// Pure functions, thread-safe.
#pragma once

#include <vector>

#include "catalogue/catalogue.hpp"
#include "model/fund.hpp"

namespace potensial::catalogue {

Result<Fund> read_fund(const Definition& definition);

// Each as it is on the day, then those that have ended, as they were last; the latest begun first. Funds that begin later are
// left out.
Result<std::vector<Fund>> funds_until(const Catalogue& catalogue, Date day);
// Those of them that have a rule of eligibility.
Result<std::vector<Fund>> funds_with_rule_until(const Catalogue& catalogue, Date day);

}  // namespace potensial::catalogue
