// Needs without an activity on the site: the list of an authority or a body, what stands on the page of a finding and on the page
// one begins with, and the two deeds: to decide not to act, and to take that back (TGT-05).
//
// Deciding refuses "unmet-need.reason-short" {least, parameter}, "unmet-need.review-past", "unmet-need.has-activity" and
// "unmet-need.decided"; taking back "unmet-need.not-decided"; both "operation.stale". One thread at a time, as the home.
#pragma once

#include <vector>

#include "service/operation.hpp"

namespace potensial::service {

std::vector<Operation> unmet_need_operations();

// On the page of a finding: which activities are against it, what was decided, and the form of whoever may decide.
Result<std::vector<Block>> need_blocks(Call& call, const FindingRecord& finding);

// How many needs of an authority have no activity, with the way to them; nothing for those who may not see them.
Result<std::vector<Block>> unmet_need_count(Call& call, const std::string& authority);

}  // namespace potensial::service
