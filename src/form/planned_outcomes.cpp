#include "form/planned_outcomes.hpp"

#include <optional>

namespace potensial::form {
namespace planned_outcome {

struct Asked {
  std::string group, indicator, baseline, target, date;

  bool whole() const { return !group.empty() && !indicator.empty() && !baseline.empty() && !target.empty() && !date.empty(); }
};

Asked asked_in(const Question& part) {
  Asked asked;
  for (const auto& each : part.questions) {
    if (each.kind == QuestionKind::group) asked.group = each.id;
    if (each.kind == QuestionKind::indicator) asked.indicator = each.id;
    if (each.kind == QuestionKind::date) asked.date = each.id;
    if (each.kind == QuestionKind::number) (each.filled_by == "baseline" ? asked.baseline : asked.target) = each.id;
  }
  return asked;
}

template <class Value>
std::optional<Value> given(const Answers& answers, const std::string& question) {
  const auto* answer = answers.answered(question);
  const auto* value = answer ? std::get_if<Value>(answer) : nullptr;
  return value ? std::optional(*value) : std::nullopt;
}

std::optional<PlannedOutcome> outcome_in(const std::string& part, const Asked& asked, const Answers& item, const std::string& heading) {
  const auto group = given<std::string>(item, asked.group), indicator = given<std::string>(item, asked.indicator);
  const auto baseline = given<double>(item, asked.baseline), target = given<double>(item, asked.target);
  const auto date = given<Date>(item, asked.date);
  if (!group || !indicator || !baseline || !target || !date) return std::nullopt;
  return PlannedOutcome{part, heading, *group, *indicator, *baseline, *target, *date};
}

// An item is called by its first text.
std::string heading_of(const Question& part, const Answers& item) {
  for (const auto& each : part.questions)
    if (each.kind == QuestionKind::text) return given<std::string>(item, each.id).value_or(std::string());
  return {};
}

void add(std::vector<PlannedOutcome>& outcomes, const std::vector<Question>& questions, const Answers& answers, const std::string& heading) {
  for (const auto& part : questions) {
    if (part.kind != QuestionKind::part) continue;
    const auto asked = asked_in(part);
    for (const auto& item : answers.parts(part.id)) {
      const auto own = heading_of(part, item);
      if (auto outcome = asked.whole() ? outcome_in(part.id, asked, item, own.empty() ? heading : own) : std::nullopt) outcomes.push_back(std::move(*outcome));
      add(outcomes, part.questions, item, own);
    }
  }
}

}  // namespace planned_outcome

std::vector<PlannedOutcome> planned_outcomes(const Form& form, const Answers& answers) {
  std::vector<PlannedOutcome> outcomes;
  for (const auto& section : form.sections) planned_outcome::add(outcomes, section.questions, answers, "");
  return outcomes;
}

}  // namespace potensial::form
