#include "service/described_scope.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "insight/cohort_group.hpp"
#include "service/scope_schools.hpp"

namespace potensial::service {
namespace {

namespace described {

constexpr int most_years = 5;
constexpr std::string_view wales = "W92000004";
constexpr std::size_t authorities_of_wales = 22;
const Text wales_name{"Wales", "Cymru"};
const Text loaded_name{"All schools loaded", "Yr holl ysgolion a lwythwyd"};

std::string noun_of(const Organisation& organisation) {
  if (organisation.kind == OrganisationKind::school) return "school";
  return joins_schools(organisation) ? "body" : "authority";
}

std::vector<AcademicYear> years_asked(std::vector<AcademicYear> loaded, const DescriptionRequest& request) {
  std::erase_if(loaded, [&](AcademicYear year) {
    return (request.from && year < *request.from) || (request.to && *request.to < year);
  });
  if (!request.from && loaded.size() > most_years) loaded.erase(loaded.begin(), loaded.end() - most_years);
  return loaded;
}

bool everything(const std::string& scope) { return scope.empty() || scope == wales; }

template <class Record>
const Record* by_id(const std::vector<Record>& records, std::string_view id) {
  const auto at = std::ranges::find(records, id, &Record::id);
  return at == records.end() ? nullptr : &*at;
}

// The stage whose page a school sees first.
std::string stage_of_phase(std::string_view phase) { return phase == "secondary" || phase == "middle" ? "ks4" : "ks2"; }

std::vector<std::size_t> all_rows(const Cohort& cohort) {
  std::vector<std::size_t> rows(cohort.size());
  for (std::size_t row = 0; row < rows.size(); ++row) rows[row] = row;
  return rows;
}

}  // namespace described
}  // namespace

Result<ScopeOfYears> scope_of_years(Home& home, const DescriptionRequest& request) {
  ScopeOfYears about;
  about.scope.invented = request.invented;
  about.scope.figures_of_others = request.figures_of_others;
  about.scope.name = about.scope.population = described::loaded_name;
  about.scope.is_population = true;
  if (!described::everything(request.scope)) {
    const auto* organisation = home.organisation(request.scope);
    if (!organisation) return refuse(Blame::input, "describe.unknown-scope", {{"scope", request.scope}});
    about.scope.noun = described::noun_of(*organisation);
    about.scope.organisation = organisation->id;
    about.scope.name = organisation->name;
    about.scope.is_population = organisation->kind == OrganisationKind::study;
    if (about.scope.is_population) about.study = organisation->id;
  }
  about.years = described::years_asked(home.census_years(about.study), request);
  if (about.years.empty()) return refuse(Blame::input, "describe.nothing-loaded");
  about.scope.year = about.scope.defined = about.newest();
  return about;
}

void name_population(Home& home, ScopeOfYears& about, const Cohort& cohort) { name_population(home, about, cohort.authorities); }

void name_population(Home& home, ScopeOfYears& about, std::span<const std::string> authorities) {
  auto& scope = about.scope;
  const bool asked_for_all = scope.organisation.empty();
  if (!about.study.empty()) scope.population = scope.name;
  else if (authorities.size() >= described::authorities_of_wales) scope.population = described::wales_name;
  else if (authorities.size() == 1) {
    const auto* only = home.organisation(authorities.front());
    scope.population = only ? only->name : Text{authorities.front(), authorities.front()};
    scope.is_population = asked_for_all || scope.organisation == authorities.front();
  }
  if (asked_for_all) scope.name = scope.population;
}

std::vector<std::size_t> rows_of_scope(Home& home, const ScopeOfYears& about, const Cohort& cohort) {
  if (about.scope.is_population) return described::all_rows(cohort);
  std::vector<std::uint8_t> wanted(cohort.schools.size(), 0);
  for (const auto school : schools_in_scope(home, cohort, about.scope.organisation, about.newest())) wanted[school] = 1;
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < cohort.size(); ++row)
    if (wanted[cohort.school[row]]) rows.push_back(row);
  return rows;
}

std::vector<std::size_t> rows_meeting(const Cohort& cohort, std::span<const std::size_t> rows, std::span<const Condition> conditions) {
  const auto marks = insight::group_marks(cohort, conditions);
  std::vector<std::size_t> meeting;
  std::ranges::copy_if(rows, std::back_inserter(meeting), [&](std::size_t row) { return marks[row] != 0; });
  return meeting;
}

std::vector<PartOfScope> parts_of_scope(Home& home, const ScopeOfYears& about, const Cohort& cohort, std::span<const std::size_t> rows) {
  if (about.scope.noun == "school") return {};
  const bool by_authority = about.scope.is_population && cohort.authorities.size() > 1;
  std::map<std::string, std::vector<std::size_t>> of;
  for (const auto row : rows) {
    const auto school = cohort.school[row];
    of[by_authority ? cohort.authorities[cohort.school_authority[school]] : cohort.schools[school]].push_back(row);
  }
  std::vector<PartOfScope> parts;
  for (auto& [organisation, of_rows] : of) parts.push_back({organisation, std::move(of_rows)});
  const auto name = [&](const PartOfScope& part) {
    const auto* organisation = home.organisation(part.organisation);
    return organisation ? organisation->name.en : part.organisation;
  };
  std::ranges::stable_sort(parts, {}, name);
  return parts;
}

Text stage_name(const store::CohortDefinitions& definitions, std::string_view stage) {
  const auto* found = described::by_id(definitions.key_stages, stage);
  return found ? found->name : Text{std::string(stage), std::string(stage)};
}

bool has_share(const Indicator& indicator) { return !indicator.attained.empty() || indicator.scale == Scale::yes_no; }

const Indicator* indicator_in(const store::CohortDefinitions& definitions, std::string_view id) {
  return described::by_id(definitions.indicators, id);
}
const CodeSet* code_set_in(const store::CohortDefinitions& definitions, std::string_view id) {
  return described::by_id(definitions.code_sets, id);
}
const Collection* collection_in(const store::CohortDefinitions& definitions, std::string_view id) {
  return described::by_id(definitions.collections, id);
}

Result<void> keep_grouping(Home& home, store::CohortDefinitions& definitions) {
  std::vector<Characteristic> kept;
  for (auto& each : definitions.characteristics) {
    if (!each.searched || each.at_start) continue;
    const auto columns = home.expressions().columns(each.expression);
    if (!columns) return std::unexpected(columns.error());
    if (!columns->contains("prior_third")) kept.push_back(std::move(each));
  }
  definitions.characteristics = std::move(kept);
  return {};
}

void forget_earlier_results(store::CohortDefinitions& definitions) {
  for (auto& each : definitions.indicators) {
    each.priors.clear();
    each.previous.clear();
  }
}

Result<std::string> stage_asked(Home& home, const ScopeOfYears& about, const DescriptionRequest& request,
                                const store::CohortDefinitions& definitions) {
  if (!request.stage.empty()) return request.stage;
  if (!request.indicator.empty()) {
    const auto* indicator = indicator_in(definitions, request.indicator);
    if (!indicator) return refuse(Blame::input, "describe.unknown-indicator", {{"indicator", request.indicator}});
    return indicator->stage;
  }
  const auto views = home.stage_views(about.newest());
  if (!views) return std::unexpected(views.error());
  if (!about.study.empty())
    for (const auto& view : *views)
      if (view.organisation == about.study) return view.stage;
  const auto* organisation = home.organisation(about.scope.organisation);
  return described::stage_of_phase(organisation ? organisation->phase : "");
}

Result<std::vector<std::string>> shown_indicators(Home& home, const ScopeOfYears& about, std::string_view stage) {
  const auto views = home.stage_views(about.newest());
  if (!views) return std::unexpected(views.error());
  for (const auto& view : *views)
    if (view.stage == stage && view.organisation == about.study) return view.shown;
  return std::vector<std::string>{};
}

void add_loads(insight::DescribedScope& scope, std::span<const std::int64_t> loads) {
  std::set<std::int64_t> all(scope.loads.begin(), scope.loads.end());
  all.insert(loads.begin(), loads.end());
  scope.loads.assign(all.begin(), all.end());
}

void note_loads(Home& home, ScopeOfYears& about, const std::string& facts, const std::set<std::string>& collections, AcademicYear since) {
  for (const auto& id : collections)
    if (const auto known = home.kept_facts(facts, id, since, about.newest())) add_loads(about.scope, (*known)->loads);
}

}  // namespace potensial::service
