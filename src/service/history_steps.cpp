#include "service/history_steps.hpp"

#include "form/answers_text.hpp"
#include "store/submission_store.hpp"

namespace potensial::service {

std::chrono::sys_seconds noon(Date day) { return std::chrono::sys_days(day.parts()) + std::chrono::hours(12); }

StepTaker history_taker(Home& home, const std::string& person, const char* role, Date day) {
  return {home, "history/" + person, history_actor, PersonId{}, noon(day), [role](const std::string&) { return std::vector<std::string>{role}; }};
}

Result<OpenedSubmission> write_history(const std::string& id, const form::Answers& answers, const StepTaker& by) {
  const auto before = opened_submission(by.home, id);
  if (!before) return before;
  const auto kept = store::add_version(by.home.ledger(), id, {.place = before->version, .answers = form::answers_text(answers), .person = by.person, .actor = by.actor, .at = by.at});
  if (!kept) return std::unexpected(kept.error());
  if (auto done = add_own_deed(by, *before, "write"); !done) return std::unexpected(done.error());
  return opened_submission(by.home, id);
}

Result<void> take_history_step(const std::string& id, const StepTaker& by, const char* name, const Said& said) {
  const auto opened = opened_submission(by.home, id);
  return opened ? take_step(by, *opened, name, said) : std::unexpected(opened.error());
}

}  // namespace potensial::service
