#include "service/followed_outcomes.hpp"

#include <algorithm>
#include <array>

#include "form/planned_outcomes.hpp"
#include "store/need_analysis_store.hpp"
#include "store/submission_store.hpp"

namespace potensial::service {
namespace followed_outcome {

constexpr std::string_view hand_on = "submit";
constexpr std::array<std::string_view, 2> given_up{"withdrawn", "refused"};

// The answers as they were last submitted: what is changed since is a draft.
std::optional<std::int64_t> version_handed_on(const OpenedSubmission& opened) {
  std::optional<std::int64_t> version;
  for (const auto& each : opened.deeds)
    if (each.name == hand_on) version = each.version;
  return std::ranges::find(given_up, opened.state) == given_up.end() ? version : std::nullopt;
}

std::vector<std::string> stages_known(const Home& home) {
  std::vector<std::string> ids;
  for (const auto* each : home.catalogue().of_kind("stages"))
    if (std::ranges::find(ids, each->id) == ids.end()) ids.push_back(each->id);
  return ids;
}

void add_followed(std::vector<FollowedPlan>& plans, Home& home, const std::string& id) {
  auto opened = opened_submission(home, id);
  if (!opened) return;
  auto outcomes = outcomes_handed_on(home, *opened);
  if (outcomes && !outcomes->empty()) plans.push_back({std::move(*opened), std::move(*outcomes)});
}

bool is_reached(const PlannedOutcome& outcome, const FigureOfYear& figure) {
  return !figure.indicator || figure.indicator->more_is_better ? figure.value >= outcome.target : figure.value <= outcome.target;
}

bool is_redefined(const Indicator& indicator, std::optional<AcademicYear> from, AcademicYear year) {
  return from && std::ranges::any_of(indicator.breaks, [&](AcademicYear first) { return *from < first && first <= year; });
}

std::optional<AcademicYear> year_of_baseline(Home& home, const std::string& place, const PlannedOutcome& outcome) {
  for (const auto& analysis : store::need_analyses_of(home.ledger(), place))
    if (const auto* figure = analysis.figure(outcome.group, outcome.indicator); figure && figure->value == outcome.baseline) return figure->year;
  return std::nullopt;
}

}  // namespace followed_outcome

Result<std::vector<PlannedOutcome>> outcomes_handed_on(Home& home, const OpenedSubmission& opened) {
  const auto version = followed_outcome::version_handed_on(opened);
  if (!version) return std::vector<PlannedOutcome>{};
  const auto answers = answers_at(home, opened, *version);
  if (!answers) return std::unexpected(answers.error());
  return form::planned_outcomes(opened.form, *answers);
}

std::vector<FollowedPlan> followed_plans(Home& home, const std::function<bool(const std::string& organisation)>& belongs) {
  std::vector<FollowedPlan> plans;
  for (const auto& stages : followed_outcome::stages_known(home))
    for (const auto& each : store::submissions_of(home.ledger(), stages))
      if (belongs(each.organisation)) followed_outcome::add_followed(plans, home, each.id);
  return plans;
}

void outcomes_ahead(Home& home, Pages& pages) {
  std::set<std::string> indicators;
  for (const auto& plan : followed_plans(home, [](const std::string&) { return true; }))
    for (const auto& each : plan.outcomes) indicators.insert(each.indicator);
  figures_ahead(home, pages, indicators);
}

OutcomeState state_of(const PlannedOutcome& outcome, const FigureOfYear& figure, std::optional<AcademicYear> baseline_year) {
  if (figure.known == FigureKnown::no_results) return OutcomeState::no_results;
  if (figure.known == FigureKnown::too_few) return OutcomeState::too_few;
  if (figure.known == FigureKnown::earlier_years) return OutcomeState::earlier_years;
  if (figure.known == FigureKnown::not_defined) return OutcomeState::not_defined;
  if (figure.indicator && followed_outcome::is_redefined(*figure.indicator, baseline_year, outcome.year())) return OutcomeState::redefined;
  return followed_outcome::is_reached(outcome, figure) ? OutcomeState::met : OutcomeState::not_met;
}

OutcomeResult result_of(Call& call, const Organisation& place, const PlannedOutcome& outcome) {
  auto figure = figure_of_year(call, place, {outcome.group, outcome.indicator, outcome.year()});
  if (!figure) return {};
  const auto from = followed_outcome::year_of_baseline(call.home, place.id, outcome);
  const auto state = state_of(outcome, *figure, from);
  return {state, std::move(*figure), from};
}

}  // namespace potensial::service
