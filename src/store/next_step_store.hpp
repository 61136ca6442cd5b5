// What learners and their teachers agreed to do next: a new agreement stands after the old ones, none is changed (GRP-12).
// Writing is called inside the caller's Transaction. One thread at a time, as the Ledger.
#pragma once

#include <vector>

#include "base/result.hpp"
#include "model/learner_id.hpp"
#include "model/next_step.hpp"
#include "store/ledger.hpp"

namespace potensial::store {

std::vector<NextStep> next_steps_of(Ledger& ledger, LearnerId learner);  // oldest first
// `seen`: how many the one who records it has seen. Refuses "operation.stale" when there are others by now.
Result<void> add_next_step(Ledger& ledger, LearnerId learner, const NextStep& step, std::size_t seen);

}  // namespace potensial::store
