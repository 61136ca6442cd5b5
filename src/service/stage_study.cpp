#include "service/stage_study.hpp"

#include <algorithm>
#include <optional>

#include "base/parallel.hpp"
#include "service/school_contexts.hpp"

namespace potensial::service {
namespace {

constexpr int context_years = 3;
constexpr std::string_view wales = "W92000004";
constexpr std::size_t authorities_of_wales = 22;

std::string norm_population(const catalogue::StageView& view, const Cohort& cohort) {
  if (!view.organisation.empty()) return view.organisation;
  if (cohort.authorities.size() >= authorities_of_wales) return std::string(wales);
  return cohort.authorities.size() == 1 ? cohort.authorities.front() : "loaded";
}

bool anybody_recorded(const CharacteristicColumn& column) {
  const auto unknown = static_cast<std::uint8_t>(column.definition.levels.size());
  return std::ranges::any_of(column.level, [&](std::uint8_t level) { return level != unknown; });
}

// Circumstances of model 1B (the inference specification, 2.1): sex, and whatever the catalogue defines as it stood
// when the stage began. Research tables have only some.
std::vector<std::string> known_circumstances(const Cohort& cohort) {
  std::vector<std::string> known;
  for (const auto& column : cohort.characteristics)
    if ((column.definition.at_start || column.definition.id == "sex") && anybody_recorded(column)) known.push_back(column.definition.id);
  return known;
}

Result<void> add_comparators(Home& home, StageStudy& study) {
  std::vector<std::string> ids;
  for (const auto& variable : study.rules.families.variables) ids.push_back(variable.id);
  study.contexts_from = AcademicYear{static_cast<std::int16_t>(study.to.summer - context_years + 1)};
  const auto shares = home.school_shares(study.view.organisation, ids, study.contexts_from, study.to);
  if (!shares) return std::unexpected(shares.error());
  const auto known = [&](std::string_view school) { return home.organisation(school); };
  study.contexts = school_contexts(study.cohort.schools, *shares, known, ids.size());
  study.families = insight::families_of_schools(study.contexts, study.rules.families, study.to);
  study.comparators = insight::comparators(study.cohort.schools, study.contexts, study.families, study.rules.nearest);
  return {};
}

Result<insight::IndicatorStandards> standards_of(const StageStudy& study, const std::string& id) {
  const auto definition = std::ranges::find(study.definitions.indicators, id, &Indicator::id);
  if (definition == study.definitions.indicators.end()) return refuse(Blame::input, "cohort.unknown-indicator", {{"indicator", id}});
  return insight::indicator_standards(study.cohort, *definition, study.definitions.indicators, study.request);
}

Result<void> add_standards(StageStudy& study, std::span<const std::string> indicators, unsigned threads) {
  std::vector<std::optional<Result<insight::IndicatorStandards>>> made(indicators.size());
  parallel_for(indicators.size(), threads, [&](std::size_t i) { made[i] = standards_of(study, indicators[i]); });
  for (auto& each : made) {
    if (!*each) return std::unexpected(each->error());
    study.standards.push_back(std::move(**each));
  }
  return {};
}

// Only searches take covariates out; for a nation they weigh more than all else that pages keep.
void forget_covariates(StageStudy& study) {
  for (auto& standards : study.standards)
    if (standards.same_start) standards.same_start->covariates = {};
}

}  // namespace

const insight::IndicatorStandards* StageStudy::of(std::string_view indicator) const {
  const auto at = std::ranges::find_if(standards, [&](const auto& each) { return each.indicator.id == indicator; });
  return at == standards.end() ? nullptr : &*at;
}

Result<StageStudy> study_stage(Home& home, const catalogue::StageView& view, std::span<const std::string> indicators,
                               AcademicYear from, AcademicYear to, StudyPurpose purpose, WorkWatch* watch) {
  enter(watch, "reading");
  StageStudy study;
  study.view = view;
  study.from = from;
  study.to = to;
  auto definitions = home.definitions(to);
  if (!definitions) return std::unexpected(definitions.error());
  study.definitions = std::move(*definitions);
  if (purpose == StudyPurpose::search)
    std::erase_if(study.definitions.characteristics, [](const auto& each) { return each.at_start || !each.searched; });
  const auto rules = judging_rules(home.catalogue(), to.census_day());
  if (!rules) return std::unexpected(rules.error());
  study.rules = *rules;
  const auto stage = std::ranges::find(study.definitions.key_stages, view.stage, &KeyStage::id);
  if (stage != study.definitions.key_stages.end()) study.stage = *stage;
  store::CohortQuery query{.stage = view.stage, .indicators = {indicators.begin(), indicators.end()}, .from = from, .to = to};
  auto cohort = home.reader(view.organisation).read(study.definitions, query);
  if (!cohort) return std::unexpected(cohort.error());
  study.cohort = std::move(*cohort);
  if (auto done = home.facts().forget_tables(); !done) return std::unexpected(done.error());
  if (auto on = goes_on(watch); !on) return std::unexpected(std::move(on.error()));
  enter(watch, "expecting");
  study.population = norm_population(view, study.cohort);
  study.request = {.population = study.population, .circumstances = known_circumstances(study.cohort),
                   .only_same_start = purpose == StudyPurpose::search};
  Result<void> standards, comparators;  // neither needs the other
  parallel_for(2, home.threads(), [&](std::size_t i) {
    if (i == 0) standards = add_standards(study, indicators, home.threads());
    else comparators = add_comparators(home, study);
  });
  if (!standards) return std::unexpected(standards.error());
  if (!comparators) return std::unexpected(comparators.error());
  if (auto on = goes_on(watch); !on) return std::unexpected(std::move(on.error()));
  if (purpose == StudyPurpose::pages) forget_covariates(study);
  return study;
}

}  // namespace potensial::service
