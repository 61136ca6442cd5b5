#include "service/need_of_place.hpp"

#include <algorithm>
#include <cmath>

#include "insight/cohort_group.hpp"
#include "insight/learners_page.hpp"
#include "service/group_learners.hpp"
#include "service/stage_pages.hpp"
#include "store/finding_store.hpp"

namespace potensial::service {
namespace place_need {

using insight::Rows;
using Conditions = std::vector<Condition>;

struct Limits {
  std::int64_t least = 30, least_counted = 5;
};

// A group that is looked at, and the finding that says it falls short on one outcome.
struct Group {
  Conditions conditions;
  std::string indicator, finding;  // both empty: looked at on every outcome
};

Text name_of(const Conditions& conditions) {
  if (conditions.empty()) return {"all learners", "pob dysgwr"};
  Text name;
  for (const auto& each : conditions) {
    name.en += (name.en.empty() ? "" : ", ") + each.name.en;
    name.cy += (name.cy.empty() ? "" : ", ") + each.name.cy;
  }
  return name;
}

std::string words_of(const Conditions& conditions) { return conditions.empty() ? "all" : insight::group_words(conditions); }

Limits limits_of(const Organisation& place) { return place.kind == OrganisationKind::school ? Limits{5, 0} : Limits{}; }

Rows rows_of_school(const Cohort& cohort, const std::string& school, AcademicYear year) {
  const auto at = std::ranges::lower_bound(cohort.schools, school);
  if (at == cohort.schools.end() || *at != school) return {};
  const auto here = std::ranges::equal_range(cohort.school, static_cast<std::uint32_t>(at - cohort.schools.begin()));  // learners stand by school
  Rows rows;
  for (auto row = static_cast<std::uint32_t>(here.begin() - cohort.school.begin()); row < static_cast<std::uint32_t>(here.end() - cohort.school.begin()); ++row)
    if (cohort.year[row] == year) rows.push_back(row);
  return rows;
}

Rows rows_of_place(const Cohort& cohort, const Organisation& place, AcademicYear year) {
  if (place.kind == OrganisationKind::school) return rows_of_school(cohort, place.id, year);
  Rows rows;
  for (std::uint32_t row = 0; row < cohort.size(); ++row)
    if (cohort.year[row] == year && cohort.authorities[cohort.school_authority[cohort.school[row]]] == place.id) rows.push_back(row);
  return rows;
}

std::vector<Group> groups_of(Home& home, const StagePages& stage, const Organisation& place) {
  std::vector<Group> groups;
  const auto& scope = place.kind == OrganisationKind::school ? place.authority : place.id;
  for (const auto& each : store::findings(home.ledger()))
    if (each.stage == stage.study.view.stage && (each.scope == scope || each.scope == stage.study.population) && each.kind != FindingKind::does_better)
      groups.push_back({each.conditions, each.indicator, each.id});
  groups.push_back({});
  for (const auto& each : insight::single_conditions(stage.study.cohort)) groups.push_back({{each}, {}, {}});
  return groups;
}

struct Counted {
  std::int64_t learners = 0;
  double sum = 0;

  std::int64_t of_sum() const { return std::llround(sum); }
  double mean() const { return sum / static_cast<double>(learners); }
};

Counted attained(const OutcomeColumn& outcome, const Rows& rows) {
  Counted counted;
  for (const auto row : rows)
    if (outcome.attained[row] >= 0) ++counted.learners, counted.sum += outcome.attained[row];
  return counted;
}

Counted measured(const OutcomeColumn& outcome, const Rows& rows) {
  Counted counted;
  for (const auto row : rows)
    if (!std::isnan(outcome.value[row])) ++counted.learners, counted.sum += outcome.value[row];
  return counted;
}

bool counts_levels(const OutcomeColumn& outcome, const Rows& rows) {
  return std::ranges::any_of(rows, [&](std::uint32_t row) { return outcome.attained[row] >= 0; });
}

// Nobody can be made out, in the group or among those it leaves out.
bool is_large_enough(const Counted& group, const Counted& all, bool levels, const Limits& limits) {
  const auto left_out = all.learners - group.learners;
  if (group.learners < limits.least || (left_out > 0 && left_out < limits.least)) return false;
  return !levels || limits.least_counted == 0 || (group.of_sum() >= limits.least_counted && group.learners - group.of_sum() >= limits.least_counted);
}

double tenths(double value) { return std::round(value * 10) / 10; }

// One group and outcome among the learners of a place in one year.
struct GroupFigure {
  bool levels = false;  // it counts who reached a level
  Counted of_group, of_all;

  double value() const { return tenths(of_group.mean() * (levels ? 100 : 1)); }
  Unit unit() const { return levels ? Unit::percent : Unit::score; }
};

GroupFigure group_figure(const Cohort& cohort, const OutcomeColumn& outcome, const Rows& place, const Conditions& conditions, AcademicYear year) {
  const auto rows = insight::group_rows(cohort, place, conditions, year, year);
  const bool levels = counts_levels(outcome, place);
  return {levels, levels ? attained(outcome, rows) : measured(outcome, rows), levels ? attained(outcome, place) : measured(outcome, place)};
}

void add_figure(std::vector<NeedFigure>& figures, const StagePages& stage, const insight::IndicatorStandards& standards, const Rows& place, const Group& group,
                const Limits& limits) {
  const auto* outcome = stage.study.cohort.outcome(standards.indicator.id);
  if (!outcome || (!group.indicator.empty() && group.indicator != standards.indicator.id)) return;
  const auto figure = group_figure(stage.study.cohort, *outcome, place, group.conditions, stage.study.to);
  if (!is_large_enough(figure.of_group, figure.of_all, figure.levels, limits)) return;
  figures.push_back({.group = words_of(group.conditions), .group_name = name_of(group.conditions), .indicator = standards.indicator.id,
                     .indicator_version = standards.indicator.version, .indicator_name = standards.indicator.name, .learners = figure.of_group.learners,
                     .value = figure.value(), .unit = figure.unit(), .year = stage.study.to, .finding = group.finding});
}

// A group that is found and looked at anyway stands once.
bool stands_before(const std::vector<NeedFigure>& figures, const NeedFigure& figure) {
  return std::ranges::any_of(figures, [&](const NeedFigure& each) { return each.group == figure.group && each.indicator == figure.indicator; });
}

void add_stage(std::vector<NeedFigure>& figures, Home& home, StagePages& stage, const Organisation& place, const Limits& limits) {
  const auto rows = rows_of_place(stage.study.cohort, place, stage.study.to);
  std::vector<NeedFigure> of_stage;
  for (const auto& group : groups_of(home, stage, place))
    for (const auto& standards : stage.study.standards) add_figure(of_stage, stage, standards, rows, group, limits);
  for (auto& each : of_stage)
    if (!stands_before(figures, each)) figures.push_back(std::move(each));
}

// The learners among whom an outcome is told, the earliest of their years, and whether pages show it.
struct OutcomeCohort {
  const Cohort* cohort = nullptr;
  const Indicator* indicator = nullptr;
  AcademicYear from;
  bool shown = false;
};

// An outcome that no page shows, as a component of a subject may be: read for itself, over the years of the pages, without what
// it would be judged by.
struct OutcomeBeside {
  Cohort cohort;
  Indicator indicator;
};

Result<OutcomeBeside> read_beside(Home& home, const std::string& id, AcademicYear from, AcademicYear to) {
  auto definitions = home.definitions(to);
  if (!definitions) return std::unexpected(definitions.error());
  for (auto& each : definitions->indicators) each.priors.clear(), each.previous.clear();
  const auto indicator = std::ranges::find(definitions->indicators, id, &Indicator::id);
  if (indicator == definitions->indicators.end()) return refuse(Blame::input, "cohort.unknown-indicator", {{"indicator", id}});
  auto cohort = home.reader("").read(*definitions, {.stage = indicator->stage, .indicators = {id}, .earlier = {}, .from = from, .to = to});
  if (!cohort) return std::unexpected(cohort.error());
  if (auto forgotten = home.facts().forget_tables(); !forgotten) return std::unexpected(forgotten.error());
  return OutcomeBeside{std::move(*cohort), *indicator};
}

std::optional<OutcomeCohort> cohort_of(const std::vector<StagePages*>& stages, const std::string& indicator) {
  for (const auto* stage : stages)
    if (const auto* standards = stage->study.of(indicator); standards && stage->study.cohort.outcome(indicator))
      return OutcomeCohort{&stage->study.cohort, &standards->indicator, stage->study.from, true};
  return std::nullopt;
}

std::optional<OutcomeCohort> cohort_beside(Home& home, const std::vector<StagePages*>& stages, const std::string& indicator) {
  if (stages.empty()) return std::nullopt;
  const auto from = stages.front()->study.from, to = stages.front()->study.to;
  const auto kept = home.keep<OutcomeBeside>("outcome-beside/" + indicator, [&] { return read_beside(home, indicator, from, to); });
  if (!kept || !(*kept)->cohort.outcome(indicator)) return std::nullopt;
  return OutcomeCohort{&(*kept)->cohort, &(*kept)->indicator, from, false};  // what a home keeps lives as long as its pages
}

FigureOfYear figure_then(const OutcomeCohort& of, const Organisation& place, const FigureOfPlace& asked) {
  FigureOfYear figure{.indicator = of.indicator, .shown = of.shown};
  if (asked.group != "all") figure.conditions = named_conditions(*of.cohort, asked.group).value_or(Conditions{});
  const bool is_group = asked.group == "all" || !figure.conditions.empty();
  const auto counted = group_figure(*of.cohort, *of.cohort->outcome(asked.indicator), rows_of_place(*of.cohort, place, asked.year), figure.conditions, asked.year);
  if (asked.year < of.from) figure.known = FigureKnown::earlier_years;
  if (!is_group || counted.of_all.learners == 0) return figure;
  if (!is_large_enough(counted.of_group, counted.of_all, counted.levels, limits_of(place))) figure.known = FigureKnown::too_few;
  else figure = {FigureKnown::known, counted.of_group.learners, counted.value(), counted.unit(), std::move(figure.conditions), of.indicator, of.shown};
  return figure;
}

}  // namespace place_need

Result<std::vector<NeedFigure>> need_of_place(Call& call, const Organisation& place) {
  if (!call.pages) return refuse(Blame::fault, "page.preparing");
  const auto stages = call.pages->stages();
  if (!stages) return std::unexpected(stages.error());
  const auto limits = place_need::limits_of(place);
  std::vector<NeedFigure> figures;
  for (auto* stage : *stages) place_need::add_stage(figures, call.home, *stage, place, limits);
  std::ranges::stable_partition(figures, [](const NeedFigure& each) { return !each.finding.empty(); });
  return figures;
}

void figures_ahead(Home& home, Pages& pages, const std::set<std::string>& indicators) {
  const auto stages = pages.stages();
  if (!stages) return;
  for (const auto& each : indicators)
    if (!place_need::cohort_of(*stages, each)) (void)place_need::cohort_beside(home, *stages, each);
}

Result<FigureOfYear> figure_of_year(Call& call, const Organisation& place, const FigureOfPlace& asked) {
  if (!call.pages) return refuse(Blame::fault, "page.preparing");
  const auto stages = call.pages->stages();
  if (!stages) return std::unexpected(stages.error());
  auto of = place_need::cohort_of(*stages, asked.indicator);
  if (!of) of = place_need::cohort_beside(call.home, *stages, asked.indicator);
  return of ? place_need::figure_then(*of, place, asked) : FigureOfYear{.known = FigureKnown::not_defined};
}

}  // namespace potensial::service
