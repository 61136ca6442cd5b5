// Spending plans of schools of earlier years, from the files of a folder (plans.csv and those beside it; columns:
// service/plan_answers.hpp), taken through the form and the stages that schools, advisers and officers use, on the days that the files
// tell, under the actor "history load": all or none. What was delegated in that year is loaded before (delegation_history.hpp), for a
// plan costs no more; when it is agreed, its activities become lines on which the school spends.
//
// A plan may stand there twice: version 1 as it was first handed in, version 2 as it was corrected. A version to which the form
// objects is kept and not submitted; the last one must be without problems. A plan of a school and year that is on record already
// is left as it is.
// Refuses (Blame::file) "money.plan-unknown" {plan}, "money.plan-school" {plan, school}, "money.plan-problems" {plan, n, first}; those of
// history_rows.hpp and of the steps. One home serves one thread at a time.
#pragma once

#include <chrono>
#include <filesystem>
#include <string>

#include "base/result.hpp"
#include "model/pence.hpp"
#include "service/home.hpp"

namespace potensial::service {

struct PlansLoaded {
  std::size_t plans = 0, with_problems = 0;  // the form objected to what was first handed in
  std::size_t unchanged = 0, lines = 0;      // on record already; activities of those loaded
  Pence planned;
};

// `by`: who started it, for the audit log.
Result<PlansLoaded> load_plans(Home& home, const std::filesystem::path& folder, const std::string& by, std::chrono::sys_seconds at);

}  // namespace potensial::service
