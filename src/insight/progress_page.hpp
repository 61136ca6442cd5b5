// The progress page of one learner, for the learner, the parents and the teacher (GRP-12): where I stand in each subject, what
// is next, how to get there. As blocks, in plain words.
//
// Where the learner stands comes from the newest results alone and is typed by nobody; what is next stands as it was agreed,
// and says so when a newer result has come since. Pure; thread-safe.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "insight/learner_page.hpp"
#include "model/next_step.hpp"

namespace potensial::insight {

// The newest results in subjects, in the order of the learner's page; where there is none, all the newest results.
std::vector<const LearnerOutcome*> newest_outcomes(std::span<const LearnerOutcome> outcomes);

Page progress_page(const LearnerPageInput& learner, std::span<const NextStep> steps);

}  // namespace potensial::insight
