// Activities for which money is kept centrally (model/central_activity.hpp), as they were entered. Writing is called inside the
// caller's Transaction. One thread at a time, as the Ledger.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "model/central_activity.hpp"
#include "model/delegation.hpp"
#include "store/ledger.hpp"

namespace potensial::store {

// Gives its number. Refuses "central.no-amount" where nothing was released or no such amount is kept, "central.nothing" for an
// amount of nothing or less, and "central.beyond-kept" {left, asked} where the activities of that amount would come to more.
Result<std::int64_t> add_central_activity(Ledger& ledger, const CentralActivity& activity);
std::vector<CentralActivity> central_activities(Ledger& ledger, const std::string& authority, const std::string& fund, FinancialYear year);  // as they were entered

}  // namespace potensial::store
