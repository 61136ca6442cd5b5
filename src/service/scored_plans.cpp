#include "service/scored_plans.hpp"

#include <algorithm>

#include "form/answers_text.hpp"
#include "store/submission_store.hpp"

namespace potensial::service {
namespace plan_score {

constexpr std::string_view grade_ending = "-grade";

bool is_told(const OpenedSubmission& plan) { return std::ranges::find(plan.stages.told, plan.state) != plan.stages.told.end(); }

std::optional<OpenedSubmission> score_of(Home& home, const OpenedSubmission& plan) {
  if (!is_told(plan)) return std::nullopt;
  for (const auto& each : store::submissions_about(home.ledger(), plan.stages.assessment, plan.kept.id))
    if (auto opened = opened_submission(home, each.id); opened && opened->state == "signed") return std::move(*opened);
  return std::nullopt;
}

}  // namespace plan_score

std::vector<ScoredPlan> scored_plans(Home& home, const std::function<bool(const std::string& school)>& belongs) {
  std::vector<ScoredPlan> plans;
  for (const auto& each : store::submissions_of(home.ledger(), school_plan_stages)) {
    auto plan = belongs(each.organisation) ? opened_submission(home, each.id) : refuse(Blame::input, "");
    if (!plan || !plan->was_handed_on() || plan->state == "withdrawn") continue;
    auto score = plan_score::score_of(home, *plan);
    plans.push_back({std::move(*plan), std::move(score)});
  }
  return plans;
}

std::vector<Criterion> criteria_of(const form::Form& score) {
  std::vector<Criterion> criteria;
  for (const auto& section : score.sections)
    for (const auto& question : section.questions) {
      if (question.id != section.id + std::string(plan_score::grade_ending)) continue;
      Criterion criterion{section.id, section.title, {}};
      for (const auto& option : question.options) criterion.grades.push_back({option.code, option.name});
      criteria.push_back(std::move(criterion));
    }
  return criteria;
}

std::string grade_given(const OpenedSubmission& score, const std::string& criterion) {
  const auto* given = score.answers.answered(criterion + std::string(plan_score::grade_ending));
  return given ? form::written_value(*given) : std::string();
}

GradeCounts grade_counts(const std::vector<ScoredPlan>& plans, FinancialYear year) {
  GradeCounts counts;
  for (const auto& each : plans) {
    if (!each.score || each.year() != year) continue;
    for (const auto& criterion : criteria_of(each.score->form)) ++counts[{criterion.id, grade_given(*each.score, criterion.id)}];
  }
  return counts;
}

}  // namespace potensial::service
