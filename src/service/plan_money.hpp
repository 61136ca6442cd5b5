// The delegated money that a school spends on the activities of its spending plan. When the plan is agreed, each activity that
// delegated money pays becomes a line of its own, on which commitments and costs are entered (MON-01); when a changed plan is
// agreed again, its lines follow it. An activity that is paid from what was awarded to the school by name has its line there.
// One thread at a time, as the home.
#pragma once

#include <optional>

#include "base/result.hpp"
#include "model/organisation.hpp"
#include "service/opened_submission.hpp"
#include "service/submission_steps.hpp"

namespace potensial::service {

// What was released to the school for that financial year; nothing: no delegation was.
std::optional<Pence> delegated_to(Home& home, const Organisation& school, FinancialYear year);

// Whether the activities that delegated money pays cost no more than was delegated.
bool is_within_delegated(Home& home, const OpenedSubmission& plan);

// Inside the caller's Transaction. Refuses "settled-plan.below-spent", "award.beyond-delegated", and "plan-money.no-terms" {year}
// where no guidance of the fund says what its money may be spent on.
Result<void> settle_plan_money(const StepTaker& by, const OpenedSubmission& plan);

}  // namespace potensial::service
