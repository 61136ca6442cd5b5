// The pages of completeness and of definitions: what is recorded, and what a figure is.
#include <algorithm>
#include <map>
#include <set>

#include "catalogue/indicators.hpp"
#include "catalogue/rules.hpp"
#include "insight/completeness_page.hpp"
#include "insight/definition_page.hpp"
#include "insight/group_gap.hpp"
#include "insight/described_figures.hpp"
#include "service/described_figures.hpp"
#include "service/described_scope.hpp"

namespace potensial::service {
namespace {

namespace describe_records {

// ---- completeness

using ColumnsOf = std::map<std::string, std::set<std::string>>;  // of the record, by characteristic

Result<ColumnsOf> columns_of(Home& home, std::span<const Characteristic> characteristics) {
  ColumnsOf all;
  for (const auto& each : characteristics) {
    auto columns = home.expressions().columns(each.expression);
    if (!columns) return std::unexpected(columns.error());
    all.emplace(each.id, std::move(*columns));
  }
  return all;
}

// One characteristic for each item of the record: of several that read the same columns, the finest.
std::vector<Characteristic> recorded_items(std::span<const Characteristic> all, const ColumnsOf& columns) {
  std::vector<Characteristic> items;
  for (const auto& each : all) {
    if (each.at_start || columns.at(each.id).contains("prior_third")) continue;
    const auto same = std::ranges::find_if(items, [&](const Characteristic& other) { return columns.at(other.id) == columns.at(each.id); });
    if (same == items.end()) items.push_back(each);
    else if (same->levels.size() < each.levels.size()) *same = each;
  }
  return items;
}

// Analyses that use the characteristic or another that reads the same columns.
std::vector<std::string> analyses_of(const Characteristic& item, std::span<const Characteristic> all, const ColumnsOf& columns,
                                     const catalogue::Rule& families) {
  std::set<std::string> found;
  for (const auto& each : all) {
    if (columns.at(each.id) != columns.at(item.id)) continue;
    if (each.searched && !each.at_start) found.insert({"search", "groups"});
    if (each.at_start) found.insert("circumstances");
    if (std::ranges::any_of(families.weights, [&](const catalogue::RuleWeight& weight) { return weight.id == each.id; })) found.insert("families");
  }
  return {found.begin(), found.end()};
}

// The smallest partition that holds the facts about a scope: its authority.
std::string facts_of_scope(Home& home, const ScopeOfYears& about) {
  if (!about.study.empty() || about.scope.organisation.empty()) return about.study;
  const auto* organisation = home.organisation(about.scope.organisation);
  if (organisation && organisation->kind == OrganisationKind::school) return organisation->authority;
  return organisation && organisation->kind == OrganisationKind::authority ? organisation->id : "";
}

std::vector<insight::Completeness> parts_completeness(Home& home, const ScopeOfYears& about, const Cohort& cohort, std::span<const std::size_t> rows) {
  if (about.scope.noun == "school") return {};
  const bool by_authority = about.scope.is_population && cohort.authorities.size() > 1;
  auto parts = insight::completeness(cohort, rows, by_authority ? insight::CompletenessBy::authority : insight::CompletenessBy::school);
  const auto name = [&](const insight::Completeness& each) {
    const auto* organisation = home.organisation(each.organisation);
    return organisation ? organisation->name.en : each.organisation;
  };
  std::ranges::stable_sort(parts, {}, name);
  return parts;
}

// Characteristics that nobody of the cohort has are not loaded at all, and stand apart.
void set_never_loaded_apart(insight::CompletenessPageInput& input) {
  std::set<std::string> never;
  for (const auto& each : input.whole)
    if (each.unrecorded == each.learners) never.insert(each.characteristic);
  for (const auto& each : input.characteristics)
    if (never.contains(each.characteristic)) input.never_loaded.push_back(each.name);
  const auto is_never = [&](const auto& each) { return never.contains(each.characteristic); };
  std::erase_if(input.whole, is_never);
  std::erase_if(input.parts, is_never);
  std::erase_if(input.characteristics, is_never);
}

// What tells of the learners of the scope: its census, and whatever agencies told.
void note_records(Home& home, ScopeOfYears& about) {
  const auto facts = facts_of_scope(home, about);
  note_loads(home, about, facts, {"census"}, about.newest());
  note_loads(home, about, facts, {"agency"}, first_agency_year);
}

// A place, and everybody of whom something should be recorded, wherever they are.
struct RecordsOfScope {
  ScopeOfYears about;
  std::vector<Characteristic> all, items;   // of the catalogue; those that stand for an item of the record
  ColumnsOf columns;
  std::vector<Collection> collections;
  std::shared_ptr<const Cohort> cohort;
};

Result<RecordsOfScope> records_of_scope(Home& home, const DescriptionRequest& request) {
  auto about = scope_of_years(home, request);
  if (!about) return std::unexpected(about.error());
  auto definitions = home.definitions(about->newest());
  if (!definitions) return std::unexpected(definitions.error());
  RecordsOfScope records{std::move(*about), definitions->characteristics, {}, {}, definitions->collections, {}};
  auto columns = columns_of(home, records.all);
  if (!columns) return std::unexpected(columns.error());
  records.columns = std::move(*columns);
  definitions->characteristics = records.items = recorded_items(records.all, records.columns);
  const auto year = records.about.newest();
  auto cohort = home.keep<Cohort>("completeness/" + records.about.study + "/" + std::to_string(year.summer),
                                  [&] { return home.reader(records.about.study).read(*definitions, {"", {}, {}, year, year}); });
  if (!cohort) return std::unexpected(cohort.error());
  name_population(home, records.about, **cohort);
  note_records(home, records.about);
  records.cohort = std::move(*cohort);
  return records;
}

// ---- circumstances

// Learners of statutory age at a school in each year, by whether one characteristic of theirs is recorded and at its first level.
Result<std::shared_ptr<const std::vector<store::LearnerShare>>> learner_shares(Home& home, const FigureAsked& asked, const store::CohortDefinitions& definitions) {
  const auto& school = asked.described.scope;
  const auto key = "circumstances/" + school + "/" + asked.item + "/" + std::to_string(asked.since.summer) + "/" + std::to_string(asked.year.summer);
  return home.keep<std::vector<store::LearnerShare>>(key, [&]() -> Result<std::vector<store::LearnerShare>> {
    const auto census = home.kept_facts("", "census", asked.since, asked.year);
    if (!census) return std::unexpected(census.error());
    return store::learner_shares(home.facts(), home.expressions(), **census, home.aliases(), definitions, {asked.item, school, asked.since, asked.year});
  });
}

std::vector<AcademicYear> years_between(AcademicYear since, AcademicYear year) {
  std::vector<AcademicYear> years;
  for (auto each = since; each <= year; ++each.summer) years.push_back(each);
  return years;
}

// ---- definition

Result<std::vector<insight::DefinitionVersion>> versions_of(const catalogue::Catalogue& catalogue, const std::string& id) {
  std::vector<insight::DefinitionVersion> versions;
  for (const auto* definition : catalogue.of_kind("indicator")) {
    if (definition->id != id) continue;
    const auto indicator = catalogue::read_indicator(*definition);
    if (!indicator) return std::unexpected(indicator.error());
    versions.push_back({definition->version, definition->name, definition->from, definition->to, indicator->numerator, definition->source});
  }
  return versions;
}

// A measure at one stage is defined where the measure is.
Result<std::string> defined_as(Home& home, const std::string& id, AcademicYear year) {
  const auto definitions = home.definitions(year);
  if (!definitions) return std::unexpected(definitions.error());
  const auto* indicator = indicator_in(*definitions, id);
  return indicator && !indicator->measure.empty() ? indicator->measure : id;
}

// The version in force at the newest census loaded; without one, or before the first, the newest version.
const Definition* definition_shown(const catalogue::Catalogue& catalogue, const std::string& id, std::optional<AcademicYear> year) {
  const auto* found = year ? catalogue.until("indicator", id, year->census_day()) : nullptr;
  return found ? found : catalogue.newest("indicator", id);
}

std::optional<AcademicYear> year_of_definition(Home& home, const DescriptionRequest& request) {
  if (request.to) return request.to;
  const auto years = home.census_years("");
  return years.empty() ? std::nullopt : std::optional(years.back());
}

// As they were last defined up to the day.
std::vector<Indicator> named(const catalogue::Catalogue& catalogue, std::vector<std::string> ids, Date day) {
  std::ranges::sort(ids);
  ids.erase(std::ranges::unique(ids).begin(), ids.end());
  std::vector<Indicator> found;
  for (const auto& id : ids)
    if (const auto* definition = catalogue.until("indicator", id, day))
      if (auto indicator = catalogue::read_indicator(*definition)) found.push_back(std::move(*indicator));
  return found;
}

std::vector<std::string> earlier_of(const Indicator& indicator) {
  auto ids = indicator.priors;
  if (!indicator.previous.empty()) ids.push_back(indicator.previous);
  return ids;
}

std::vector<insight::LoadsOfCollection> loads_of(Home& home, const Indicator& indicator, const store::CohortDefinitions& definitions) {
  std::set<std::string> collections{"census"};
  for (const auto& item : indicator.items) collections.insert(item.collection);
  const auto years = home.census_years("");
  std::vector<insight::LoadsOfCollection> loads;
  for (const auto& id : collections) {
    const auto* collection = collection_in(definitions, id);
    if (!collection || years.empty()) continue;
    if (const auto facts = home.kept_facts("", id, years.front(), years.back())) loads.push_back({collection->name, (*facts)->loads});
  }
  return loads;
}

void take_rule(insight::DefinitionPageInput& input, const catalogue::Catalogue& catalogue, Date day) {
  const auto rule = catalogue::rule_on(catalogue, "verdict", day);
  if (!rule) return;
  input.rule = rule->sentence;
  input.rule_name = rule->name;
  input.rule_version = rule->version;
}

}  // namespace describe_records
}  // namespace

Result<Page> completeness_page(Home& home, const DescriptionRequest& request) {
  auto records = describe_records::records_of_scope(home, request);
  if (!records) return std::unexpected(records.error());
  auto& [about, all, items, columns, collections, cohort] = *records;
  const auto day = about.newest().census_day();
  const auto rule = catalogue::rule_on(home.catalogue(), "completeness", day);
  if (!rule) return std::unexpected(rule.error());
  const auto families = catalogue::rule_on(home.catalogue(), "families", day);
  if (!families) return std::unexpected(families.error());
  insight::CompletenessPageInput input;
  input.scope = about.scope;
  input.least = rule->number("least-known");
  input.names = home.names();
  for (const auto& each : items) input.characteristics.push_back({each.id, each.name, describe_records::analyses_of(each, all, columns, *families)});
  const auto rows = rows_of_scope(home, about, *cohort);
  input.whole = insight::completeness(*cohort, rows, insight::CompletenessBy::everyone);
  input.parts = describe_records::parts_completeness(home, about, *cohort, rows);
  describe_records::set_never_loaded_apart(input);
  return insight::completeness_page(input);
}

Result<DescribedFigure> completeness_figure(Home& home, const FigureAsked& asked) {
  auto records = describe_records::records_of_scope(home, asked.described);
  if (!records) return std::unexpected(records.error());
  const auto* column = records->cohort->characteristic(asked.item);
  if (!column || asked.since != asked.year || asked.year != records->about.newest()) return unknown_figure(asked);
  DescribedFigure figure;
  figure.years = {asked.year};
  const auto rows = rows_of_figure(home, records->about, *records->cohort, asked, figure);
  if (!rows) return std::unexpected(rows.error());
  add_learners(figure, records->cohort, *rows, [&](std::size_t row) { return int(column->level[row] == column->definition.levels.size()); });
  figure.fields = {FieldGroup::characteristics};
  const auto census = std::ranges::find(records->collections, "census", &Collection::id);
  if (census != records->collections.end()) figure.collections = {*census};
  figure.told = insight::told_of_completeness({figure.by_year().front(), held(home, column->definition)});
  return figure;
}

Result<DescribedFigure> circumstance_figure(Home& home, const FigureAsked& asked) {
  const auto* school = home.organisation(asked.described.scope);
  const auto definitions = home.definitions(asked.year);
  if (!definitions) return std::unexpected(definitions.error());
  const auto characteristic = std::ranges::find(definitions->characteristics, asked.item, &Characteristic::id);
  const bool known = school && school->kind == OrganisationKind::school && characteristic != definitions->characteristics.end();
  if (!known || !asked.group.empty()) return unknown_figure(asked);
  const auto shares = describe_records::learner_shares(home, asked, *definitions);
  if (!shares) return std::unexpected(shares.error());
  DescribedFigure figure;
  figure.years = describe_records::years_between(asked.since, asked.year);
  for (const auto& each : **shares) figure.learners.push_back({each.learner, school->id, each.year, each.recorded, each.at_first});
  figure.fields = {FieldGroup::characteristics};
  figure.authorities = {school->authority};
  figure.collections = {*collection_in(*definitions, "census")};
  figure.told = insight::told_of_circumstance({figure.by_year(), figure.together(), held(home, *characteristic)});
  return figure;
}

Result<Page> definition_page(Home& home, const DescriptionRequest& request) {
  const auto year_shown = describe_records::year_of_definition(home, request);
  const auto id = describe_records::defined_as(home, request.indicator, year_shown.value_or(AcademicYear{2010}));
  if (!id) return std::unexpected(id.error());
  const auto* definition = describe_records::definition_shown(home.catalogue(), *id, year_shown);
  if (!definition) return refuse(Blame::input, "describe.unknown-indicator", {{"indicator", request.indicator}});
  auto indicator = catalogue::read_indicator(*definition);
  if (!indicator) return std::unexpected(indicator.error());
  auto versions = describe_records::versions_of(home.catalogue(), *id);
  if (!versions) return std::unexpected(versions.error());
  const auto day = definition->to.value_or(definition->from.value_or(Date(2010, 1, 15)));
  const AcademicYear year = AcademicYear::of(day);
  const auto definitions = home.definitions(year);
  if (!definitions) return std::unexpected(definitions.error());
  insight::DefinitionPageInput input{.indicator = std::move(*indicator)};
  input.versions = std::move(*versions);
  input.invented = request.invented;
  if (!input.indicator.stage.empty()) input.stage = stage_name(*definitions, input.indicator.stage);
  if (const auto* example = definition->body.find("example")) input.example = *example;
  describe_records::take_rule(input, home.catalogue(), year.census_day());
  input.earlier = describe_records::named(home.catalogue(), describe_records::earlier_of(input.indicator), day);
  for (const auto& each : definitions->indicators)
    if (each.part_of == input.indicator.id) input.parts.push_back(each);
  input.loads = describe_records::loads_of(home, input.indicator, *definitions);
  return insight::definition_page(input);
}

}  // namespace potensial::service
