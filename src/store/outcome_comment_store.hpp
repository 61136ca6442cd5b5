// What those who planned an outcome say beside its result (PLN-07). A comment is added and never changed; a later one stands
// after it. Writing is called inside the caller's Transaction. One thread at a time, as the Ledger.
#pragma once

#include <string>
#include <vector>

#include "model/planned_outcome.hpp"
#include "store/ledger.hpp"

namespace potensial::store {

std::int64_t add_outcome_comment(Ledger& ledger, const OutcomeComment& comment);                       // gives it its id
std::vector<OutcomeComment> outcome_comments(Ledger& ledger, const std::string& submission);           // the oldest first

}  // namespace potensial::store
