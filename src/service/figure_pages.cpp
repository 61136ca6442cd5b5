#include "service/figure_pages.hpp"

#include <algorithm>
#include <charconv>
#include <memory>
#include <set>

#include <fmt/format.h>

#include "catalogue/catalogue.hpp"
#include "insight/cohort_group.hpp"
#include "insight/family_page.hpp"
#include "insight/figure_page.hpp"
#include "insight/learners_page.hpp"
#include "insight/searched_table.hpp"
#include "service/import_pages.hpp"
#include "service/organisations_of_objects.hpp"
#include "service/rows_shown.hpp"
#include "service/scope_schools.hpp"
#include "service/stage_pages.hpp"
#include "store/fact_files.hpp"
#include "store/identity_store.hpp"
#include "store/load_store.hpp"
#include "store/row_loads.hpp"

namespace potensial::service {
namespace figure_part {

using insight::Rows;

constexpr std::string_view wales_id = "W92000004", loaded_id = "loaded";

std::unexpected<Refusal> unknown(const Call& call) {
  return refuse(Blame::input, "page.unknown", {{"noun", "figure"}, {"id", call.value("id")}});
}

bool is_everybody(std::string_view place) { return place == wales_id || place == loaded_id; }

const insight::SchoolFamily* family_in(const StagePages& stage, std::string_view place) {
  const auto found = std::ranges::find(stage.study.families.families, insight::family_at(place), &insight::SchoolFamily::id);
  return found == stage.study.families.families.end() ? nullptr : &*found;
}

// Which figure: a stage with its outcome, a group, and the years that are counted.
struct Figure {
  StagePages* stage = nullptr;
  const insight::IndicatorStandards* standards = nullptr;
  std::vector<Condition> conditions;
  AcademicYear since, year;
  std::vector<std::uint32_t> schools;  // numbers in the cohort

  const Cohort& cohort() const { return stage->study.cohort; }
};

std::vector<std::uint32_t> schools_of_family(const Cohort& cohort, const insight::SchoolFamily& family) {
  std::vector<std::uint32_t> numbers;
  for (std::uint32_t school = 0; school < cohort.schools.size(); ++school)
    if (std::ranges::find(family.schools, cohort.schools[school]) != family.schools.end()) numbers.push_back(school);
  return numbers;
}

std::vector<std::uint32_t> schools_of_place(Call& call, const StagePages& stage, const std::string& place) {
  if (is_everybody(place)) return stage.all_schools();
  if (const auto* family = family_in(stage, place)) return schools_of_family(stage.study.cohort, *family);
  const auto* known = call.home.organisation(place);
  if (!known) return {};
  if (known->kind == OrganisationKind::authority) return stage.schools_of_authority(place);
  if (joins_schools(*known)) return stage.schools_of_body(call.home, place);
  const auto number = stage.school_number(place);
  return number ? std::vector{*number} : std::vector<std::uint32_t>{};
}

// The school beside whose own figure this one stands is not counted in it.
Result<void> leave_out(Call& call, Figure& figure) {
  const auto school = call.value("without");
  if (school.empty()) return {};
  const auto number = figure.stage->school_number(school);
  if (!number || std::erase(figure.schools, *number) == 0) return unknown(call);
  return {};
}

std::optional<AcademicYear> year_in(const std::string& text) {
  std::int16_t summer = 0;
  const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), summer);
  return error == std::errc{} && rest == text.data() + text.size() ? std::optional(AcademicYear{summer}) : std::nullopt;
}

Result<void> take_years(Call& call, Figure& figure) {
  const auto& study = figure.stage->study;
  const auto asked = [&](const char* name, AcademicYear otherwise) {
    return call.value(name).empty() ? std::optional(otherwise) : year_in(call.value(name));
  };
  const auto year = asked("year", study.to), since = year ? asked("since", *year) : std::nullopt;
  if (!since || *since < study.from || *year < *since || study.to < *year) return unknown(call);
  figure.since = *since;
  figure.year = *year;
  return {};
}

Result<Figure> figure_asked(Call& call) {
  const auto stage = call.pages->stage_of(call.value("indicator"));
  if (!stage) return std::unexpected(stage.error());
  Figure figure{*stage, (*stage)->study.of(call.value("indicator")), {}, {}, {}, {}};
  auto conditions = named_conditions(figure.cohort(), call.value("group"));
  if (!conditions) return unknown(call);
  figure.conditions = std::move(*conditions);
  if (auto taken = take_years(call, figure); !taken) return std::unexpected(taken.error());
  figure.schools = schools_of_place(call, *figure.stage, call.value("id"));
  if (auto left = leave_out(call, figure); !left) return std::unexpected(left.error());
  if (figure.schools.empty()) return unknown(call);
  return figure;
}

insight::FigureYear counted_in(const Figure& figure, const Rows& members, AcademicYear year) {
  const auto rows = insight::group_rows(figure.cohort(), members, {}, year, year);
  return {year, insight::figure_counts(figure.cohort(), *figure.standards, rows)};
}

Rows everybody_of(const Figure& figure) { return insight::rows_in_schools(figure.cohort(), figure.schools, figure.since, figure.year); }

Rows members_of(const Figure& figure) {
  return insight::group_rows(figure.cohort(), everybody_of(figure), figure.conditions, figure.since, figure.year);
}

void add_counts(insight::FigurePageInput& input, const Figure& figure, const Rows& members) {
  for (auto year = figure.since; year <= figure.year; ++year.summer) input.years.push_back(counted_in(figure, members, year));
  input.together = insight::figure_counts(figure.cohort(), *figure.standards, members);
  input.searched = insight::searched_learners(figure.cohort(), *figure.standards, everybody_of(figure), figure.conditions);
}

void add_definition(insight::FigurePageInput& input, const Call& call, const Figure& figure) {
  const auto& indicator = input.indicator = figure.standards->indicator;
  const auto& id = indicator.measure.empty() ? indicator.id : indicator.measure;
  input.stage = figure.stage->study.stage.name;
  if (const auto* version = call.home.catalogue().version("indicator", id, indicator.version)) {
    input.from = version->from;
    input.to = version->to;
  }
}

Target page_of_place(Call& call, const std::string& place) {
  if (is_everybody(place)) return {"wales", "", ""};
  if (const auto family = insight::family_at(place); !family.empty()) return {"family", std::string(family), ""};
  const auto* known = call.home.organisation(place);
  const bool school = known->kind == OrganisationKind::school, authority = known->kind == OrganisationKind::authority;
  return {school ? "school" : authority ? "authority" : "body", place, ""};
}

void add_place(insight::FigurePageInput& input, Call& call, const Figure& figure) {
  const auto place = call.value("id");
  const auto* family = family_in(*figure.stage, place);
  input.place = family ? insight::family_title(*family) : insight::name_of(input.names, place);
  input.page = page_of_place(call, place);
  input.left_out = call.value("without");
}

// ---- loads

// What the figure reads of the year itself: the census and the collections of its items.
std::set<std::string> collections_of(const Indicator& indicator) {
  std::set<std::string> ids{"census"};
  for (const auto& item : indicator.items) ids.insert(item.collection);
  return ids;
}

std::vector<std::string> authorities_of(const Figure& figure) {
  std::set<std::string> ids;
  for (const auto school : figure.schools) ids.insert(figure.cohort().authorities[figure.cohort().school_authority[school]]);
  return {ids.begin(), ids.end()};
}

std::vector<store::LearnerYear> learner_years(const Cohort& cohort, const Rows& rows) {
  std::vector<store::LearnerYear> learners;
  for (const auto row : rows) learners.push_back({cohort.learner[row], cohort.year[row]});
  return learners;
}

insight::LoadOfFigure load_of_figure(const store::Load& load, const Text& collection) {
  return {.number = load.id, .collection = collection, .organisation = load.organisation,
          .year = load.year.summer ? std::optional(load.year) : std::nullopt, .file = shown_file(load), .actor = load.actor,
          .day = Date::of(load.at)};
}

using LoadsOfLearners = std::vector<store::LoadOfLearner>;  // by place among everybody

// Of everybody at the place, so that the figures of its groups find them; as the facts stood when the pages were worked out,
// whatever was loaded since.
Result<std::shared_ptr<const LoadsOfLearners>> kept_loads(Call& call, const Figure& figure, const Collection& collection, std::int64_t generation) {
  const auto key = fmt::format("figure-loads/{}/{}/{}/{}/{}/{}", call.value("id"), call.value("without"), figure.stage->study.view.stage, collection.id,
                               figure.since.summer, figure.year.summer);
  return call.home.keep<LoadsOfLearners>(key, [&] {
    const auto current = store::current_facts(call.home.ledger(), call.home.folder(),
                                              {collection.id, authorities_of(figure), figure.since, figure.year, generation});
    return store::loads_of_rows(call.home.facts(), current, call.home.aliases(), collection, learner_years(figure.cohort(), everybody_of(figure)));
  });
}

std::set<std::int64_t> numbers_of(const LoadsOfLearners& loads, const Rows& everybody, const Rows& members) {
  std::set<std::int64_t> numbers;
  for (const auto& each : loads)
    if (std::ranges::binary_search(members, everybody[each.place])) numbers.insert(each.load);
  return numbers;
}

Result<void> add_loads_of(insight::FigurePageInput& input, Call& call, const Figure& figure, const Collection& collection, const Rows& members) {
  const auto loads = kept_loads(call, figure, collection, input.generation);
  if (!loads) return std::unexpected(loads.error());
  for (const auto number : numbers_of(**loads, everybody_of(figure), members))
    if (const auto load = store::load_with_id(call.home.ledger(), number)) input.loads.push_back(load_of_figure(*load, collection.name));
  return {};
}

Result<void> add_loads(insight::FigurePageInput& input, Call& call, const Figure& figure, const Rows& members) {
  const auto& study = figure.stage->study;
  input.generation = study.cohort.loads.empty() ? 0 : std::ranges::max(study.cohort.loads);
  for (const auto& id : collections_of(figure.standards->indicator)) {
    const auto collection = std::ranges::find(study.definitions.collections, id, &Collection::id);
    if (collection == study.definitions.collections.end()) continue;
    if (auto added = add_loads_of(input, call, figure, *collection, members); !added) return added;
  }
  return {};
}

// ---- learners

// Of the organisation, and of what the list would tell: results, and of a group its characteristics.
std::optional<std::vector<FieldGroup>> fields_opened(Call& call, const Figure& figure) {
  const auto organisation = organisation_of_figure(call);
  const auto permission = organisation ? call.may("see-learners", *organisation) : Permission{};
  if (!permission.allowed) return std::nullopt;
  auto fields = fields_seen(call.policy, permission);
  const auto opens = [&](FieldGroup field) { return std::ranges::find(fields, field) != fields.end(); };
  const bool told = opens(FieldGroup::attainment) && (figure.conditions.empty() || opens(FieldGroup::characteristics));
  return told ? std::optional(std::move(fields)) : std::nullopt;
}

insight::LearnerOfFigure learner_of_row(Call& call, const Figure& figure, std::uint32_t row, bool named) {
  const auto& cohort = figure.cohort();
  const auto attained = cohort.outcome(figure.standards->indicator.id)->attained[row];
  insight::LearnerOfFigure learner{.learner = cohort.learner[row], .name = {}, .school = cohort.schools[cohort.school[row]], .year = cohort.year[row],
                                   .counted = attained >= 0, .attained = attained == 1, .value = figure.standards->outcome[row]};
  if (const auto identity = named ? store::learner_identity(call.home.ledger(), learner.learner) : std::nullopt)
    learner.name = identity->forename + " " + identity->surname;
  return learner;
}

// By school, as they stand in the cohort: the newest year first.
Rows in_order(const Cohort& cohort, Rows rows) {
  std::ranges::stable_sort(rows, [&](std::uint32_t a, std::uint32_t b) { return cohort.year[b] < cohort.year[a]; });
  return rows;
}

insight::LearnersOfFigure listed_learners(Call& call, const Figure& figure, const Rows& members, const RowsShown& shown, bool named) {
  insight::LearnersOfFigure learners{{}, members.size()};
  const auto rows = in_order(figure.cohort(), members);
  for (auto at = shown.first; at < shown.last; ++at) learners.listed.push_back(learner_of_row(call, figure, rows[at], named));
  return learners;
}

// The address without the part of the list that is shown.
Target address_of(const Call& call) {
  Target address{"figure", call.value("id"), ""};
  for (const auto& [name, value] : call.values)
    if (name != "id" && name != "page" && name != "rows") address.query.emplace_back(name, value);
  return address;
}

// All that everybody is told who may see the place.
Result<insight::FigurePageInput> told_of(Call& call, const Figure& figure, const Rows& members) {
  insight::FigurePageInput input;
  input.address = address_of(call);
  input.names = call.home.names();
  input.invented = call.invented;
  input.conditions = figure.conditions;
  add_place(input, call, figure);
  add_definition(input, call, figure);
  add_counts(input, figure, members);
  if (auto added = add_loads(input, call, figure, members); !added) return std::unexpected(added.error());
  return input;
}

Page page_with_learners(Call& call, const Figure& figure, const Rows& members, insight::FigurePageInput input, std::span<const FieldGroup> fields) {
  const auto shown = RowsShown::make(members.size(), rows_asked(call));
  const bool named = std::ranges::find(fields, FieldGroup::name) != fields.end();
  input.learners = listed_learners(call, figure, members, shown, named);
  auto page = insight::figure_page(input);
  append(page.blocks, ways_to_others(shown, input.address));
  append(page.blocks, download_of_all(input.address, members.size()));
  return page;
}

}  // namespace figure_part

Result<std::string> organisation_of_figure(Call& call) {
  const auto place = call.value("id");
  if (figure_part::is_everybody(place) || !insight::family_at(place).empty()) return std::string(figure_part::wales_id);
  return any_organisation(call);
}

Result<Page> figure_page(Call& call) {
  const auto figure = figure_part::figure_asked(call);
  if (!figure) return std::unexpected(figure.error());
  const auto members = figure_part::members_of(*figure);
  auto input = figure_part::told_of(call, *figure, members);
  if (!input) return std::unexpected(input.error());
  const auto fields = figure_part::fields_opened(call, *figure);
  return fields ? figure_part::page_with_learners(call, *figure, members, std::move(*input), *fields) : insight::figure_page(*input);
}

}  // namespace potensial::service
