// Targeting decisions as they were published, applied and changed by hand. A criterion never changes, it is applied once, and
// changes are only added. Writing is called inside the caller's Transaction. One thread at a time, as the Ledger.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/targeting.hpp"
#include "store/ledger.hpp"

namespace potensial::store {

std::int64_t publish_targeting(Ledger& ledger, const Targeting& targeting);  // gives it its id

std::optional<Targeting> targeting(Ledger& ledger, std::int64_t id);
std::vector<Targeting> targetings(Ledger& ledger, const std::string& authority);  // the newest first

// The schools with what they were judged by. Refuses "targeting.unknown" and "targeting.applied-already".
Result<void> apply_targeting(Ledger& ledger, const Targeting& applied);

void change_targeting(Ledger& ledger, std::int64_t id, const TargetingChange& change);

}  // namespace potensial::store
