#include "service/taken_over.hpp"

#include <algorithm>

#include "insight/page_parts.hpp"
#include "model/financial_year.hpp"
#include "service/followed_outcomes.hpp"
#include "service/scored_plans.hpp"
#include "service/shared_activities.hpp"
#include "store/award_store.hpp"
#include "store/posting_store.hpp"

namespace potensial::service {
namespace take_over {

using form::Answer;
using form::Answers;
using form::Parts;

constexpr const char* origin = "past-plan";

bool takes_over(const OpenedSubmission& plan) { return form::QuestionIndex(plan.form).find(origin) != nullptr; }

void copy(const Answers& from, const char* question, Answers& to, const char* as) {
  if (const auto* given = from.answered(question)) to.values.emplace(as, *given);
}

Parts activities(const OpenedSubmission& before) {
  Parts items;
  const auto add = [&](const Answers& each, const char* title, const char* cost) {
    Answers item;
    copy(each, title, item, "past-activity");
    copy(each, cost, item, "past-planned");
    items.push_back(std::move(item));
  };
  for (const auto& each : before.answers.parts("activities")) add(each, "activity", each.answered("activity-own-cost") ? "activity-own-cost" : "activity-cost");
  for (const auto& each : before.answers.parts("shared-activities")) add(each, "shared-activity", "shared-cost");
  return items;
}

// Of the school by name, in the year that ends.
Parts lines(Home& home, const std::string& school, FinancialYear year) {
  Parts items;
  for (const auto& award : store::awards_with_lines_of(home.ledger(), school))
    for (const auto& line : award.lines) {
      if (award.year != year || line.school != school) continue;
      const auto money = store::money_of(home.ledger(), LineId{award.id, line.number});
      items.push_back({{{"past-line", line.title}, {"past-line-plan", money.plan.count}, {"past-line-paid", money.actual.count}}});
    }
  return items;
}

Parts scores(Home& home, const OpenedSubmission& before) {
  const auto plans = scored_plans(home, [&](const std::string& school) { return school == before.kept.organisation; });
  Parts items;
  for (const auto& each : plans) {
    if (each.plan.kept.id != before.kept.id || !each.score) continue;
    for (const auto& criterion : criteria_of(each.score->form)) {
      Answers item{{{"past-criterion", criterion.id}, {"past-grade", grade_given(*each.score, criterion.id)}}};
      copy(each.score->answers, (criterion.id + "-reason").c_str(), item, "past-score-reason");
      items.push_back(std::move(item));
    }
  }
  return items;
}

// Nothing for those that are met.
std::optional<std::string> unfinished(OutcomeState state) {
  if (state == OutcomeState::met) return std::nullopt;
  if (state == OutcomeState::not_met) return "not-met";
  return state == OutcomeState::no_results || state == OutcomeState::unread ? "not-known" : "not-said";
}

Parts outcomes(Call& call, const OpenedSubmission& before) {
  const auto planned = outcomes_handed_on(call.home, before);
  const auto* school = call.home.organisation(before.kept.organisation);
  if (!planned || !school) return {};
  Parts items;
  for (const auto& each : *planned)
    if (auto result = unfinished(result_of(call, *school, each).state))
      items.push_back({{{"past-outcome-group", each.group}, {"past-outcome-indicator", each.indicator}, {"past-outcome-baseline", each.baseline},
                        {"past-outcome-target", each.target}, {"past-outcome-date", each.date}, {"past-outcome-result", std::move(*result)}}});
  return items;
}

void add(Answers& answers, const char* part, Parts items) {
  if (!items.empty()) answers.values.emplace(part, std::move(items));
}

constexpr const char* source = "taken-over";

// From the item that stands, or nothing.
void take_from(const form::Question& part, Answers& item, const Answers* standing) {
  for (const auto& each : part.questions) {
    if (each.filled_by != source) continue;
    item.values.erase(each.id);
    if (standing) copy(*standing, each.id.c_str(), item, each.id.c_str());
  }
}

// Those that were taken over stand before all that were added.
Result<void> restore(const form::Question& part, const Parts& standing, Answers& given) {
  const auto kept = std::ranges::count_if(standing, [&](const Answers& each) { return is_taken_over(part, each); });
  const auto found = given.values.find(part.id);
  auto* items = found == given.values.end() ? nullptr : std::get_if<Parts>(&found->second);
  if (std::ssize(items ? *items : Parts{}) < kept) return refuse(Blame::input, "taken-over.removed", {{"parameter", "answers"}, {"part.en", part.label.en}, {"part.cy", part.label.cy}});
  for (std::size_t i = 0; items && i < items->size(); ++i) take_from(part, (*items)[i], i < standing.size() ? &standing[i] : nullptr);
  return {};
}

}  // namespace take_over

std::optional<OpenedSubmission> plan_of_year_before(Home& home, const OpenedSubmission& plan) {
  const auto year = FinancialYear::parse(plan.kept.about);
  return year ? plan_of(home, plan.kept.organisation, year->before().text()) : std::nullopt;
}

form::Answers taken_over(Call& call, const OpenedSubmission& plan) {
  using namespace take_over;
  const auto before = takes_over(plan) ? plan_of_year_before(call.home, plan) : std::nullopt;
  if (!before) return {};
  form::Answers answers{{{origin, before->kept.id}}};
  add(answers, "past-activities", activities(*before));
  add(answers, "past-lines", lines(call.home, plan.kept.organisation, *FinancialYear::parse(before->kept.about)));
  add(answers, "past-scores", scores(call.home, *before));
  add(answers, "past-outcomes", outcomes(call, *before));
  return answers;
}

std::optional<form::Answer> as_taken_over(const form::Path& path, const form::Answers& part) {
  const auto* standing = path.steps.empty() ? nullptr : part.find(path.steps.back().question);
  return standing ? std::optional(*standing) : std::nullopt;
}

bool is_taken_over(const form::Question& part, const form::Answers& item) {
  return std::ranges::any_of(part.questions, [&](const form::Question& each) { return each.filled_by == take_over::source && item.answered(each.id); });
}

Result<form::Answers> with_taken_over(const OpenedSubmission& plan, form::Answers given) {
  for (const auto& section : plan.form.sections)
    for (const auto& each : section.questions) {
      if (each.filled_by == take_over::source) {
        given.values.erase(each.id);
        take_over::copy(plan.answers, each.id.c_str(), given, each.id.c_str());
      }
      if (each.kind != form::QuestionKind::part) continue;
      if (auto restored = take_over::restore(each, plan.answers.parts(each.id), given); !restored) return std::unexpected(restored.error());
    }
  return given;
}

std::vector<Block> taken_over_blocks(const OpenedSubmission& plan) {
  if (!take_over::takes_over(plan)) return {};
  const auto* from = plan.answers.answered(take_over::origin);
  const auto* id = from ? std::get_if<std::string>(from) : nullptr;
  if (!id) return {Sentence{phrase("taken-over.nothing"), Weight::body}};
  return {Sentence{phrase("taken-over.from", {{"plan", *id}}), Weight::body}, List{{{phrase("taken-over.way", {{"plan", *id}}), Target{plan.stages.noun, *id, ""}}}}};
}

}  // namespace potensial::service
