#include "service/learner_pages.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "service/described_scope.hpp"
#include "service/group_learners.hpp"
#include "service/learner_names.hpp"
#include "service/school_classes.hpp"
#include "service/support_study.hpp"
#include "store/fact_files.hpp"

namespace potensial::service {
namespace {

// The rows of one collection about the learner, oldest first.
Result<FactTable> facts_about(Home& home, const std::string& collection, LearnerId learner) {
  const auto known = learner_places(home);
  if (!known) return std::unexpected(known.error());
  const auto current = facts_of_all_years(home, collection);
  if (!current) return std::unexpected(current.error());
  store::CollectionFacts facts[] = {{collection, **current}};
  facts[0].facts.files = (*known)->files_about(learner, (*current)->files, home.aliases());
  auto tables = store::learner_facts(home.facts(), facts, home.aliases(), learner);
  if (!tables) return std::unexpected(tables.error());
  return tables->empty() ? FactTable{} : std::move(tables->front());
}

AcademicYear year_at(const FactTable& table, std::size_t row) {
  return {static_cast<std::int16_t>(table.find("year")->integers()[row])};
}

std::string text_at(const FactTable& table, std::string_view column, std::size_t row) {
  const auto* values = table.find(column);
  if (!values || !values->has(row)) return {};
  return values->type == ColumnType::date ? Date::from_days(static_cast<std::int32_t>(values->integers()[row])).iso() : values->texts()[row];
}

void add_schools(insight::LearnerPageInput& input, const FactTable& census) {
  for (std::size_t row = 0; row < census.rows(); ++row) {
    insight::LearnerMove move{text_at(census, "school", row), text_at(census, "entry_date", row), text_at(census, "leaving_date", row)};
    const auto same = [&](const auto& each) { return each.school == move.school && each.from == move.from; };
    const auto known = std::ranges::find_if(input.schools, same);
    if (known == input.schools.end()) input.schools.push_back(std::move(move));
    else known->to = move.to;
  }
  if (!input.schools.empty()) input.school = input.schools.back().school;
}

// Consecutive censuses that say the same are one spell.
void add_spells(insight::LearnerPageInput& input, const Characteristic& characteristic, const ValueColumn& level, const FactTable& census) {
  CharacteristicSpell* open = nullptr;
  for (std::size_t row = 0; row < census.rows(); ++row) {
    const auto day = year_at(census, row).census_day().iso();
    if (open && level.has(row) && open->level == level.texts()[row]) {
      open->to = day;
      continue;
    }
    open = nullptr;
    if (!level.has(row)) continue;
    input.characteristics.push_back({characteristic.id, level.texts()[row], day, day, "census", ""});
    open = &input.characteristics.back();
  }
}

// The words of a code; the code itself where its set does not know it.
Text code_name(const store::CohortDefinitions& definitions, std::string_view set, const std::string& code) {
  const auto* codes = code_set_in(definitions, set);
  const auto* known = codes ? codes->find(code) : nullptr;
  return known ? known->name : Text{code, code};
}

// What an agency's spell means: the characteristic of that name, else the name of the agency itself.
Characteristic agency_characteristic(const store::CohortDefinitions& definitions, const std::string& agency) {
  const auto known = std::ranges::find(definitions.characteristics, agency, &Characteristic::id);
  if (known != definitions.characteristics.end()) return *known;
  Characteristic named{.id = agency, .name = code_name(definitions, "agency", agency), .expression = {}, .levels = {}, .reference = {}, .proxies = {}};
  named.levels = {{"yes", named.name}};
  return named;
}

void add_agency_spells(insight::LearnerPageInput& input, const store::CohortDefinitions& definitions, const FactTable& agencies) {
  for (std::size_t row = 0; row < agencies.rows(); ++row) {
    const auto agency = text_at(agencies, "agency", row);
    input.characteristics.push_back({agency, "yes", text_at(agencies, "from", row), text_at(agencies, "to", row), "agency",
                                     text_at(agencies, "authority", row)});
    const auto defined = std::ranges::find(input.definitions, agency, &Characteristic::id);
    if (defined == input.definitions.end()) input.definitions.push_back(agency_characteristic(definitions, agency));
  }
}

bool reads_only(const std::set<std::string>& columns, const FactTable& table) {
  return std::ranges::all_of(columns, [&](const std::string& column) { return table.find(column) != nullptr; });
}

// Characteristics that the columns of the census tell.
Result<std::vector<const Characteristic*>> told_by_census(Home& home, const FactTable& census, const store::CohortDefinitions& definitions) {
  std::vector<const Characteristic*> told;
  for (const auto& characteristic : definitions.characteristics) {
    const auto columns = home.expressions().columns(characteristic.expression);
    if (!columns) return std::unexpected(columns.error());
    if (!characteristic.at_start && reads_only(*columns, census)) told.push_back(&characteristic);
  }
  return told;
}

Result<void> add_characteristics(Home& home, insight::LearnerPageInput& input, const FactTable& census,
                                 const store::CohortDefinitions& definitions) {
  const auto agencies = facts_about(home, "agency", input.learner);
  if (!agencies) return std::unexpected(agencies.error());
  const auto told = told_by_census(home, census, definitions);
  if (!told) return std::unexpected(told.error());
  std::vector<std::string> expressions;
  for (const auto* each : *told) expressions.push_back(each->expression);
  const auto levels = home.expressions().evaluate_each(expressions, census, ColumnType::text);
  if (!levels) return std::unexpected(levels.error());
  for (std::size_t i = 0; i < told->size(); ++i) {
    add_spells(input, *(*told)[i], (*levels)[i], census);
    input.definitions.push_back(*(*told)[i]);
  }
  add_agency_spells(input, definitions, *agencies);
  for (const auto& collection : definitions.collections) input.sources.emplace(collection.id, collection.name);
  return {};
}

double number_of(const FactTable& table, std::string_view column, std::size_t row) {
  const auto* values = table.find(column);
  if (!values || !values->has(row)) return 0;
  return values->type == ColumnType::real ? values->reals()[row] : static_cast<double>(values->integers()[row]);
}

void add_attendance(insight::LearnerPageInput& input, const FactTable& sessions) {
  std::map<AcademicYear, std::pair<double, double>> years;
  for (std::size_t row = 0; row < sessions.rows(); ++row) {
    auto& [possible, present] = years[year_at(sessions, row)];
    possible += number_of(sessions, "possible", row);
    present += number_of(sessions, "present", row);
  }
  for (const auto& [year, sums] : years)
    if (sums.first > 0) input.attendance.push_back({year, sums.second / sums.first});
}

insight::LearnerMeasure measure_at(const FactTable& table, std::size_t row, const store::CohortDefinitions& definitions) {
  insight::LearnerMeasure measure{.name = code_name(definitions, "measure", text_at(table, "measure", row)),
                                  .day = text_at(table, "date", row), .year = year_at(table, row),
                                  .school = text_at(table, "school", row)};
  if (const auto* value = table.find("value"); value && value->has(row)) measure.value = value->reals()[row];
  if (const auto destination = text_at(table, "destination", row); !destination.empty())
    measure.word = code_name(definitions, "destination", destination);
  return measure;
}

Result<void> add_measures(Home& home, insight::LearnerPageInput& input, const store::CohortDefinitions& definitions) {
  const auto measures = facts_about(home, "measure", input.learner);
  if (!measures) return std::unexpected(measures.error());
  for (std::size_t row = 0; row < measures->rows(); ++row) input.measures.push_back(measure_at(*measures, row, definitions));
  std::ranges::stable_sort(input.measures, {}, &insight::LearnerMeasure::day);
  return {};
}

std::optional<Date> day_at(const FactTable& table, std::string_view column, std::size_t row) {
  const auto text = text_at(table, column, row);
  return text.empty() ? std::nullopt : Date::parse(text);
}

SupportSpell spell_at(const FactTable& table, std::size_t row, LearnerId learner) {
  SupportSpell spell{.learner = learner, .school = text_at(table, "school", row), .run = text_at(table, "run", row), .from = day_at(table, "from", row),
                     .to = day_at(table, "to", row), .sessions = {}, .mode = text_at(table, "mode", row)};
  if (const auto* sessions = table.find("sessions"); sessions && sessions->has(row)) spell.sessions = sessions->integers()[row];
  return spell;
}

Result<void> add_support(Home& home, insight::LearnerPageInput& input) {
  const auto rows = facts_about(home, "support", input.learner);
  if (!rows) return std::unexpected(rows.error());
  for (std::size_t row = 0; row < rows->rows(); ++row) {
    auto given = given_by(home, spell_at(*rows, row, input.learner));
    if (!given) return std::unexpected(given.error());
    input.support.push_back(std::move(*given));
  }
  std::ranges::stable_sort(input.support, {}, &insight::SupportGiven::from);
  input.funds = names_of_funds(home);
  return {};
}

}  // namespace

Result<insight::LearnerPageInput> learner_page_input(Home& home, LearnerId learner, std::span<StagePages* const> stages,
                                                     std::span<const AcademicYear> years) {
  insight::LearnerPageInput input;
  input.learner = learner;
  input.name = name_of_learner(home, learner);
  const auto census = facts_about(home, "census", learner);
  if (!census) return std::unexpected(census.error());
  if (census->rows() == 0) return refuse(Blame::input, "page.unknown", {{"noun", "learner"}, {"id", text(learner)}});
  const auto definitions = home.definitions(years.back());
  if (!definitions) return std::unexpected(definitions.error());
  add_schools(input, *census);
  if (auto done = add_characteristics(home, input, *census, *definitions); !done) return std::unexpected(done.error());
  const auto sessions = facts_about(home, "attendance", learner);
  if (!sessions) return std::unexpected(sessions.error());
  add_attendance(input, *sessions);
  if (auto done = add_measures(home, input, *definitions); !done) return std::unexpected(done.error());
  if (auto done = add_support(home, input); !done) return std::unexpected(done.error());
  OutcomesOf outcomes{{learner, {}}};
  for (const auto* each : stages) add_outcomes(outcomes, each->study);
  input.outcomes = std::move(outcomes[learner]);
  std::ranges::stable_sort(input.outcomes, {}, &insight::LearnerOutcome::year);
  return input;
}

void keep_only(insight::LearnerPageInput& input, std::span<const FieldGroup> fields) {
  const auto hidden = [&](FieldGroup field) { return std::ranges::find(fields, field) == fields.end(); };
  if (hidden(FieldGroup::name)) input.name.clear();
  if (hidden(FieldGroup::attainment)) input.outcomes.clear();
  if (hidden(FieldGroup::attendance)) input.attendance.clear();
  if (hidden(FieldGroup::characteristics)) input.characteristics.clear(), input.support.clear();
  if (hidden(FieldGroup::measures)) input.measures.clear();
  input.shown.assign(fields.begin(), fields.end());
}

}  // namespace potensial::service
