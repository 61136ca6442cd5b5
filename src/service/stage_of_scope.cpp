#include "service/stage_of_scope.hpp"

#include <algorithm>
#include <iterator>
#include <set>

#include <fmt/format.h>

#include "insight/described_figures.hpp"
#include "insight/group_gap.hpp"

namespace potensial::service {
namespace {

namespace described_stage {

Result<store::CohortDefinitions> grouping_definitions(Home& home, AcademicYear year) {
  auto definitions = home.definitions(year);
  if (!definitions) return definitions;
  if (auto kept = keep_grouping(home, *definitions); !kept) return std::unexpected(kept.error());
  return definitions;
}

std::vector<std::string> outcomes_of(const StageOfScope& of) {
  auto ids = with_parts(of.definitions(), of.stage);
  for (const auto& each : of.definitions().indicators)
    if (is_outcome(of, each.id) && std::ranges::find(ids, each.id) == ids.end()) ids.push_back(each.id);
  return ids;
}

std::vector<std::string> earlier_of(const store::CohortDefinitions& definitions, std::span<const std::string> outcomes) {
  std::set<std::string> earlier;
  for (const auto& id : outcomes)
    if (const auto* indicator = indicator_in(definitions, id)) std::ranges::copy(chain_before(definitions, *indicator), std::inserter(earlier, earlier.end()));
  return {earlier.begin(), earlier.end()};
}

Result<Cohort> read_everybody(Home& home, const StageOfScope& of) {
  auto definitions = of.definitions();
  auto outcomes = outcomes_of(of);
  auto earlier = earlier_of(definitions, outcomes);
  forget_earlier_results(definitions);
  auto cohort = home.reader(of.about.study).read(definitions, {of.stage, std::move(outcomes), std::move(earlier), of.about.years.front(), of.about.newest()});
  if (auto forgotten = home.facts().forget_tables(); !forgotten) return std::unexpected(forgotten.error());
  return cohort;
}

std::string key_of(const StageOfScope& of) {
  return fmt::format("described/{}/{}/{}-{}", of.about.study, of.stage, of.about.years.front().summer, of.about.newest().summer);
}

}  // namespace described_stage
}  // namespace

Result<StageOfScope> stage_of_scope(Home& home, const DescriptionRequest& request, const std::string& usual_stage) {
  auto about = scope_of_years(home, request);
  if (!about) return std::unexpected(about.error());
  const auto year = about->newest();
  auto definitions = home.keep<store::CohortDefinitions>(fmt::format("described-definitions/{}", year.summer),
                                                         [&] { return described_stage::grouping_definitions(home, year); });
  if (!definitions) return std::unexpected(definitions.error());
  auto asked = request;
  if (asked.stage.empty() && asked.indicator.empty() && about->study.empty()) asked.stage = usual_stage;
  auto stage = stage_asked(home, *about, asked, **definitions);
  if (!stage) return std::unexpected(stage.error());
  return StageOfScope{std::move(*about), std::move(*definitions), std::move(*stage)};
}

bool is_outcome(const StageOfScope& of, std::string_view id) {
  const auto* indicator = indicator_in(of.definitions(), id);
  return indicator && indicator->stage == of.stage && has_share(*indicator);
}

Result<std::string> main_indicator(Home& home, const StageOfScope& of, const DescriptionRequest& request) {
  if (!request.indicator.empty()) {
    const auto* found = indicator_in(of.definitions(), request.indicator);
    if (!found) return refuse(Blame::input, "describe.unknown-indicator", {{"indicator", request.indicator}});
    if (found->stage != of.stage) return refuse(Blame::input, "describe.not-of-stage", {{"indicator", request.indicator}, {"stage", of.stage}});
    if (!has_share(*found)) return refuse(Blame::input, "describe.no-share", {{"indicator", request.indicator}});
    return request.indicator;
  }
  const auto shown = shown_indicators(home, of.about, of.stage);
  if (!shown) return std::unexpected(shown.error());
  for (const auto& id : *shown)
    if (is_outcome(of, id)) return id;
  return refuse(Blame::input, "describe.no-share", {{"indicator", of.stage}});
}

std::vector<std::string> with_parts(const store::CohortDefinitions& definitions, std::string_view stage) {
  std::vector<std::string> ids;
  const auto add_parts = [&](auto&& self, const std::string& whole) -> void {
    for (const auto& each : definitions.indicators)
      if (each.stage == stage && each.part_of == whole && has_share(each) && std::ranges::find(ids, each.id) == ids.end()) {
        ids.push_back(each.id);
        self(self, each.id);
      }
  };
  add_parts(add_parts, "");
  return ids;
}

std::vector<std::string> chain_before(const store::CohortDefinitions& definitions, const Indicator& indicator) {
  std::vector<std::string> chain;
  const auto* at = indicator.previous.empty() ? nullptr : indicator_in(definitions, indicator.previous);
  while (at && std::ranges::find(chain, at->id) == chain.end()) {
    chain.push_back(at->id);
    at = at->previous.empty() ? nullptr : indicator_in(definitions, at->previous);
  }
  std::ranges::reverse(chain);
  return chain;
}

Result<KeptCohort> everybody_of_stage(Home& home, StageOfScope& of) {
  auto cohort = home.keep<Cohort>(described_stage::key_of(of), [&] { return described_stage::read_everybody(home, of); });
  if (!cohort) return cohort;
  name_population(home, of.about, **cohort);
  of.about.scope.stage = stage_name(of.definitions(), of.stage);
  of.about.scope.stage_id = of.stage;
  return cohort;
}

std::set<std::string> collections_behind(const StageOfScope& of, std::span<const std::string> indicators) {
  std::set<std::string> collections{"census"};
  for (const auto& id : indicators)
    if (const auto* indicator = indicator_in(of.definitions(), id))
      for (const auto& item : indicator->items) collections.insert(item.collection);
  return collections;
}

bool is_kept(const Home& home, const StageOfScope& of) { return home.keeps(described_stage::key_of(of)); }

Condition condition_at(const Characteristic& characteristic, std::uint8_t level) {
  return {characteristic.id, characteristic.levels[level].code, characteristic.levels[level].name};
}

Result<DescribedFigure> figure_of_outcome(Home& home, const StageOfScope& of, const KeptCohort& cohort, const OutcomeColumn& outcome, const FigureAsked& asked,
                                          const std::function<bool(std::size_t)>& keeps) {
  DescribedFigure figure;
  for (const auto year : of.about.years)
    if (asked.since <= year && year <= asked.year) figure.years.push_back(year);
  if (figure.years.empty() || figure.years.front() != asked.since || figure.years.back() != asked.year) return unknown_figure(asked);
  auto rows = rows_of_figure(home, of.about, *cohort, asked, figure);
  if (!rows) return std::unexpected(rows.error());
  if (keeps) std::erase_if(*rows, [&](std::size_t row) { return !keeps(row); });
  add_learners(figure, cohort, *rows, [&](std::size_t row) { return int(outcome.attained[row]); });
  figure.fields = {FieldGroup::attainment};
  return figure;
}

void take_definition(Home& home, const StageOfScope& of, const Indicator& indicator, DescribedFigure& figure) {
  figure.collections = collections_of(of.definitions().collections, indicator);
  insight::DescribedOutcomeFigure told{held(home, indicator, stage_name(of.definitions(), indicator.stage)), figure.by_year(), figure.together(), {}, {}, {}};
  figure.told = insight::told_of_described_outcome(told);
}

}  // namespace potensial::service
