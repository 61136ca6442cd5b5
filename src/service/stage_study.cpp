#include "service/stage_study.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>

#include "store/school_shares.hpp"

namespace potensial::service {
namespace {

constexpr int context_years = 3;
constexpr std::string_view wales = "W92000004";
constexpr std::size_t authorities_of_wales = 22;

// Circumstances of model 1B, as they stood when the stage began (the inference specification, 2.1).
const std::vector<std::string> circumstances_at_start{"sex", "fsm-before", "sen-before", "eal-before", "looked-after-before",
                                                      "area-deprivation-before"};

std::string norm_population(const catalogue::StageView& view, const Cohort& cohort) {
  if (!view.organisation.empty()) return view.organisation;
  if (cohort.authorities.size() >= authorities_of_wales) return std::string(wales);
  return cohort.authorities.size() == 1 ? cohort.authorities.front() : "loaded";
}

// Those the cohort holds: research tables have only some.
std::vector<std::string> known_circumstances(const Cohort& cohort) {
  std::vector<std::string> known;
  for (const auto& id : circumstances_at_start) {
    const auto* column = cohort.characteristic(id);
    const auto unknown = column ? static_cast<std::uint8_t>(column->definition.levels.size()) : std::uint8_t{0};
    if (column && std::ranges::any_of(column->level, [&](std::uint8_t level) { return level != unknown; })) known.push_back(id);
  }
  return known;
}

struct ContextSum {
  double learners = 0, years = 0;
  std::vector<double> weighted, weight;
};

std::map<std::string, ContextSum> context_sums(std::span<const store::SchoolYearShares> shares, std::size_t variables) {
  std::map<std::string, ContextSum> sums;
  for (const auto& each : shares) {
    auto& sum = sums[each.school];
    sum.weighted.resize(variables);
    sum.weight.resize(variables);
    sum.learners += each.learners;
    sum.years += 1;
    for (std::size_t i = 0; i < variables; ++i) {
      if (std::isnan(each.share[i])) continue;
      sum.weighted[i] += each.share[i];
      sum.weight[i] += 1;
    }
  }
  return sums;
}

insight::SchoolContext context_of(const std::string& school, const Organisation* known, const std::map<std::string, ContextSum>& sums,
                                  std::size_t variables) {
  insight::SchoolContext context{school, known ? known->phase : "", known ? std::string(insight::medium_group(known->language_category)) : "", 0, {}};
  const auto sum = sums.find(school);
  for (std::size_t i = 0; i < variables; ++i)
    context.values.push_back(sum != sums.end() && sum->second.weight[i] > 0 ? sum->second.weighted[i] / sum->second.weight[i]
                                                                            : std::numeric_limits<double>::quiet_NaN());
  if (sum != sums.end()) context.learners = sum->second.learners / sum->second.years;
  return context;
}

Result<void> add_comparators(Home& home, StageStudy& study) {
  std::vector<std::string> ids;
  for (const auto& variable : study.rules.families.variables) ids.push_back(variable.id);
  const AcademicYear from{static_cast<std::int16_t>(study.to.summer - context_years + 1)};
  const auto current = home.current_facts(study.view.organisation)("census", from, study.to);
  if (!current) return std::unexpected(current.error());
  const auto shares = store::school_shares(home.facts(), home.expressions(), *current, home.aliases(), study.definitions, ids, from, study.to);
  if (!shares) return std::unexpected(shares.error());
  const auto sums = context_sums(*shares, ids.size());
  for (const auto& school : study.cohort.schools)
    study.contexts.push_back(context_of(school, home.organisation(school), sums, ids.size()));
  study.families = insight::families_of_schools(study.contexts, study.rules.families, study.to);
  study.comparators = insight::comparators(study.cohort.schools, study.contexts, study.families, study.rules.nearest);
  return {};
}

Result<void> add_standards(StageStudy& study, std::span<const std::string> indicators) {
  for (const auto& id : indicators) {
    const auto definition = std::ranges::find(study.definitions.indicators, id, &Indicator::id);
    if (definition == study.definitions.indicators.end()) return refuse(Blame::input, "cohort.unknown-indicator", {{"indicator", id}});
    auto standards = insight::indicator_standards(study.cohort, *definition, study.definitions.indicators, study.request);
    if (!standards) return std::unexpected(standards.error());
    study.standards.push_back(std::move(*standards));
  }
  return {};
}

}  // namespace

const insight::IndicatorStandards* StageStudy::of(std::string_view indicator) const {
  const auto at = std::ranges::find_if(standards, [&](const auto& each) { return each.indicator.id == indicator; });
  return at == standards.end() ? nullptr : &*at;
}

Result<StageStudy> study_stage(Home& home, const catalogue::StageView& view, std::span<const std::string> indicators,
                               AcademicYear from, AcademicYear to) {
  StageStudy study{.view = view, .from = from, .to = to};
  auto definitions = home.definitions(to);
  if (!definitions) return std::unexpected(definitions.error());
  study.definitions = std::move(*definitions);
  const auto rules = judging_rules(home.catalogue(), census_day(to));
  if (!rules) return std::unexpected(rules.error());
  study.rules = *rules;
  const auto stage = std::ranges::find(study.definitions.key_stages, view.stage, &KeyStage::id);
  if (stage != study.definitions.key_stages.end()) study.stage = *stage;
  store::CohortQuery query{.stage = view.stage, .indicators = {indicators.begin(), indicators.end()}, .from = from, .to = to};
  auto cohort = home.reader(view.organisation).read(study.definitions, query);
  if (!cohort) return std::unexpected(cohort.error());
  study.cohort = std::move(*cohort);
  study.population = norm_population(view, study.cohort);
  study.request = {.population = study.population, .circumstances = known_circumstances(study.cohort)};
  if (auto done = add_standards(study, indicators); !done) return std::unexpected(done.error());
  if (auto done = add_comparators(home, study); !done) return std::unexpected(done.error());
  return study;
}

}  // namespace potensial::service
