#include "service/progress_operations.hpp"

#include <algorithm>
#include <array>

#include "insight/progress_page.hpp"
#include "service/organisations_of_objects.hpp"
#include "store/audit_log.hpp"
#include "store/next_step_store.hpp"

namespace potensial::service {
namespace progress_operation {

constexpr std::array<std::string_view, 1> agreed{"yes"};
constexpr std::array step_parameters{Parameter{"subject", ParameterKind::word, true, 80}, Parameter{"next", ParameterKind::text, true, 500},
                                     Parameter{"how", ParameterKind::text, true, 500}, Parameter{"agreed", ParameterKind::choice, true, 3, agreed},
                                     Parameter{"version", ParameterKind::word, true, 6}};

Form step_form(const std::string& learner, const std::vector<const insight::LearnerOutcome*>& outcomes, std::size_t seen) {
  std::vector<Choice> subjects;
  for (const auto* each : outcomes) subjects.push_back({each->indicator.id, verbatim(each->indicator.name)});
  return {"next-step", {"agree-next-step", learner, ""},
          {{.name = "subject", .kind = FieldKind::choice, .label = phrase("progress.column.subject"), .choices = std::move(subjects)},
           {.name = "next", .kind = FieldKind::paragraph, .label = phrase("progress.column.next"), .hint = phrase("progress.next-hint")},
           {.name = "how", .kind = FieldKind::paragraph, .label = phrase("progress.column.how")},
           {.name = "agreed", .kind = FieldKind::choice, .label = phrase("progress.agreed-with"), .choices = {{"yes", phrase("progress.agreed-yes")}}},
           {.name = "version", .kind = FieldKind::hidden, .label = {}, .value = std::to_string(seen)}},
          phrase("progress.submit")};
}

Result<insight::LearnerPageInput> learner_of(Call& call) {
  return call.pages->learner_input(call.value("id"), fields_seen(call.policy, call.permission));
}

Result<Answer> see_progress(Call& call) {
  const auto learner = learner_of(call);
  if (!learner) return std::unexpected(learner.error());
  const auto steps = store::next_steps_of(call.home.ledger(), learner->learner);
  auto page = insight::progress_page(*learner, steps);
  const auto outcomes = insight::newest_outcomes(learner->outcomes);
  const auto place = organisation_of_learner(call);
  if (!outcomes.empty() && place && call.may("agree-next-step", *place).allowed) {
    page.blocks.push_back(Heading{phrase("progress.form"), "agree"});
    page.blocks.push_back(step_form(call.value("id"), outcomes, steps.size()));
  }
  return Answer(std::move(page));
}

Result<Answer> agree(Call& call) {
  const auto learner = learner_of(call);
  if (!learner) return std::unexpected(learner.error());
  const auto outcomes = insight::newest_outcomes(learner->outcomes);
  const auto subject = std::ranges::find(outcomes, call.value("subject"), [](const auto* each) { return each->indicator.id; });
  if (subject == outcomes.end()) return refuse(Blame::input, "operation.not-a-choice", {{"parameter", "subject"}});
  const NextStep step{.indicator = call.value("subject"), .result_year = (*subject)->year, .next = call.value("next"), .how = call.value("how"),
                      .actor = signature(*call.person), .at = call.at};
  auto& ledger = call.home.ledger();
  store::Transaction transaction(ledger);
  const auto count = store::next_steps_of(ledger, learner->learner).size();
  const auto seen = call.value("version") == std::to_string(count) ? count : count + 1;
  if (auto added = store::add_next_step(ledger, learner->learner, step, seen); !added) return std::unexpected(added.error());
  store::append_audit(ledger, {call.at, step.actor, "agree-next-step", "learner/" + call.value("id"), step.indicator});
  transaction.commit();
  return Answer(Target{"progress", call.value("id"), ""});
}

}  // namespace progress_operation

std::vector<Operation> progress_operations() {
  using namespace progress_operation;
  return {{.name = "see-progress", .noun = "progress", .organisation = organisation_of_learner, .run = see_progress, .recorded = true, .from_pages = true},
          {.name = "agree-next-step", .noun = "agree-next-step", .effect = Effect::changes, .parameters = step_parameters,
           .organisation = organisation_of_learner, .run = agree, .from_pages = true}};
}

}  // namespace potensial::service
