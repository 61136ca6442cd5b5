// What a claim comes to: its postings, and the grant and contribution of that (FND-07).
//
// The grant of all claims of an award together is the grant of what they come to together: a claim's grant is that of the
// sum with it, less the grant claimed before. So the claims of an award add up to the penny to the split of their sum, and
// each claim to its costs; a claim may differ by a penny from what it would be alone. After a claim was withdrawn the next
// takes up the difference. A cost that was reversed after it was claimed counts below 0 in the next claim.
// Refuses "claim.nothing" {amount} where the postings come to 0 or less, and "money.too-large". Pure, thread-safe.
#pragma once

#include <cstdint>
#include <span>

#include "base/result.hpp"
#include "funding/allocation.hpp"
#include "model/claim.hpp"
#include "model/posting.hpp"

namespace potensial::funding {

// `before`: claims of the same award; those withdrawn do not count.
Result<RateSplit> claim_amount(std::span<const Posting> costs, std::span<const Claim> before, std::int64_t rate);

// Whether the evidence covers the contribution.
bool contribution_is_evidenced(const Claim& claim);

}  // namespace potensial::funding
