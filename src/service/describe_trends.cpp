// The page of trends: distribution and share over the years, and the figures on it.
#include <algorithm>

#include "insight/described_figures.hpp"
#include "insight/group_gap.hpp"
#include "insight/trends_page.hpp"
#include "service/rules.hpp"
#include "service/stage_of_scope.hpp"

namespace potensial::service {
namespace {

namespace describe_trends {

// The outcomes of the page, or the one that it was asked for, as far as they have a share.
Result<std::vector<std::string>> trends_shown(Home& home, const StageOfScope& of, const DescriptionRequest& request) {
  if (!request.indicator.empty()) {
    auto asked = main_indicator(home, of, request);
    return asked ? Result<std::vector<std::string>>({*asked}) : std::unexpected(asked.error());
  }
  auto shown = shown_indicators(home, of.about, of.stage);
  if (!shown) return shown;
  std::erase_if(*shown, [&](const std::string& id) { return !is_outcome(of, id); });
  return shown;
}

// How many of the learners of a figure stand at each level that occurs among everybody of the place.
std::vector<insight::LevelsOfYear> learners_at(const Cohort& cohort, const OutcomeColumn& outcome, std::span<const std::size_t> rows, std::span<const double> levels,
                                               std::span<const AcademicYear> years) {
  std::vector<insight::LevelsOfYear> found;
  for (const auto year : years) {
    auto& of_year = found.emplace_back(insight::LevelsOfYear{year, 0, std::vector<std::size_t>(levels.size())});
    for (const auto row : insight::rows_in_year(cohort, year, insight::rows_counted(outcome, rows))) {
      ++of_year.learners;
      const auto at = std::ranges::find(levels, outcome.value[row]);
      if (at != levels.end()) ++of_year.at[std::size_t(at - levels.begin())];
    }
  }
  return found;
}

insight::TrendRule trend_rule(const Cohort& cohort, const OutcomeColumn& outcome, const Indicator& indicator, std::size_t least) {
  insight::TrendRule rule;
  if (indicator.scale == Scale::yes_no) rule.delta = indicator.delta;
  rule.least_learners = least;
  rule.rho_year = insight::cohort_correlation(cohort, outcome);
  return rule;
}

}  // namespace describe_trends
}  // namespace

Result<Page> trends_page(Home& home, const DescriptionRequest& request) {
  auto of = stage_of_scope(home, request);
  if (!of) return std::unexpected(of.error());
  const auto shown = describe_trends::trends_shown(home, *of, request);
  if (!shown) return std::unexpected(shown.error());
  if (shown->empty()) return refuse(Blame::input, "describe.no-share", {{"indicator", of->stage}});
  const auto rules = judging_rules(home.catalogue(), of->about.newest().census_day());
  if (!rules) return std::unexpected(rules.error());
  const auto kept_cohort = everybody_of_stage(home, *of);
  if (!kept_cohort) return std::unexpected(kept_cohort.error());
  note_loads(home, of->about, of->about.study, collections_behind(*of, *shown), of->about.years.front());
  const auto& cohort = *kept_cohort;
  const auto rows = rows_of_scope(home, of->about, *cohort), all = insight::all_rows(*cohort);
  insight::TrendsPageInput input;
  input.scope = of->about.scope;
  for (const auto& id : *shown) {
    const auto& indicator = *indicator_in(of->definitions(), id);
    const auto& outcome = *cohort->outcome(id);
    const auto rule = describe_trends::trend_rule(*cohort, outcome, indicator, rules->verdict.least_learners);
    input.scope.indicators.push_back(indicator);
    input.trends.push_back({indicator, insight::trend_of(*cohort, outcome, rows, indicator.breaks, rule),
                            insight::trend_of(*cohort, outcome, all, indicator.breaks, rule)});
  }
  return insight::trends_page(input);
}

Result<DescribedFigure> trends_figure(Home& home, const FigureAsked& asked) {
  auto of = stage_of_scope(home, asked.described);
  if (!of) return std::unexpected(of.error());
  const auto& indicator = asked.described.indicator;
  if (indicator.empty() || !main_indicator(home, *of, asked.described)) return unknown_figure(asked);
  const auto cohort = everybody_of_stage(home, *of);
  if (!cohort) return std::unexpected(cohort.error());
  const auto& outcome = *(*cohort)->outcome(indicator);
  auto figure = figure_of_outcome(home, *of, *cohort, outcome, asked);
  if (!figure) return figure;
  const auto& definition = *indicator_in(of->definitions(), indicator);
  const auto rows = rows_of_scope(home, of->about, **cohort);
  const auto levels = insight::trend_of(**cohort, outcome, rows, definition.breaks, {}).levels;
  figure->collections = collections_of(of->definitions().collections, definition);
  figure->told = insight::told_of_described_outcome({held(home, definition, stage_name(of->definitions(), definition.stage)), figure->by_year(), figure->together(),
                                                     levels, describe_trends::learners_at(**cohort, outcome, rows, levels, figure->years), {}});
  return figure;
}

}  // namespace potensial::service
