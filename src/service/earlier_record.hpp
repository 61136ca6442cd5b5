// With what an assessment opens (FND-14): what was required of those who ask and is still open, and the record of their bids of
// earlier years: the grades, what was awarded and spent, how each line was to be evaluated, and which of the outcomes that
// they named were reached, as far as need analyses frozen since hold a figure of the group, the indicator and the school
// year. As blocks. One thread at a time, as the home.
#pragma once

#include <cstdint>
#include <vector>

#include "base/result.hpp"
#include "model/block.hpp"
#include "model/need_analysis.hpp"
#include "service/operation.hpp"
#include "service/opened_submission.hpp"

namespace potensial::service {

struct OutcomeCount {
  std::int64_t named = 0, known = 0, met = 0;
};
OutcomeCount outcomes_of(const OpenedSubmission& bid, const std::vector<NeedAnalysis>& analyses);

// How many required improvements of the organisation, other than those of this bid, are open, and how many of them are late.
Sentence open_improvements(Call& call, const OpenedSubmission& bid);
std::vector<Block> earlier_record(Call& call, const OpenedSubmission& bid);

}  // namespace potensial::service
