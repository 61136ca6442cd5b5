// What was put before the School Budget Forum of an authority, who was there, and what it said (DEL-01). A record is added
// and never changed; what is said later stands in a later one. Writing is called inside the caller's Transaction.
// One thread at a time, as the Ledger.
#pragma once

#include <string>
#include <vector>

#include "model/delegation.hpp"
#include "store/ledger.hpp"

namespace potensial::store {

std::int64_t record_meeting(Ledger& ledger, const ForumMeeting& meeting);                          // gives it its id
std::vector<ForumMeeting> forum_meetings(Ledger& ledger, const std::string& authority);            // the newest record first
// Whether a meeting about that fund and year has given a view.
bool has_forum_view(Ledger& ledger, const std::string& authority, const std::string& fund, FinancialYear year);

}  // namespace potensial::store
