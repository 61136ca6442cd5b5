// The page of gaps between any two groups, and the figures on it.
#include <algorithm>
#include <optional>

#include "insight/described_figures.hpp"
#include "insight/gaps_page.hpp"
#include "insight/group_gap.hpp"
#include "service/rules.hpp"
#include "service/stage_of_scope.hpp"

namespace potensial::service {
namespace {

namespace describe_gaps {

struct LevelPair {
  std::uint8_t first = 0, second = 0;
};

std::optional<std::uint8_t> level_of(const Characteristic& characteristic, const std::string& code) {
  for (std::size_t level = 0; level < characteristic.levels.size(); ++level)
    if (characteristic.levels[level].code == code) return static_cast<std::uint8_t>(level);
  return std::nullopt;
}

// Every level with the reference; where there is none, with the first.
std::vector<LevelPair> pairs_of(const Characteristic& characteristic) {
  const auto reference = level_of(characteristic, characteristic.reference).value_or(0);
  std::vector<LevelPair> pairs;
  for (std::uint8_t level = 0; level < characteristic.levels.size(); ++level)
    if (level != reference) pairs.push_back({level, reference});
  return pairs;
}

Result<std::vector<LevelPair>> pairs_asked(const Characteristic& characteristic, const DescriptionRequest& request) {
  if (request.level.empty()) return pairs_of(characteristic);
  const auto first = level_of(characteristic, request.level);
  const auto second = level_of(characteristic, request.other.empty() ? characteristic.reference : request.other);
  if (!first || !second || *first == *second)
    return refuse(Blame::input, "describe.unknown-level", {{"characteristic", request.characteristic}, {"level", request.level}, {"other", request.other}});
  return std::vector{LevelPair{*first, *second}};
}

insight::GapPair named(const Characteristic& characteristic, LevelPair pair) {
  return {characteristic.name, characteristic.levels[pair.first].name, characteristic.levels[pair.second].name,
          condition_at(characteristic, pair.first), condition_at(characteristic, pair.second)};
}

insight::SharesGap gap_of(const Cohort& cohort, const OutcomeColumn& outcome, const CharacteristicColumn& column, LevelPair pair,
                          std::span<const std::size_t> rows, std::size_t least) {
  return insight::gap_in_shares(cohort, outcome, insight::rows_at(column, pair.first, rows), insight::rows_at(column, pair.second, rows), least);
}

struct GapsStudy {
  StageOfScope of;
  std::string indicator;
  std::vector<std::string> indicators;    // of the stage, with the page's own
  KeptCohort everybody;
  std::vector<std::size_t> rows, newest;  // of the scope: of all years, of the newest
  std::size_t least = 10;

  const Cohort& cohort() const { return *everybody; }
  const OutcomeColumn& outcome() const { return *everybody->outcome(indicator); }
};

std::vector<std::string> including(std::vector<std::string> ids, const std::string& id) {
  if (std::ranges::find(ids, id) == ids.end()) ids.push_back(id);
  return ids;
}

Result<GapsStudy> gaps_study(Home& home, const DescriptionRequest& request) {
  auto of = stage_of_scope(home, request);
  if (!of) return std::unexpected(of.error());
  auto indicator = main_indicator(home, *of, request);
  if (!indicator) return std::unexpected(indicator.error());
  const auto rules = judging_rules(home.catalogue(), of->about.newest().census_day());
  if (!rules) return std::unexpected(rules.error());
  auto everybody = everybody_of_stage(home, *of);
  if (!everybody) return std::unexpected(everybody.error());
  auto indicators = including(with_parts(of->definitions(), of->stage), *indicator);
  note_loads(home, of->about, of->about.study, collections_behind(*of, indicators), of->about.newest());
  note_loads(home, of->about, of->about.study, collections_behind(*of, std::span(&*indicator, 1)), of->about.years.front());
  note_loads(home, of->about, of->about.study, {"agency"}, first_agency_year);
  auto rows = rows_of_scope(home, of->about, **everybody);
  auto newest = insight::rows_in_year(**everybody, of->about.newest(), rows);
  return GapsStudy{std::move(*of), std::move(*indicator), std::move(indicators), std::move(*everybody), std::move(rows), std::move(newest), rules->verdict.least_learners};
}

void add_years(const GapsStudy& study, const CharacteristicColumn& column, LevelPair pair, insight::GapStory& story) {
  const auto all = insight::all_rows(study.cohort());
  const auto gap_in = [&](AcademicYear year, std::span<const std::size_t> among) {
    return gap_of(study.cohort(), study.outcome(), column, pair, insight::rows_in_year(study.cohort(), year, among), study.least);
  };
  for (const auto year : study.of.about.years) {
    const auto gap = gap_in(year, study.rows);
    if (gap.first_learners > 0 || gap.second_learners > 0) story.years.push_back({year, gap, gap_in(year, all)});
  }
}

insight::GapStory story_of(Home& home, const GapsStudy& study, const CharacteristicColumn& column, LevelPair pair) {
  insight::GapStory story{named(column.definition, pair), {}, {}, {}};
  for (const auto& id : study.indicators)
    story.indicators.push_back({id, gap_of(study.cohort(), *study.cohort().outcome(id), column, pair, study.newest, study.least)});
  for (const auto& part : parts_of_scope(home, study.of.about, study.cohort(), study.newest))
    story.parts.push_back({part.organisation, gap_of(study.cohort(), study.outcome(), column, pair, part.rows, study.least)});
  add_years(study, column, pair, story);
  return story;
}

std::vector<insight::GapOfGroup> gaps_of_groups(const GapsStudy& study) {
  std::vector<insight::GapOfGroup> groups;
  for (const auto& column : study.cohort().characteristics)
    for (const auto pair : pairs_of(column.definition)) {
      const auto gap = gap_of(study.cohort(), study.outcome(), column, pair, study.newest, study.least);
      if (gap.first_learners > 0 && gap.second_learners > 0) groups.push_back({named(column.definition, pair), gap});
    }
  return groups;
}

std::vector<std::string> story_characteristics(const DescriptionRequest& request) {
  return request.characteristic.empty() ? std::vector<std::string>{"sex", "fsm"} : std::vector{request.characteristic};
}

Result<void> add_stories(Home& home, const GapsStudy& study, const DescriptionRequest& request, insight::GapsPageInput& input) {
  for (const auto& id : story_characteristics(request)) {
    const auto* column = study.cohort().characteristic(id);
    if (!column && request.characteristic.empty()) continue;
    if (!column) return refuse(Blame::input, "describe.unknown-characteristic", {{"characteristic", id}});
    const auto pairs = pairs_asked(column->definition, request);
    if (!pairs) return std::unexpected(pairs.error());
    for (const auto pair : *pairs) input.stories.push_back(story_of(home, study, *column, pair));
  }
  return {};
}

// The other group of the gap, and how far the two are apart.
Result<insight::GroupBeside> group_beside(Home& home, const GapsStudy& study, const FigureAsked& asked, const DescribedFigure& first) {
  const auto& cohort = study.cohort();
  auto other = asked;
  std::swap(other.group, other.item);
  const auto second = figure_of_outcome(home, study.of, study.everybody, study.outcome(), other);
  if (!second) return std::unexpected(second.error());
  const auto here = insight::rows_in_year(cohort, asked.year, study.rows);
  return insight::GroupBeside{first.conditions, second->conditions,
                              insight::gap_in_shares(cohort, study.outcome(), rows_meeting(cohort, here, first.conditions),
                                                     rows_meeting(cohort, here, second->conditions), study.least),
                              first.together(), second->together(),
                              {.of = "gaps", .place = study.of.about.scope.place(), .since = asked.year, .year = asked.year,
                               .indicator = study.indicator, .stage = study.of.stage, .defined = study.of.about.scope.defined}};
}

}  // namespace describe_gaps
}  // namespace

Result<Page> gaps_page(Home& home, const DescriptionRequest& request) {
  const auto study = describe_gaps::gaps_study(home, request);
  if (!study) return std::unexpected(study.error());
  insight::GapsPageInput input;
  input.scope = study->of.about.scope;
  input.indicator = *indicator_in(study->of.definitions(), study->indicator);
  input.indicators = study->of.definitions().indicators;
  input.scope.indicators = {input.indicator};
  input.least = study->least;
  input.names = home.names();
  input.groups = describe_gaps::gaps_of_groups(*study);
  if (auto added = describe_gaps::add_stories(home, *study, request, input); !added) return std::unexpected(added.error());
  return insight::gaps_page(input);
}

Result<DescribedFigure> gaps_figure(Home& home, const FigureAsked& asked) {
  const auto study = describe_gaps::gaps_study(home, asked.described);
  if (!study) return std::unexpected(study.error());
  if (asked.described.indicator.empty() || asked.since != asked.year) return unknown_figure(asked);
  auto figure = figure_of_outcome(home, study->of, study->everybody, study->outcome(), asked);
  if (!figure) return figure;
  const auto& definition = *indicator_in(study->of.definitions(), study->indicator);
  take_definition(home, study->of, definition, *figure);
  if (asked.item.empty()) return figure;
  auto beside = describe_gaps::group_beside(home, *study, asked, *figure);
  if (!beside) return std::unexpected(beside.error());
  figure->told = insight::told_of_described_outcome({held(home, definition, stage_name(study->of.definitions(), definition.stage)), figure->by_year(),
                                                     figure->together(), {}, {}, std::move(*beside)});
  return figure;
}

}  // namespace potensial::service
