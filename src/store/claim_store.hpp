// Claims (model/claim.hpp): made from postings, each of which at most one claim holds, apart from those withdrawn. Steps and
// evidence stand one after the other. Writing is called inside the caller's Transaction. One thread at a time, as the Ledger.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "base/result.hpp"
#include "model/claim.hpp"
#include "store/ledger.hpp"

namespace potensial::store {

// Gives its number. Refuses "claim.claimed" where a posting stands in a claim that was not withdrawn (state "withdrawn").
Result<std::int64_t> add_claim(Ledger& ledger, const Claim& claim);
std::optional<Claim> claim(Ledger& ledger, std::int64_t id);
std::vector<Claim> claims_of(Ledger& ledger, std::int64_t award);  // oldest first

// `seen`: how many steps the one who takes it has seen. Refuses "operation.stale" when there are others by now.
Result<void> add_claim_step(Ledger& ledger, std::int64_t claim, const ClaimStep& step, std::size_t seen);
void add_evidence(Ledger& ledger, std::int64_t claim, const ContributionEvidence& evidence);

}  // namespace potensial::store
