// The pages that describe the results and the curriculum of one stage: curriculum, acquisition of English, gaps, trends.
#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <optional>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "insight/acquisition_page.hpp"
#include "insight/curriculum_page.hpp"
#include "insight/gaps_page.hpp"
#include "insight/group_gap.hpp"
#include "insight/trends_page.hpp"
#include "insight/described_figures.hpp"
#include "service/described_figures.hpp"
#include "service/described_scope.hpp"
#include "service/rules.hpp"

namespace potensial::service {
namespace {

namespace describe_standards {

constexpr std::size_t most_levels_of_take_up = 6;
constexpr std::string_view acquisition_stages = "eal-stage", home_language = "english-at-home";

// One stage of the scope, with its definitions and the indicator the page is mainly about.
struct StageOfScope {
  ScopeOfYears about;
  store::CohortDefinitions definitions;
  std::string stage;
};

Result<StageOfScope> stage_of_scope(Home& home, const DescriptionRequest& request, const std::string& usual_stage = "") {
  auto about = scope_of_years(home, request);
  if (!about) return std::unexpected(about.error());
  auto definitions = home.definitions(about->newest());
  if (!definitions) return std::unexpected(definitions.error());
  auto asked = request;
  if (asked.stage.empty() && asked.indicator.empty() && about->study.empty()) asked.stage = usual_stage;
  auto stage = stage_asked(home, *about, asked, *definitions);
  if (!stage) return std::unexpected(stage.error());
  return StageOfScope{std::move(*about), std::move(*definitions), std::move(*stage)};
}

// Learners are followed to key stage 4, except in a school that does not teach it.
std::string last_stage(const Home& home, const DescriptionRequest& request) {
  const auto* organisation = home.organisation(request.scope);
  const bool school = organisation && organisation->kind == OrganisationKind::school;
  return school && organisation->phase != "secondary" && organisation->phase != "middle" ? "" : "ks4";
}

// The indicator asked for, else the first of the stage's pages that has a share.
Result<std::string> main_indicator(Home& home, const StageOfScope& of, const DescriptionRequest& request) {
  if (!request.indicator.empty()) {
    const auto* found = indicator_in(of.definitions, request.indicator);
    if (!found) return refuse(Blame::input, "describe.unknown-indicator", {{"indicator", request.indicator}});
    if (!has_share(*found)) return refuse(Blame::input, "describe.no-share", {{"indicator", request.indicator}});
    return request.indicator;
  }
  const auto shown = shown_indicators(home, of.about, of.stage);
  if (!shown) return std::unexpected(shown.error());
  for (const auto& id : *shown)
    if (const auto* indicator = indicator_in(of.definitions, id); indicator && has_share(*indicator)) return id;
  return refuse(Blame::input, "describe.no-share", {{"indicator", of.stage}});
}

// Everybody's, whatever the scope, so that the next school asks for the same one.
using KeptCohort = std::shared_ptr<const Cohort>;

std::string key_of(const StageOfScope& of, const store::CohortDefinitions& definitions, const store::CohortQuery& query) {
  std::vector<std::string> characteristics;
  for (const auto& each : definitions.characteristics) characteristics.push_back(each.id);
  return fmt::format("described/{}/{}/{}-{}/{}/{}/{}", of.about.study, query.stage, query.from.summer, query.to.summer,
                     fmt::join(query.indicators, ","), fmt::join(query.earlier, ","), fmt::join(characteristics, ","));
}

Result<KeptCohort> read(Home& home, StageOfScope& of, const store::CohortDefinitions& definitions, std::vector<std::string> indicators,
                        std::vector<std::string> earlier, AcademicYear from) {
  const store::CohortQuery query{of.stage, std::move(indicators), std::move(earlier), from, of.about.newest()};
  auto cohort = home.keep<Cohort>(key_of(of, definitions, query), [&] { return home.reader(of.about.study).read(definitions, query); });
  if (!cohort) return cohort;
  name_population(home, of.about, **cohort);
  of.about.scope.stage = stage_name(of.definitions, of.stage);
  of.about.scope.stage_id = of.stage;
  add_loads(of.about.scope, (*cohort)->loads);
  return cohort;
}

Condition condition_at(const Characteristic& characteristic, std::uint8_t level) {
  return {characteristic.id, characteristic.levels[level].code, characteristic.levels[level].name};
}

// ---- figures

// Of learners who are counted by an outcome, all in one cohort.
Result<DescribedFigure> figure_of_outcome(Home& home, const StageOfScope& of, const KeptCohort& cohort, const OutcomeColumn& outcome, const FigureAsked& asked) {
  DescribedFigure figure;
  for (const auto year : of.about.years)
    if (asked.since <= year && year <= asked.year) figure.years.push_back(year);
  if (figure.years.empty() || figure.years.front() != asked.since || figure.years.back() != asked.year) return unknown_figure(asked);
  const auto rows = rows_of_figure(home, of.about, *cohort, asked, figure);
  if (!rows) return std::unexpected(rows.error());
  add_learners(figure, cohort, *rows, [&](std::size_t row) { return int(outcome.attained[row]); });
  figure.fields = {FieldGroup::attainment};
  return figure;
}

// How its definition says it, and where its facts came from.
void take_definition(Home& home, const StageOfScope& of, const Indicator& indicator, DescribedFigure& figure) {
  figure.collections = collections_of(of.definitions.collections, indicator);
  insight::DescribedOutcomeFigure told{held(home, indicator, stage_name(of.definitions, indicator.stage)), figure.by_year(), figure.together(), {}, {}, {}};
  figure.told = insight::told_of_described_outcome(told);
}

// ---- curriculum

struct EntriesOfCohort {
  std::vector<insight::SubjectEntry> entries;
  bool from_results = false;
};

// Entries as loaded; where there are none, a result in a subject tells of an entry.
Result<EntriesOfCohort> read_entries(Home& home, const StageOfScope& of, const Cohort& cohort) {
  for (const bool results : {false, true}) {
    auto rows = home.reader(of.about.study).rows(cohort, *collection_in(of.definitions, results ? "examination" : "entry"), {"subject"});
    if (!rows) return std::unexpected(rows.error());
    if (rows->rows() > 0) return EntriesOfCohort{insight::subject_entries(*rows), results};
  }
  return EntriesOfCohort{};
}

Result<std::shared_ptr<const EntriesOfCohort>> entries_of(Home& home, const StageOfScope& of, const Cohort& cohort) {
  const auto key = fmt::format("entries/{}/{}/{}-{}", of.about.study, of.stage, of.about.years.front().summer, of.about.newest().summer);
  return home.keep<EntriesOfCohort>(key, [&] { return read_entries(home, of, cohort); });
}

std::vector<insight::TakeUpBy> take_up(const Cohort& cohort, const EntriesOfCohort& entries, std::span<const std::size_t> rows) {
  std::vector<insight::TakeUpBy> all;
  for (const auto& column : cohort.characteristics) {
    if (column.definition.levels.size() > most_levels_of_take_up) continue;
    insight::TakeUpBy by{column.definition.name, {}, {}};
    for (std::uint8_t level = 0; level < column.definition.levels.size(); ++level) {
      const auto of = insight::curriculum_breadth(cohort, entries.entries, insight::rows_at(column, level, rows));
      if (of.empty()) continue;
      by.levels.push_back(condition_at(column.definition, level));
      by.of.push_back(of.back());
    }
    if (by.levels.size() > 1) all.push_back(std::move(by));
  }
  const auto place = [](const insight::TakeUpBy& by) { return by.levels.size(); };
  std::ranges::stable_sort(all, {}, place);
  return all;
}

// Everybody of the stage, with what they are entered for.
struct CurriculumStudy {
  StageOfScope of;
  KeptCohort cohort;
  std::shared_ptr<const EntriesOfCohort> entries;
};

Result<CurriculumStudy> curriculum_study(Home& home, const DescriptionRequest& request) {
  auto of = stage_of_scope(home, request, "ks4");
  if (!of) return std::unexpected(of.error());
  if (auto kept = keep_grouping(home, of->definitions); !kept) return std::unexpected(kept.error());
  auto cohort = read(home, *of, of->definitions, {}, {}, of->about.years.front());
  if (!cohort) return std::unexpected(cohort.error());
  auto entries = entries_of(home, *of, **cohort);
  if (!entries) return std::unexpected(entries.error());
  return CurriculumStudy{std::move(*of), std::move(*cohort), std::move(*entries)};
}

// For how many subjects each learner of the cohort is entered, or whether for one.
std::vector<std::uint16_t> entered(const CurriculumStudy& study, const std::string& subject) {
  std::vector<std::uint16_t> times(study.cohort->size(), 0);
  for (const auto& entry : study.entries->entries)
    if (subject.empty() || entry.subject == subject) ++times[entry.place];
  return times;
}

insight::FigureTold told_of_curriculum(const CurriculumStudy& study, const std::string& subject, const DescribedFigure& figure, std::span<const std::size_t> rows) {
  insight::CurriculumFigure told;
  told.years = insight::curriculum_breadth(*study.cohort, study.entries->entries, rows);
  told.entered = figure.by_year();
  told.together = figure.together();
  told.code = subject;
  const auto* subjects = code_set_in(study.of.definitions, "subject");
  if (!subject.empty()) told.subject = insight::subject_phrase(subjects, subject);
  if (subjects) told.code_set = subjects->name, told.code_set_version = subjects->version;
  return insight::told_of_curriculum(told);
}

// Years in which anybody is entered.
void drop_years_without_entries(std::vector<insight::CurriculumYear>& years) {
  std::erase_if(years, [](const insight::CurriculumYear& year) { return year.subjects.empty(); });
}

// ---- acquisition

// Results of the same subject in earlier stages, earliest first, as far as they are defined.
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

// Language matters most here: the stage's language result, else what its pages show first.
Result<std::string> language_indicator(Home& home, const StageOfScope& of, const DescriptionRequest& request) {
  const auto language = of.stage + "-language";
  if (request.indicator.empty() && indicator_in(of.definitions, language)) return language;
  return main_indicator(home, of, request);
}

void keep_characteristics(store::CohortDefinitions& definitions, std::span<const std::string_view> ids) {
  std::erase_if(definitions.characteristics, [&](const Characteristic& each) { return std::ranges::find(ids, each.id) == ids.end(); });
}

void take_outcomes(insight::AcquisitionPageInput& input, const Cohort& cohort, const OutcomeColumn& outcome, std::span<const std::size_t> rows) {
  if (const auto* stages = cohort.characteristic(acquisition_stages)) {
    input.stages = stages->definition;
    input.by_stage = insight::outcome_by_level(outcome, *stages, rows);
    input.by_stage_population = insight::outcome_by_level(outcome, *stages, insight::all_rows(cohort));
  }
  if (const auto* languages = cohort.characteristic(home_language)) {
    input.languages = languages->definition;
    input.by_language = insight::outcome_by_level(outcome, *languages, rows);
  }
  input.by_arrival = insight::outcome_by_arrival(cohort, outcome, rows);
}

struct AcquisitionStudy {
  StageOfScope of;
  Indicator indicator;
  std::vector<std::string> earlier;   // results of the same subject, earliest first
  KeptCohort cohort;
};

Result<AcquisitionStudy> acquisition_study(Home& home, const DescriptionRequest& request) {
  auto of = stage_of_scope(home, request, last_stage(home, request));
  if (!of) return std::unexpected(of.error());
  const auto indicator = language_indicator(home, *of, request);
  if (!indicator) return std::unexpected(indicator.error());
  auto definition = *indicator_in(of->definitions, *indicator);
  auto earlier = chain_before(of->definitions, definition);
  keep_characteristics(of->definitions, std::array{acquisition_stages, home_language});
  forget_earlier_results(of->definitions);
  auto cohort = read(home, *of, of->definitions, {*indicator}, earlier, of->about.years.front());
  if (!cohort) return std::unexpected(cohort.error());
  return AcquisitionStudy{std::move(*of), std::move(definition), std::move(earlier), std::move(*cohort)};
}

// The column of the outcome itself, or of the earlier result at which a cohort is followed.
const OutcomeColumn* column_asked(const AcquisitionStudy& study, const FigureAsked& asked) {
  const auto earlier = std::ranges::find(study.earlier, asked.item);
  return earlier == study.earlier.end() ? study.cohort->outcome(study.indicator.id) : study.cohort->prior(*earlier);
}

// Learners by the time since they arrived, where the figure is of one band of it.
bool keep_arrived(const AcquisitionStudy& study, const FigureAsked& asked, DescribedFigure& figure) {
  if (asked.item.empty() || std::ranges::find(study.earlier, asked.item) != study.earlier.end()) return true;
  if (!insight::is_arrival_band(asked.item)) return false;
  const auto& cohort = *study.cohort;
  std::map<std::pair<std::uint64_t, AcademicYear>, double> months;
  for (std::size_t row = 0; row < cohort.size(); ++row) months[{std::uint64_t(cohort.learner[row]), cohort.year[row]}] = cohort.months_since_arrival[row];
  std::erase_if(figure.learners, [&](const CountedLearner& each) {
    return insight::arrival_band(months.at({std::uint64_t(each.learner), each.year})) != asked.item;
  });
  return true;
}

// ---- gaps

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

// Indicators of the stage with a share, each followed by its parts.
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

std::vector<std::string> including(std::vector<std::string> ids, const std::string& id) {
  if (std::ranges::find(ids, id) == ids.end()) ids.push_back(id);
  return ids;
}

struct GapsStudy {
  StageOfScope of;
  KeptCohort years_kept, newest_kept;
  std::size_t least = 10;

  const Cohort& years() const { return *years_kept; }    // the page's indicator in all years
  const Cohort& newest() const { return *newest_kept; }  // all indicators in the newest year
};

std::vector<std::size_t> newest_rows(Home& home, const GapsStudy& study) { return rows_of_scope(home, study.of.about, study.newest()); }

insight::GapStory story_of(Home& home, const GapsStudy& study, const Characteristic& characteristic, LevelPair pair, const std::string& indicator) {
  insight::GapStory story{named(characteristic, pair), {}, {}, {}};
  const auto rows = newest_rows(home, study);
  const auto& column = *study.newest().characteristic(characteristic.id);
  for (const auto& outcome : study.newest().outcomes)
    story.indicators.push_back({outcome.indicator, gap_of(study.newest(), outcome, column, pair, rows, study.least)});
  for (const auto& part : parts_of_scope(home, study.of.about, study.newest(), rows))
    story.parts.push_back({part.organisation, gap_of(study.newest(), *study.newest().outcome(indicator), column, pair, part.rows, study.least)});
  const auto& over_years = *study.years().characteristic(characteristic.id);
  const auto& outcome = *study.years().outcome(indicator);
  const auto own = rows_of_scope(home, study.of.about, study.years()), all = insight::all_rows(study.years());
  for (const auto year : study.of.about.years) {
    const auto gap = gap_of(study.years(), outcome, over_years, pair, insight::rows_in_year(study.years(), year, own), study.least);
    if (gap.first_learners == 0 && gap.second_learners == 0) continue;
    story.years.push_back({year, gap, gap_of(study.years(), outcome, over_years, pair, insight::rows_in_year(study.years(), year, all), study.least)});
  }
  return story;
}

std::vector<insight::GapOfGroup> gaps_of_groups(Home& home, const GapsStudy& study, const std::string& indicator) {
  std::vector<insight::GapOfGroup> groups;
  const auto rows = newest_rows(home, study);
  const auto& outcome = *study.newest().outcome(indicator);
  for (const auto& column : study.newest().characteristics)
    for (const auto pair : pairs_of(column.definition)) {
      const auto gap = gap_of(study.newest(), outcome, column, pair, rows, study.least);
      if (gap.first_learners > 0 && gap.second_learners > 0) groups.push_back({named(column.definition, pair), gap});
    }
  return groups;
}

std::vector<std::string> story_characteristics(const DescriptionRequest& request) {
  return request.characteristic.empty() ? std::vector<std::string>{"sex", "fsm"} : std::vector{request.characteristic};
}

Result<void> keep_groups_described(Home& home, StageOfScope& of) {
  auto kept = keep_grouping(home, of.definitions);
  forget_earlier_results(of.definitions);
  return kept;
}

// All outcomes and groups of the newest year.
Result<KeptCohort> newest_of_gaps(Home& home, StageOfScope& of, const std::string& indicator) {
  return read(home, of, of.definitions, including(with_parts(of.definitions, of.stage), indicator), {}, of.about.newest());
}

// Of one outcome in all years, the groups of the stories alone.
Result<KeptCohort> years_of_gaps(Home& home, StageOfScope& of, const std::vector<std::string>& wanted, const std::string& indicator) {
  auto of_stories = of.definitions;
  keep_characteristics(of_stories, std::vector<std::string_view>(wanted.begin(), wanted.end()));
  return read(home, of, of_stories, {indicator}, {}, of.about.years.front());
}

Result<GapsStudy> gaps_study(Home& home, StageOfScope of, const DescriptionRequest& request, const std::string& indicator) {
  if (auto kept = keep_groups_described(home, of); !kept) return std::unexpected(kept.error());
  const auto rules = judging_rules(home.catalogue(), of.about.newest().census_day());
  if (!rules) return std::unexpected(rules.error());
  auto years = years_of_gaps(home, of, story_characteristics(request), indicator);
  if (!years) return std::unexpected(years.error());
  auto newest = newest_of_gaps(home, of, indicator);
  if (!newest) return std::unexpected(newest.error());
  return GapsStudy{std::move(of), std::move(*years), std::move(*newest), rules->verdict.least_learners};
}

Result<void> add_stories(Home& home, const GapsStudy& study, const DescriptionRequest& request, const std::string& indicator,
                         insight::GapsPageInput& input) {
  for (const auto& id : story_characteristics(request)) {
    const auto* column = study.newest().characteristic(id);
    if (!column && request.characteristic.empty()) continue;
    if (!column) return refuse(Blame::input, "describe.unknown-characteristic", {{"characteristic", id}});
    const auto pairs = pairs_asked(column->definition, request);
    if (!pairs) return std::unexpected(pairs.error());
    for (const auto pair : *pairs) input.stories.push_back(story_of(home, study, column->definition, pair, indicator));
  }
  return {};
}

// The cohort in which the page has the groups of a figure: that of the newest year, or that of all years with its stories.
Result<KeptCohort> cohort_of_gap(Home& home, StageOfScope& of, const FigureAsked& asked) {
  const auto& indicator = asked.described.indicator;
  if (asked.year == of.about.newest()) return newest_of_gaps(home, of, indicator);
  auto wanted = story_characteristics(asked.described);
  const auto conditions = insight::conditions_of(asked.group);
  if (conditions)
    for (const auto& each : *conditions)
      if (std::ranges::find(wanted, each.characteristic) == wanted.end()) wanted = {each.characteristic};
  return years_of_gaps(home, of, wanted, indicator);
}

// The other group of the gap, and how far the two are apart.
Result<insight::GroupBeside> group_beside(Home& home, const StageOfScope& of, const KeptCohort& cohort, const FigureAsked& asked, const DescribedFigure& first) {
  const auto rules = judging_rules(home.catalogue(), of.about.newest().census_day());
  if (!rules) return std::unexpected(rules.error());
  const auto& outcome = *cohort->outcome(asked.described.indicator);
  auto other = asked;
  std::swap(other.group, other.item);
  const auto second = figure_of_outcome(home, of, cohort, outcome, other);
  if (!second) return std::unexpected(second.error());
  const auto here = insight::rows_in_year(*cohort, asked.year, rows_of_scope(home, of.about, *cohort));
  return insight::GroupBeside{first.conditions, second->conditions,
                              insight::gap_in_shares(*cohort, outcome, rows_meeting(*cohort, here, first.conditions),
                                                     rows_meeting(*cohort, here, second->conditions), rules->verdict.least_learners),
                              first.together(), second->together(),
                              {.of = "gaps", .place = of.about.scope.place(), .since = asked.year, .year = asked.year,
                               .indicator = asked.described.indicator, .stage = of.stage, .defined = of.about.scope.defined}};
}

// ---- trends

// The outcomes of the page, or the one that it was asked for, as far as they have a share.
Result<std::vector<std::string>> trends_shown(Home& home, const StageOfScope& of, const std::string& indicator) {
  auto shown = shown_indicators(home, of.about, of.stage);
  if (!shown) return shown;
  if (!indicator.empty()) shown = std::vector{indicator};
  std::erase_if(*shown, [&](const std::string& id) {
    const auto* found = indicator_in(of.definitions, id);
    return !found || !has_share(*found);
  });
  return shown;
}

Result<KeptCohort> trends_cohort(Home& home, StageOfScope& of, const std::vector<std::string>& shown) {
  of.definitions.characteristics.clear();
  forget_earlier_results(of.definitions);
  return read(home, of, of.definitions, shown, {}, of.about.years.front());
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

}  // namespace describe_standards
}  // namespace

Result<Page> curriculum_page(Home& home, const DescriptionRequest& request) {
  namespace own = describe_standards;
  const auto study = own::curriculum_study(home, request);
  if (!study) return std::unexpected(study.error());
  const auto& [of, cohort, entries] = *study;
  const auto rows = rows_of_scope(home, of.about, *cohort);
  insight::CurriculumPageInput input;
  input.scope = of.about.scope;
  input.from_results = entries->from_results;
  input.names = home.names();
  input.subjects = code_set_in(of.definitions, "subject");
  input.years = insight::curriculum_breadth(*cohort, entries->entries, rows);
  own::drop_years_without_entries(input.years);
  if (input.years.empty()) return insight::curriculum_page(input);
  const auto newest = input.scope.year = input.years.back().year;
  input.population = insight::curriculum_breadth(*cohort, entries->entries, insight::all_rows(*cohort));
  const auto rows_now = insight::rows_in_year(*cohort, newest, rows);
  input.groups = own::take_up(*cohort, *entries, rows_now);
  for (const auto& part : parts_of_scope(home, of.about, *cohort, rows_now))
    input.parts.push_back({part.organisation, insight::curriculum_breadth(*cohort, entries->entries, part.rows).back()});
  return insight::curriculum_page(input);
}

Result<Page> acquisition_page(Home& home, const DescriptionRequest& request) {
  namespace own = describe_standards;
  const auto study = own::acquisition_study(home, request);
  if (!study) return std::unexpected(study.error());
  const auto& [of, indicator, earlier, cohort] = *study;
  insight::AcquisitionPageInput input;
  input.indicator = indicator;
  const auto rows = rows_of_scope(home, of.about, *cohort);
  input.years = of.about.years;
  own::take_outcomes(input, *cohort, *cohort->outcome(indicator.id), rows);
  input.followed_year = of.about.newest();
  if (const auto* stages = cohort->characteristic(own::acquisition_stages); stages && !earlier.empty())
    input.followed = insight::followed(*cohort, *stages, earlier, *cohort->outcome(indicator.id),
                                       insight::rows_in_year(*cohort, of.about.newest(), rows));
  for (const auto& each : input.followed) input.followed_indicators.push_back(*indicator_in(of.definitions, each.indicator));
  input.scope = of.about.scope;
  input.scope.indicators = {input.indicator};
  return insight::acquisition_page(input);
}

Result<Page> gaps_page(Home& home, const DescriptionRequest& request) {
  namespace own = describe_standards;
  auto of = own::stage_of_scope(home, request);
  if (!of) return std::unexpected(of.error());
  const auto indicator = own::main_indicator(home, *of, request);
  if (!indicator) return std::unexpected(indicator.error());
  const auto study = own::gaps_study(home, std::move(*of), request, *indicator);
  if (!study) return std::unexpected(study.error());
  insight::GapsPageInput input;
  input.scope = study->of.about.scope;
  input.indicator = *indicator_in(study->of.definitions, *indicator);
  input.indicators = study->of.definitions.indicators;
  input.scope.indicators = {input.indicator};
  input.least = study->least;
  input.names = home.names();
  input.groups = own::gaps_of_groups(home, *study, *indicator);
  if (auto added = own::add_stories(home, *study, request, *indicator, input); !added) return std::unexpected(added.error());
  return insight::gaps_page(input);
}

Result<Page> trends_page(Home& home, const DescriptionRequest& request) {
  namespace own = describe_standards;
  auto of = own::stage_of_scope(home, request);
  if (!of) return std::unexpected(of.error());
  const auto shown = own::trends_shown(home, *of, request.indicator);
  if (!shown) return std::unexpected(shown.error());
  if (shown->empty()) return refuse(Blame::input, "describe.no-share", {{"indicator", request.indicator.empty() ? of->stage : request.indicator}});
  const auto rules = judging_rules(home.catalogue(), of->about.newest().census_day());
  if (!rules) return std::unexpected(rules.error());
  const auto kept_cohort = own::trends_cohort(home, *of, *shown);
  if (!kept_cohort) return std::unexpected(kept_cohort.error());
  const auto& cohort = *kept_cohort;
  const auto rows = rows_of_scope(home, of->about, *cohort), all = insight::all_rows(*cohort);
  insight::TrendsPageInput input;
  input.scope = of->about.scope;
  for (const auto& id : *shown) {
    const auto& indicator = *indicator_in(of->definitions, id);
    const auto& outcome = *cohort->outcome(id);
    const auto rule = own::trend_rule(*cohort, outcome, indicator, rules->verdict.least_learners);
    input.scope.indicators.push_back(indicator);
    input.trends.push_back({indicator, insight::trend_of(*cohort, outcome, rows, indicator.breaks, rule),
                            insight::trend_of(*cohort, outcome, all, indicator.breaks, rule)});
  }
  return insight::trends_page(input);
}

Result<DescribedFigure> curriculum_figure(Home& home, const FigureAsked& asked) {
  namespace own = describe_standards;
  const auto study = own::curriculum_study(home, asked.described);
  if (!study) return std::unexpected(study.error());
  DescribedFigure figure;
  figure.years = {asked.year};
  if (asked.since != asked.year || std::ranges::find(study->of.about.years, asked.year) == study->of.about.years.end()) return unknown_figure(asked);
  const auto rows = rows_of_figure(home, study->of.about, *study->cohort, asked, figure);
  if (!rows) return std::unexpected(rows.error());
  const auto times = own::entered(*study, asked.item);
  add_learners(figure, study->cohort, *rows, [&](std::size_t row) { return int(times[row] > 0); });
  for (std::size_t i = 0; i < rows->size(); ++i) figure.learners[i].own = {double(times[(*rows)[i]]), Unit::count};
  if (asked.item.empty()) figure.own = phrase("describe.column.entries");
  figure.fields = {FieldGroup::attainment};
  for (const char* id : {"census", study->entries->from_results ? "examination" : "entry"}) figure.collections.push_back(*collection_in(study->of.definitions, id));
  figure.told = own::told_of_curriculum(*study, asked.item, figure, *rows);
  return figure;
}

Result<DescribedFigure> acquisition_figure(Home& home, const FigureAsked& asked) {
  namespace own = describe_standards;
  const auto study = own::acquisition_study(home, asked.described);
  if (!study) return std::unexpected(study.error());
  const auto* column = own::column_asked(*study, asked);
  if (!column) return unknown_figure(asked);
  auto figure = own::figure_of_outcome(home, study->of, study->cohort, *column, asked);
  if (!figure || !own::keep_arrived(*study, asked, *figure)) return figure ? Result<DescribedFigure>(unknown_figure(asked)) : figure;
  own::take_definition(home, study->of, *indicator_in(study->of.definitions, column->indicator), *figure);
  if (insight::is_arrival_band(asked.item))
    figure->told.what = phrase("figure.of-those", {{"what", std::vector{figure->told.what}}, {"who", std::vector{phrase("describe.arrival." + asked.item)}}});
  return figure;
}

Result<DescribedFigure> gaps_figure(Home& home, const FigureAsked& asked) {
  namespace own = describe_standards;
  auto of = own::stage_of_scope(home, asked.described);
  if (!of) return std::unexpected(of.error());
  const auto indicator = own::main_indicator(home, *of, asked.described);
  if (!indicator) return std::unexpected(indicator.error());
  if (asked.described.indicator.empty() || asked.since != asked.year) return unknown_figure(asked);
  if (auto kept = own::keep_groups_described(home, *of); !kept) return std::unexpected(kept.error());
  const auto cohort = own::cohort_of_gap(home, *of, asked);
  if (!cohort) return std::unexpected(cohort.error());
  auto figure = own::figure_of_outcome(home, *of, *cohort, *(*cohort)->outcome(*indicator), asked);
  if (!figure) return figure;
  own::take_definition(home, *of, *indicator_in(of->definitions, *indicator), *figure);
  if (asked.item.empty()) return figure;
  auto beside = own::group_beside(home, *of, *cohort, asked, *figure);
  if (!beside) return std::unexpected(beside.error());
  const auto& definition = *indicator_in(of->definitions, *indicator);
  figure->told = insight::told_of_described_outcome({held(home, definition, stage_name(of->definitions, definition.stage)), figure->by_year(), figure->together(),
                                                     {}, {}, std::move(*beside)});
  return figure;
}

Result<DescribedFigure> trends_figure(Home& home, const FigureAsked& asked) {
  namespace own = describe_standards;
  auto of = own::stage_of_scope(home, asked.described);
  if (!of) return std::unexpected(of.error());
  const auto& indicator = asked.described.indicator;
  auto shown = own::trends_shown(home, *of, "");
  if (!shown) return std::unexpected(shown.error());
  if (std::ranges::find(*shown, indicator) == shown->end()) shown = own::trends_shown(home, *of, indicator);
  if (indicator.empty() || !shown || shown->empty()) return unknown_figure(asked);
  const auto cohort = own::trends_cohort(home, *of, *shown);
  if (!cohort) return std::unexpected(cohort.error());
  const auto& outcome = *(*cohort)->outcome(indicator);
  auto figure = own::figure_of_outcome(home, *of, *cohort, outcome, asked);
  if (!figure) return figure;
  const auto& definition = *indicator_in(of->definitions, indicator);
  const auto rows = rows_of_scope(home, of->about, **cohort);
  const auto levels = insight::trend_of(**cohort, outcome, rows, definition.breaks, {}).levels;
  figure->collections = collections_of(of->definitions.collections, definition);
  figure->told = insight::told_of_described_outcome({held(home, definition, stage_name(of->definitions, definition.stage)), figure->by_year(), figure->together(),
                                                     levels, own::learners_at(**cohort, outcome, rows, levels, figure->years), {}});
  return figure;
}

}  // namespace potensial::service
