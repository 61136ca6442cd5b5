// The paper that the School Budget Forum has before it about a year (DEL-01 to DEL-04, DEL-06): the decision asked for, the options
// side by side with what each is expected to change for schools' own capacity and for central services, what every school would
// get, what is kept centrally and for what, and how the delegated share stands among all authorities. As blocks. One thread at a
// time, as the home.
#pragma once

#include <vector>

#include "base/result.hpp"
#include "model/block.hpp"
#include "model/delegation.hpp"
#include "service/home.hpp"

namespace potensial::service {

// How an option is called, by which formula it shares, and whether it was released.
Phrase option_phrase(const DelegationOption& option);
Phrase formula_phrase(const DelegationWeights& weights);
Phrase state_phrase(const DelegationOption& option);

// Options without a statement of their effect are counted and not put before the Forum. `with_outcomes`: also what was kept centrally,
// whose outcomes are figures of groups of learners.
std::vector<Block> forum_paper(Home& home, const std::string& authority, FinancialYear year, bool with_outcomes);

}  // namespace potensial::service
