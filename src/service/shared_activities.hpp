// Activities that other schools lead and share with a school (COL-02), as they stand in its spending plan: each once, taken from
// the plan of the school that leads with the share that its own headteacher confirmed. They are changed there and nowhere else; a
// plan that is written takes in what was confirmed or changed since. One thread at a time, as the home.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "form/answers.hpp"
#include "service/opened_submission.hpp"
#include "service/submission_steps.hpp"

namespace potensial::service {

// The source "shared-activities": of plans of the same year that were not withdrawn, by plan.
std::optional<form::Answer> shared_activities(Home& home, const OpenedSubmission& plan);
// Whether those in the plan are what they are in the plans of the schools that lead.
bool shared_activities_stand(Home& home, const OpenedSubmission& plan);

// Plans of other schools that name the school as a partner, now or in an earlier version, newest first.
std::vector<Submission> plans_naming(Home& home, const std::string& school);
// The plan of a school for a financial year that was not withdrawn.
std::optional<OpenedSubmission> plan_of(Home& home, const std::string& school, const std::string& year);

// After a school confirmed a share: its plan of that year, if it is being written, takes the activity in as a new version.
// Inside the caller's Transaction. Refuses "joint.plan.older-form" {plan} where that plan has no room for it.
Result<void> take_in_shared(const StepTaker& by, const std::string& school, const std::string& year);

}  // namespace potensial::service
