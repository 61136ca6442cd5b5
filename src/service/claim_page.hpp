// P25: a claim, what it comes to, whether every pound of it is evidenced, and what blocks its payment; and the claims of awards.
// One thread at a time, as the home.
#pragma once

#include <vector>

#include "base/result.hpp"
#include "form/stages.hpp"
#include "model/award.hpp"
#include "model/block.hpp"
#include "service/operation.hpp"

namespace potensial::service {

// The claims of the awards, and the forms to make one where the reader may.
std::vector<Block> claims_blocks(Call& call, const std::vector<Award>& awards);

// Refuses "page.unknown".
Result<Page> claim_page(Call& call);

// The stages of a claim as they hold today.
Result<form::Stages> claim_stages(Call& call);

}  // namespace potensial::service
