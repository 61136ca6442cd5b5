// The steps of submissions: which may be taken now and by whom, and what follows from one that is taken (FND-12 to FND-14,
// SEC-8, SEC-9). One thread at a time, as the home.
//
// Whoever signs an assessment takes with it the step of the thing assessed that waits for one; each criterion below its
// standard then is a required improvement of the organisation that asked for the money. Awards are made against what the
// guidance has left, in the transaction of the step, so that no two together take more than there is.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "form/stages.hpp"
#include "model/pence.hpp"
#include "service/operation.hpp"
#include "service/opened_submission.hpp"

namespace potensial::service {

// Those that lead on from where it stands and are for a role that the person holds for it.
std::vector<const form::Transition*> steps_offered(const Call& call, const OpenedSubmission& opened);
bool may_write(const Call& call, const OpenedSubmission& opened);
// It waits for an assessment, and the person is in a role that gives one.
bool waits_for_assessment(const OpenedSubmission& opened);
bool may_assess(const Call& call, const OpenedSubmission& opened);
bool is_of_assessors(const Call& call, const OpenedSubmission& opened);  // in such a role, whether it waits or not
bool all_have_assessed(const OpenedSubmission& opened);                  // every step that is an assessment was taken

// Whoever takes a step, and when. `roles`: those held for what belongs to an organisation.
struct StepTaker {
  Home& home;
  std::string person, actor;   // as deeds keep them
  PersonId id{};
  std::chrono::sys_seconds at{};
  std::function<std::vector<std::string>(const std::string& organisation)> roles;

  Date today() const { return Date::of(at); }
};

using Said = std::map<std::string, std::string, std::less<>>;
// Inside the caller's Transaction, with the submission as it now is. Refuses "submission.problems" {count, problems.en,
// problems.cy} for a form that is not complete, and the sentences of steps.yaml.
Result<void> take_step(const StepTaker& by, const OpenedSubmission& opened, const std::string& transition, const Said& said);
Result<void> take_step(Call& call, const OpenedSubmission& opened, const std::string& transition, const Said& said);
// A deed beside the transitions, such as writing; once for each person.
Result<void> add_own_deed(const StepTaker& by, const OpenedSubmission& opened, const std::string& name);
Result<void> add_own_deed(Call& call, const OpenedSubmission& opened, const std::string& name);

// What the bid asks for, grant and contribution together; 0 before its lines cost anything. And what was proposed for it last,
// where that was another amount.
Pence asked_by(const OpenedSubmission& bid);
Pence amount_proposed(const OpenedSubmission& bid);
bool requires_improvement(Home& home, const OpenedSubmission& bid);  // closed ones too

// What is left of the total of a guidance, grant and contribution together: less what was awarded from it, and what is promised
// on conditions.
Result<Pence> left_of(Home& home, const Guidance& guidance);

}  // namespace potensial::service
