// Steps of earlier years, taken by whoever took them, on the day on which they did, under the actor "history load". People are told
// apart within the load, so that nobody assesses, scores or awards what is their own. Inside the caller's Transaction; one thread at a
// time, as the home.
#pragma once

#include <string>

#include "base/date.hpp"
#include "base/result.hpp"
#include "form/answers.hpp"
#include "service/opened_submission.hpp"
#include "service/submission_steps.hpp"

namespace potensial::service {

inline constexpr const char* history_actor = "history load";

std::chrono::sys_seconds noon(Date day);
StepTaker history_taker(Home& home, const std::string& person, const char* role, Date day);

// The submission with these answers as its newest version.
Result<OpenedSubmission> write_history(const std::string& id, const form::Answers& answers, const StepTaker& by);
// As the submission then is.
Result<void> take_history_step(const std::string& id, const StepTaker& by, const char* name, const Said& said = {});

}  // namespace potensial::service
