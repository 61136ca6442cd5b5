#include "service/submission_steps.hpp"

#include <algorithm>

#include "form/answers_text.hpp"
#include "form/stages_reader.hpp"
#include "funding/award_draft.hpp"
#include "service/bid_owners.hpp"
#include "service/plan_money.hpp"
#include "service/shared_activities.hpp"
#include "service/submission_context.hpp"
#include "service/submission_refusal.hpp"
#include "store/audit_log.hpp"
#include "store/award_store.hpp"
#include "stats/largest_remainder.hpp"
#include "store/submission_store.hpp"

namespace potensial::service {
namespace submission_step {

constexpr std::string_view improvement_stages = "required-improvement";
constexpr std::string_view below = "below";

std::vector<std::string> roles_for(const Call& call, const std::string& organisation) {
  std::vector<std::string> roles;
  for (const auto& each : call.may("take-step", organisation).by) roles.push_back(each.role);
  return roles;
}

StepTaker taker_of(const Call& call) {
  return {call.home, std::to_string(static_cast<std::int64_t>(call.person->id)), signature(*call.person), call.person->id, call.at,
          [&call](const std::string& organisation) { return roles_for(call, organisation); }};
}

bool has(const std::vector<std::string>& list, std::string_view word) { return std::ranges::find(list, word) != list.end(); }

std::string text_of(const form::Answers& answers, const std::string& question) {
  const auto* given = answers.answered(question);
  return given ? form::written_value(*given) : std::string();
}

bool was_asked(const OpenedSubmission& bid, Date today) {
  const auto* day = bid.answers.answered("schools-asked");
  const auto* asked = day ? std::get_if<Date>(day) : nullptr;
  return asked && *asked <= today && bid.answers.answered("consultation");
}

std::vector<OpenedSubmission> opened_about(Home& home, std::string_view stages, const std::string& about) {
  std::vector<OpenedSubmission> all;
  for (const auto& each : store::submissions_about(home.ledger(), stages, about))
    if (auto opened = opened_submission(home, each.id)) all.push_back(std::move(*opened));
  return all;
}

bool is_final(const OpenedSubmission& opened) {
  const auto* state = opened.stages.state(opened.state);
  return state && state->is_final;
}

// The criteria of an assessment: a question "<criterion>-grade" with what is said beside it.
std::vector<std::string> criteria_below(const OpenedSubmission& assessment) {
  constexpr std::string_view grade = "-grade";
  std::vector<std::string> criteria;
  for (const auto& [question, answer] : assessment.answers.values)
    if (question.ends_with(grade) && form::written_value(answer) == below) criteria.push_back(question.substr(0, question.size() - grade.size()));
  return criteria;
}

bool names_improvements(const OpenedSubmission& assessment) {
  return std::ranges::all_of(criteria_below(assessment), [&](const auto& each) { return assessment.answers.answered(each + "-improvement") != nullptr; });
}

bool is_within_total(Home& home, const OpenedSubmission& bid) {
  const auto left = bid.guidance ? left_of(home, *bid.guidance) : refuse(Blame::input, "");
  return left && amount_proposed(bid) <= *left;
}

// Another amount than what is asked for: something, and not more.
Result<void> check_amount(const OpenedSubmission& bid, const Said& said) {
  const auto given = said.find("amount");
  if (given == said.end() || given->second.empty()) return {};
  const auto amount = pence(given->second);
  if (!amount) return std::unexpected(amount.error());
  const bool fits = amount->count > 0 && *amount <= asked_by(bid);
  return fits ? Result<void>{} : refuse(Blame::input, "award.proposed-amount", {{"amount", text(*amount)}, {"asked", text(asked_by(bid))}});
}

// The costs of the lines, less in proportion where less was proposed; to the penny.
Result<std::vector<std::int64_t>> costs_awarded(const OpenedSubmission& bid) {
  std::vector<std::int64_t> costs;
  for (const auto& each : bid.answers.parts("lines")) costs.push_back(std::get<std::int64_t>(*each.answered("cost")));
  return stats::largest_remainder<std::int64_t>(amount_proposed(bid).count, costs);
}

bool year_ended(const OpenedSubmission& plan, Date today) {
  const auto year = FinancialYear::parse(plan.kept.about);
  return year && year->last_day() < today;
}

// Of what holds only what the step asks for is looked at. An assessment is complete where it is being signed.
bool holds(const StepTaker& by, const OpenedSubmission& opened, std::string_view need, bool assessed) {
  auto& home = by.home;
  if (need == "form-complete") return problems_of(home, opened).empty();
  if (need == "partners-confirmed") return all_confirmed(home, opened).has_value();
  if (need == "shared-stand") return shared_activities_stand(home, opened);
  if (need == "schools-asked") return was_asked(opened, by.today());
  if (need == "assessment-complete") return assessed;
  if (need == "improvements-named") return std::ranges::all_of(opened_about(home, opened.stages.assessment, opened.kept.id), names_improvements);
  if (need == "no-improvement-required") return !requires_improvement(home, opened);
  if (need == "improvements-closed") return std::ranges::all_of(opened_about(home, improvement_stages, opened.kept.id), is_final);
  if (need == "within-total") return is_within_total(home, opened);
  if (need == "within-delegated") return is_within_delegated(home, opened);
  if (need == "year-ended") return year_ended(opened, by.today());
  return false;
}

form::Attempt attempt_of(const StepTaker& by, const OpenedSubmission& opened, const form::Transition& transition, const Said& said, bool assessed) {
  form::Attempt attempt{.state = opened.state, .transition = transition.id, .person = by.person, .roles = by.roles(opened.kept.organisation), .today = by.today(),
                        .history = {}, .holding = {}, .deadlines = {}, .said = {said.begin(), said.end()}};
  for (const auto& each : opened.deeds) attempt.history.push_back({each.name, each.person});
  for (const auto& each : transition.needs)
    if (holds(by, opened, each.id, assessed)) attempt.holding.insert(each.id);
  if (!transition.deadline.empty())
    attempt.deadlines.emplace(transition.deadline, opened.guidance ? opened.guidance->last_day(transition.deadline) : Date(9999, 12, 31));
  return attempt;
}

void record(const StepTaker& by, const OpenedSubmission& opened, const std::string& step) {
  store::append_audit(by.home.ledger(), {by.at, by.actor, "take-step", opened.stages.noun + "/" + opened.kept.id, step});
}

SubmissionDeed deed_of(const StepTaker& by, const OpenedSubmission& opened, std::string name, std::string state) {
  return {.place = static_cast<std::int64_t>(opened.deeds.size()), .name = std::move(name), .person = by.person, .actor = by.actor,
          .state = std::move(state), .version = opened.version, .said = {}, .at = by.at};
}

Result<void> require_improvement(const StepTaker& by, const OpenedSubmission& thing, const OpenedSubmission& assessment, const std::string& criterion) {
  const auto id = begin_submission(by.home, {std::string(improvement_stages), thing.kept.organisation, thing.kept.id}, by.at);
  if (!id) return std::unexpected(id.error());
  form::Answers words;
  for (const auto* each : {"improvement", "owner", "by"}) words.values.emplace(each, text_of(assessment.answers, criterion + "-" + each));
  words.values.emplace("criterion", criterion);
  words.values.emplace("assessment", assessment.kept.id);
  const SubmissionVersion version{.place = 0, .answers = form::answers_text(words), .person = by.person, .actor = by.actor, .at = by.at};
  const auto kept = store::add_version(by.home.ledger(), *id, version);
  return kept ? Result<void>{} : std::unexpected(kept.error());
}

bool needs(const form::Transition& transition, std::string_view need) { return std::ranges::find(transition.needs, need, &form::Need::id) != transition.needs.end(); }

bool is_by_assessment(const form::Transition& step) { return needs(step, "assessment-complete"); }

const form::Transition* step_that_waits(const OpenedSubmission& thing) {
  for (const auto* each : thing.stages.leaving(thing.state))
    if (is_by_assessment(*each)) return each;
  return nullptr;
}

Result<void> take(const StepTaker& by, const OpenedSubmission& opened, const form::Transition& transition, const Said& said, bool assessed);

Result<void> assess(const StepTaker& by, const OpenedSubmission& assessment) {
  const auto thing = opened_submission(by.home, assessment.kept.about);
  if (!thing) return std::unexpected(thing.error());
  const auto* step = step_that_waits(*thing);
  if (!step) return refuse(Blame::input, "submission.not-waiting", {{"id", thing->kept.id}});
  if (auto taken = take(by, *thing, *step, {}, true); !taken) return taken;
  for (const auto& each : criteria_below(assessment))
    if (auto required = require_improvement(by, *thing, assessment, each); !required) return required;
  return {};
}

std::vector<funding::DraftLine> award_lines(const OpenedSubmission& bid, const std::vector<std::int64_t>& costs) {
  std::vector<funding::DraftLine> lines;
  for (std::size_t i = 0; i < costs.size(); ++i) {
    if (costs[i] == 0) continue;
    const auto& each = bid.answers.parts("lines")[i];
    const auto& schools = each.parts("schools");
    const auto& outcomes = each.parts("outcomes");
    lines.push_back({.title = text_of(each, "line-title"), .area = text_of(each, "activity-area"), .initiative = text_of(each, "initiative"),
                     .school = schools.size() == 1 ? text_of(schools.front(), "school") : "", .cost = {costs[i]},
                     .indicator = outcomes.empty() ? "" : text_of(outcomes.front(), "outcome-indicator"), .outcome = text_of(each, "purpose"), .evaluation = text_of(each, "evaluation")});
  }
  return lines;
}

// One award for each owner. The fund itself is asked once more in the same transaction, so that no two awards together take more
// than there is.
Result<void> award_bid(const StepTaker& by, const OpenedSubmission& bid) {
  const auto costs = costs_awarded(bid);
  if (!costs) return std::unexpected(costs.error());
  const funding::AwardDraft draft{.organisation = bid.kept.organisation, .source = bid.kept.id, .lines = award_lines(bid, *costs), .actor = by.actor,
                                  .person = by.id, .at = by.at};
  const auto whole = funding::award_under(*bid.guidance, draft);
  if (!whole) return std::unexpected(whole.error());
  const auto awards = funding::awards_of_owners(*whole, shares_of(bid));
  if (!awards) return std::unexpected(awards.error());
  for (const auto& each : *awards)
    if (const auto made = store::add_award(by.home.ledger(), each, bid.guidance->total); !made) return std::unexpected(made.error());
  return {};
}

// What follows from a step, in the same transaction.
Result<void> follow(const StepTaker& by, const OpenedSubmission& before, const form::Transition& taken) {
  if (taken.id == "sign" && before.stages.noun == "assessment") return assess(by, before);
  if (taken.to == "awarded" && before.stages.noun == "bid" && before.guidance) return award_bid(by, before);
  if (taken.to == "agreed" && before.stages.noun == "plan") return settle_plan_money(by, before);
  return {};
}

// A form that is not complete is refused with its problems, and partners that have not confirmed are named; everything else as the
// stages say it.
std::optional<Refusal> incomplete(const StepTaker& by, const OpenedSubmission& opened, const form::Transition& transition, const form::Objection& objection) {
  if (objection.code != "step.need") return std::nullopt;
  const auto problems = needs(transition, "form-complete") ? problems_of(by.home, opened) : std::vector<form::Problem>{};
  if (!problems.empty()) return problems_refusal(problems);
  const auto confirmed = needs(transition, "partners-confirmed") ? all_confirmed(by.home, opened) : Result<void>{};
  return confirmed ? std::nullopt : std::optional(confirmed.error());
}

Result<void> take(const StepTaker& by, const OpenedSubmission& opened, const form::Transition& transition, const Said& said, bool assessed) {
  const auto state = opened.stages.step(attempt_of(by, opened, transition, said, assessed));
  if (!state) return std::unexpected(incomplete(by, opened, transition, state.error()).value_or(refusal_of(state.error())));
  if (transition.id == "propose-award")
    if (auto fits = check_amount(opened, said); !fits) return fits;
  auto deed = deed_of(by, opened, transition.id, *state);
  deed.said.assign(said.begin(), said.end());
  if (auto added = store::add_deed(by.home.ledger(), opened.kept.id, deed); !added) return added;
  record(by, opened, transition.id);
  return follow(by, opened, transition);
}

}  // namespace submission_step

bool may_write(const Call& call, const OpenedSubmission& opened) {
  if (!opened.is_open()) return false;
  const auto by = call.may("save-answers", opened.kept.organisation).by;
  return std::ranges::any_of(by, [&](const HeldRole& each) { return submission_step::has(opened.stages.writers, each.role); });
}

bool waits_for_assessment(const OpenedSubmission& opened) { return submission_step::step_that_waits(opened) != nullptr; }

bool is_of_assessors(const Call& call, const OpenedSubmission& opened) {
  const auto stages = opened.stages.assessment.empty() ? refuse(Blame::input, "") : form::stages_on(call.home.catalogue(), opened.stages.assessment, call.today());
  const auto by = call.may("begin-assessment", opened.kept.organisation).by;
  return stages && std::ranges::any_of(by, [&](const HeldRole& each) { return submission_step::has(stages->writers, each.role); });
}

bool may_assess(const Call& call, const OpenedSubmission& opened) { return waits_for_assessment(opened) && is_of_assessors(call, opened); }

bool all_have_assessed(const OpenedSubmission& opened) {
  const auto assessments = std::ranges::count_if(opened.stages.transitions, submission_step::is_by_assessment);
  return std::ranges::count_if(opened.deeds, [&](const SubmissionDeed& each) {
           const auto* step = opened.stages.transition(each.name);
           return step && submission_step::is_by_assessment(*step);
         }) >= assessments;
}

std::vector<const form::Transition*> steps_offered(const Call& call, const OpenedSubmission& opened) {
  const auto roles = submission_step::roles_for(call, opened.kept.organisation);
  auto steps = opened.stages.leaving(opened.state);
  std::erase_if(steps, [&](const form::Transition* each) {
    const bool for_them = std::ranges::any_of(each->roles, [&](const std::string& role) { return submission_step::has(roles, role); });
    return !for_them || submission_step::is_by_assessment(*each);
  });
  return steps;
}

Result<void> take_step(const StepTaker& by, const OpenedSubmission& opened, const std::string& transition, const Said& said) {
  const auto* step = opened.stages.transition(transition);
  if (!step) return refuse(Blame::input, "operation.not-a-choice", {{"parameter", "step"}});
  return submission_step::take(by, opened, *step, said, false);
}

Result<void> take_step(Call& call, const OpenedSubmission& opened, const std::string& transition, const Said& said) {
  return take_step(submission_step::taker_of(call), opened, transition, said);
}

Result<void> add_own_deed(const StepTaker& by, const OpenedSubmission& opened, const std::string& name) {
  const bool known = std::ranges::any_of(opened.deeds, [&](const SubmissionDeed& each) { return each.name == name && each.person == by.person; });
  if (known || !submission_step::has(opened.stages.deeds, name)) return {};
  return store::add_deed(by.home.ledger(), opened.kept.id, submission_step::deed_of(by, opened, name, opened.state));
}

Result<void> add_own_deed(Call& call, const OpenedSubmission& opened, const std::string& name) {
  return add_own_deed(submission_step::taker_of(call), opened, name);
}

Pence asked_by(const OpenedSubmission& bid) {
  const auto* asked = bid.answers.answered("total-cost");
  const auto* cost = asked ? std::get_if<std::int64_t>(asked) : nullptr;
  return {cost ? *cost : 0};
}

Pence amount_proposed(const OpenedSubmission& bid) {
  const auto proposed = std::ranges::find(bid.deeds.rbegin(), bid.deeds.rend(), "propose-award", &SubmissionDeed::name);
  if (proposed == bid.deeds.rend()) return asked_by(bid);
  const auto said = std::ranges::find(proposed->said, "amount", &std::pair<std::string, std::string>::first);
  const auto amount = said == proposed->said.end() ? refuse(Blame::input, "") : pence(said->second);
  return amount ? *amount : asked_by(bid);
}

bool requires_improvement(Home& home, const OpenedSubmission& bid) {
  return !store::submissions_about(home.ledger(), submission_step::improvement_stages, bid.kept.id).empty();
}

Result<Pence> left_of(Home& home, const Guidance& guidance) {
  std::vector<Pence> taken;
  for (const auto& award : store::awards_from(home.ledger(), guidance.fund, guidance.year))
    for (const auto& line : award.lines) taken.insert(taken.end(), {line.grant, line.contribution});
  for (const auto& each : submission_step::opened_about(home, guidance.stages, guidance.id))
    if (each.state == "conditional") taken.push_back(amount_proposed(each));
  const auto sum_taken = sum(taken);
  return sum_taken ? difference(guidance.total, *sum_taken) : sum_taken;
}

}  // namespace potensial::service
