// The page of outcomes of a place: what its plans and bids were to reach, what the results say by the day of each, and what
// the place itself says beside it; of an authority also how many of the outcomes of its schools are met (PLN-07). And the same
// of one plan, for its own page. As blocks. One thread at a time, as the home and the pages.
#pragma once

#include <vector>

#include "model/block.hpp"
#include "model/organisation.hpp"
#include "service/operation.hpp"
#include "service/opened_submission.hpp"

namespace potensial::service {

Page outcomes_page(Call& call, const Organisation& place);
std::vector<Block> outcome_blocks(Call& call, const OpenedSubmission& opened);  // none where there is nothing to follow

}  // namespace potensial::service
