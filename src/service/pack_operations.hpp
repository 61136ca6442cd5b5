// Decisions of a fund's pack taken for several bids at once (pages.md, P17; FND-12, FND-13, SEC-8): a grants officer proposes
// awards for the bids that are marked, with one reason and at what they ask for or what the formula gives; another person
// confirms them. Each bid is a transaction of its own by the rules of its stages, and the page that follows says of each what
// became of it.
#pragma once

#include <vector>

#include "model/guidance.hpp"
#include "service/opened_submission.hpp"
#include "service/operation.hpp"

namespace potensial::service {

std::vector<Operation> pack_operations();

// For the pack: what its reader may do for several of these bids at once.
std::vector<Block> pack_blocks(const Call& call, const Guidance& guidance, const std::vector<const OpenedSubmission*>& bids);

}  // namespace potensial::service
