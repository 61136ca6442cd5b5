// What a school sees of another school's spending plan because it shares the cost of an activity in it (COL-02): that activity, who
// pays what, and its own share to confirm; nothing else of the plan, whose outcomes are of the learners of the school that leads.
// One thread at a time, as the home.
#pragma once

#include "model/block.hpp"
#include "service/opened_submission.hpp"
#include "service/operation.hpp"

namespace potensial::service {

Page partner_page(Call& call, const OpenedSubmission& plan);

}  // namespace potensial::service
