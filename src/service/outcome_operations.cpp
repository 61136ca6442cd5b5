#include "service/outcome_operations.hpp"

#include <algorithm>
#include <array>

#include "service/followed_outcomes.hpp"
#include "service/organisations_of_objects.hpp"
#include "service/outcomes_page.hpp"
#include "store/audit_log.hpp"
#include "store/outcome_comment_store.hpp"
#include "store/submission_store.hpp"

namespace potensial::service {
namespace outcome_operation {

constexpr std::array comment_parameters{Parameter{"outcome", ParameterKind::word, true, 250}, Parameter{"words", ParameterKind::text, true, 1000}};

Result<std::string> organisation_of_plan(Call& call) {
  const auto found = store::submission(call.home.ledger(), call.value("id"));
  return found ? Result<std::string>(found->organisation) : refuse(Blame::input, "page.unknown", {{"noun", "plan"}, {"id", call.value("id")}});
}

Result<Answer> see_outcomes(Call& call) { return Answer(outcomes_page(call, *call.home.organisation(call.value("id")))); }

Result<Answer> comment(Call& call) {
  store::Transaction transaction(call.home.ledger());
  const auto opened = opened_submission(call.home, call.value("id"));
  if (!opened) return std::unexpected(opened.error());
  const auto outcomes = outcomes_handed_on(call.home, *opened);
  if (!outcomes) return std::unexpected(outcomes.error());
  const auto key = call.value("outcome");
  if (std::ranges::find(*outcomes, key, &PlannedOutcome::key) == outcomes->end()) return refuse(Blame::input, "operation.not-a-choice", {{"parameter", "outcome"}});
  store::add_outcome_comment(call.home.ledger(), {.submission = opened->kept.id, .outcome = key, .words = call.value("words"), .actor = signature(*call.person),
                                                  .person = std::to_string(static_cast<std::int64_t>(call.person->id)), .at = call.at});
  store::append_audit(call.home.ledger(), {call.at, signature(*call.person), "comment-on-outcome", opened->stages.noun + "/" + opened->kept.id, key});
  transaction.commit();
  return Answer(Target{"outcomes", opened->kept.organisation, "plan-" + opened->kept.id});
}

}  // namespace outcome_operation

std::vector<Operation> outcome_operations() {
  using namespace outcome_operation;
  return {{.name = "see-outcomes", .noun = "outcomes", .organisation = organisation_itself<OrganisationKind::school, OrganisationKind::authority>, .run = see_outcomes, .from_pages = true},
          {.name = "comment-on-outcome", .noun = "comment-on-outcome", .effect = Effect::changes, .parameters = comment_parameters, .organisation = organisation_of_plan, .run = comment}};
}

}  // namespace potensial::service
