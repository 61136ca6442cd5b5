#include "service/figure_pages.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <memory>
#include <set>

#include <fmt/format.h>

#include "catalogue/catalogue.hpp"
#include "insight/cohort_group.hpp"
#include "insight/described_figures.hpp"
#include "insight/family_page.hpp"
#include "insight/figure_page.hpp"
#include "insight/learners_page.hpp"
#include "insight/searched_table.hpp"
#include "service/described_figures.hpp"
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
  if (call.value("indicator").empty()) return refuse(Blame::input, "operation.missing", {{"parameter", "indicator"}});
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

insight::CountsOfYear counted_in(const Figure& figure, const Rows& members, AcademicYear year) {
  const auto rows = insight::group_rows(figure.cohort(), members, {}, year, year);
  return {year, insight::figure_counts(figure.cohort(), *figure.standards, rows)};
}

Rows everybody_of(const Figure& figure) { return insight::rows_in_schools(figure.cohort(), figure.schools, figure.since, figure.year); }

Rows members_of(const Figure& figure) {
  return insight::group_rows(figure.cohort(), everybody_of(figure), figure.conditions, figure.since, figure.year);
}

std::vector<AcademicYear> years_of(const Figure& figure) {
  std::vector<AcademicYear> years;
  for (auto year = figure.since; year <= figure.year; ++year.summer) years.push_back(year);
  return years;
}

insight::FigureTold told_of(Call& call, const Figure& figure, const Rows& members) {
  insight::OutcomeFigure told{held(call.home, figure.standards->indicator, figure.stage->study.stage.name), {}, {}, 0};
  for (const auto year : years_of(figure)) told.years.push_back(counted_in(figure, members, year));
  told.together = insight::figure_counts(figure.cohort(), *figure.standards, members);
  told.each_once = insight::counts_of_each_once(figure.cohort(), *figure.standards, everybody_of(figure), figure.conditions);
  return insight::told_of_outcome(told);
}

Target page_of_place(Call& call, const std::string& place) {
  if (is_everybody(place)) return {"wales", "", ""};
  if (const auto family = insight::family_at(place); !family.empty()) return {"family", std::string(family), ""};
  const auto* known = call.home.organisation(place);
  const bool school = known->kind == OrganisationKind::school, authority = known->kind == OrganisationKind::authority;
  return {school ? "school" : authority ? "authority" : "body", place, ""};
}

void add_place(insight::FigureFrame& frame, Call& call, const insight::SchoolFamily* family) {
  const auto place = call.value("id");
  frame.place = family ? insight::family_title(*family) : insight::name_of(frame.names, place);
  frame.page = page_of_place(call, place);
  frame.left_out = call.value("without");
}

// ---- loads

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

void add_load(insight::FigureFrame& frame, Call& call, std::int64_t number, const Text& collection) {
  if (const auto load = store::load_with_id(call.home.ledger(), number)) frame.loads.push_back(load_of_figure(*load, collection));
}

Result<void> add_loads(insight::FigureFrame& frame, Call& call, const Figure& figure, const Rows& members) {
  const auto& study = figure.stage->study;
  frame.generation = study.cohort.loads.empty() ? 0 : std::ranges::max(study.cohort.loads);
  for (const auto& collection : collections_of(study.definitions.collections, figure.standards->indicator)) {
    const auto loads = kept_loads(call, figure, collection, frame.generation);
    if (!loads) return std::unexpected(loads.error());
    for (const auto number : numbers_of(**loads, everybody_of(figure), members)) add_load(frame, call, number, collection.name);
  }
  return {};
}

// ---- learners

// What the person may see of the learners of the place; nothing where that is not what the list would tell, and of a group its
// characteristics.
std::optional<std::vector<FieldGroup>> fields_opened(Call& call, std::vector<FieldGroup> told, bool of_group) {
  const auto organisation = organisation_of_figure(call);
  const auto permission = organisation ? call.may("see-learners", *organisation) : Permission{};
  if (!permission.allowed) return std::nullopt;
  if (of_group) told.push_back(FieldGroup::characteristics);
  auto fields = fields_seen(call.policy, permission);
  const bool open = std::ranges::all_of(told, [&](FieldGroup field) { return std::ranges::find(fields, field) != fields.end(); });
  return open ? std::optional(std::move(fields)) : std::nullopt;
}

bool is_named(std::span<const FieldGroup> fields) { return std::ranges::find(fields, FieldGroup::name) != fields.end(); }

std::string name_of_learner(Call& call, LearnerId learner) {
  const auto identity = store::learner_identity(call.home.ledger(), learner);
  return identity ? identity->forename + " " + identity->surname : std::string();
}

insight::LearnerOfFigure learner_of_row(Call& call, const Figure& figure, std::uint32_t row, bool named) {
  const auto& cohort = figure.cohort();
  const auto& indicator = figure.standards->indicator;
  const auto attained = cohort.outcome(indicator.id)->attained[row];
  const double value = figure.standards->outcome[row];
  return {.learner = cohort.learner[row], .name = named ? name_of_learner(call, cohort.learner[row]) : std::string(),
          .school = cohort.schools[cohort.school[row]], .year = cohort.year[row],
          .counted = indicator.attained.empty() ? !std::isnan(value) : attained >= 0, .attained = attained == 1,
          .own = insight::attained_cell(value, indicator.scale)};
}

// By school, as they stand in the cohort: the newest year first.
Rows in_order(const Cohort& cohort, Rows rows) {
  std::ranges::stable_sort(rows, [&](std::uint32_t a, std::uint32_t b) { return cohort.year[b] < cohort.year[a]; });
  return rows;
}

insight::LearnersOfFigure listed_learners(Call& call, const Figure& figure, const Rows& members, const RowsShown& shown, bool named) {
  insight::LearnersOfFigure learners{{}, members.size(), !figure.standards->indicator.attained.empty(), phrase("insight.column.own-standing")};
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

insight::FigureFrame frame_of(Call& call, std::vector<Condition> conditions, std::vector<AcademicYear> years, const insight::SchoolFamily* family) {
  insight::FigureFrame frame;
  frame.address = address_of(call);
  frame.names = call.home.names();
  frame.invented = call.invented;
  frame.conditions = std::move(conditions);
  frame.years = std::move(years);
  add_place(frame, call, family);
  return frame;
}

Page with_learners(insight::FigureFrame frame, insight::FigureTold told, const RowsShown& shown) {
  auto page = insight::figure_page(frame, std::move(told));
  append(page.blocks, ways_to_others(shown, frame.address));
  append(page.blocks, download_of_all(frame.address, shown.of));
  return page;
}

Result<Page> page_of_standing(Call& call, const Figure& figure) {
  const auto members = members_of(figure);
  auto frame = frame_of(call, figure.conditions, years_of(figure), family_in(*figure.stage, call.value("id")));
  if (auto added = add_loads(frame, call, figure, members); !added) return std::unexpected(added.error());
  auto told = told_of(call, figure, members);
  const auto fields = fields_opened(call, {FieldGroup::attainment}, !figure.conditions.empty());
  if (!fields) return insight::figure_page(frame, std::move(told));
  const auto shown = RowsShown::make(members.size(), rows_asked(call));
  frame.learners = listed_learners(call, figure, members, shown, is_named(*fields));
  return with_learners(std::move(frame), std::move(told), shown);
}

// ---- learners who fell back

// Those of the place with a high earlier result, and whether each fell back.
struct FellBack {
  std::set<std::uint32_t> high, fallen;  // rows of the cohort
};

FellBack fell_back(const Figure& figure) {
  FellBack found;
  for (const auto& each : figure.stage->ahead()) {
    const bool here = std::ranges::find(figure.schools, each.school) != figure.schools.end();
    if (!here || each.year < figure.since || figure.year < each.year) continue;
    found.high.insert(each.rows.begin(), each.rows.end());
    for (const auto& learner : each.learners) found.fallen.insert(learner.row);
  }
  return found;
}

Result<DescribedFigure> fallen_back_figure(Call& call) {
  const auto figure = figure_asked(call);
  if (!figure) return std::unexpected(figure.error());
  if (figure->stage->ahead_in() != figure->standards) return unknown(call);
  const auto found = fell_back(*figure);
  const auto& cohort = figure->cohort();
  DescribedFigure made;
  made.years = years_of(*figure);
  made.conditions = figure->conditions;
  std::size_t without_result = 0;
  for (const auto row : members_of(*figure)) {
    const bool high = found.high.contains(row);
    without_result += high && std::isnan(figure->standards->outcome[row]);
    made.learners.push_back({cohort.learner[row], cohort.schools[cohort.school[row]], cohort.year[row], high, found.fallen.contains(row)});
  }
  made.collections = collections_of(figure->stage->study.definitions.collections, figure->standards->indicator);
  made.authorities = authorities_of(*figure);
  made.generation = cohort.loads.empty() ? 0 : std::ranges::max(cohort.loads);
  made.fields = {FieldGroup::attainment};
  made.told = insight::told_of_fallen_back({made.by_year(), made.together(), without_result, {}, held(call.home, figure->standards->indicator, figure->stage->study.stage.name)});
  return made;
}

// ---- figures of descriptive pages

constexpr std::string_view fallen_back = "fallen-back";

// Of everything that is loaded: nobody in particular.
std::string scope_of(Call& call) { return is_everybody(call.value("id")) ? std::string() : call.value("id"); }

Result<FigureAsked> described_asked(Call& call) {
  const auto year = year_in(call.value("year"));
  const auto since = call.value("since").empty() ? year : year_in(call.value("since"));
  const auto defined = call.value("defined").empty() ? year : year_in(call.value("defined"));
  if (!year || !since || !defined || *year < *since || *defined < *year || !call.value("without").empty()) return unknown(call);
  return FigureAsked{call.value("of"),
                     {.scope = scope_of(call), .stage = call.value("stage"), .indicator = call.value("indicator"), .to = *defined, .invented = call.invented},
                     *since, *year, call.value("group"), call.value("item")};
}

Result<DescribedFigure> described_of(Call& call) {
  if (call.value("of") == fallen_back) return fallen_back_figure(call);
  const auto asked = described_asked(call);
  if (!asked) return std::unexpected(asked.error());
  return described_figure(call.home, *asked);
}

using LoadNumbers = std::vector<std::int64_t>;

Result<LoadNumbers> loads_of_learners(Call& call, const DescribedFigure& figure, const Collection& collection) {
  std::vector<store::LearnerYear> learners;
  for (const auto& each : figure.learners) learners.push_back({each.learner, each.year});
  const auto current = store::current_facts(call.home.ledger(), call.home.folder(),
                                            {collection.id, figure.authorities, figure.years.front(), figure.years.back(), figure.generation});
  const auto loads = store::loads_of_rows(call.home.facts(), current, call.home.aliases(), collection, learners);
  if (!loads) return std::unexpected(loads.error());
  std::set<std::int64_t> numbers;
  for (const auto& each : *loads) numbers.insert(each.load);
  return LoadNumbers(numbers.begin(), numbers.end());
}

Result<void> add_loads(insight::FigureFrame& frame, Call& call, const DescribedFigure& figure) {
  frame.generation = figure.generation;
  for (const auto& collection : figure.collections) {
    std::string key = "described-loads/" + collection.id + "/" + frame.address.id;
    for (const auto& [name, value] : frame.address.query) key += "/" + name + "=" + value;
    const auto loads = call.home.keep<LoadNumbers>(key, [&] { return loads_of_learners(call, figure, collection); });
    if (!loads) return std::unexpected(loads.error());
    for (const auto number : **loads) add_load(frame, call, number, collection.name);
  }
  return {};
}

insight::LearnerOfFigure listed(Call& call, const CountedLearner& each, bool named) {
  return {.learner = each.learner, .name = named ? name_of_learner(call, each.learner) : std::string(), .school = std::string(each.school), .year = each.year,
          .counted = each.counted, .attained = each.attained, .own = std::isnan(each.own.value) ? Cell{} : Cell{each.own, {}}};
}

insight::LearnersOfFigure listed_learners(Call& call, DescribedFigure& figure, const RowsShown& shown, bool named) {
  insight::LearnersOfFigure learners{{}, figure.learners.size(), true, figure.own};
  std::ranges::stable_sort(figure.learners, std::ranges::greater{}, &CountedLearner::year);
  for (auto at = shown.first; at < shown.last; ++at) learners.listed.push_back(listed(call, figure.learners[at], named));
  return learners;
}

Result<Page> page_of_described(Call& call, DescribedFigure figure) {
  auto frame = frame_of(call, figure.conditions, figure.years, nullptr);
  if (auto added = add_loads(frame, call, figure); !added) return std::unexpected(added.error());
  const auto fields = fields_opened(call, figure.fields, !figure.conditions.empty());
  if (!fields) return insight::figure_page(frame, std::move(figure.told));
  const auto shown = RowsShown::make(figure.learners.size(), rows_asked(call));
  frame.learners = listed_learners(call, figure, shown, is_named(*fields));
  return with_learners(std::move(frame), std::move(figure.told), shown);
}

}  // namespace figure_part

Result<std::string> organisation_of_figure(Call& call) {
  const auto place = call.value("id");
  if (figure_part::is_everybody(place) || !insight::family_at(place).empty()) return std::string(figure_part::wales_id);
  return any_organisation(call);
}

Result<Page> figure_page(Call& call) {
  if (!call.value("of").empty()) {
    auto described = figure_part::described_of(call);
    if (!described) return std::unexpected(described.error());
    return figure_part::page_of_described(call, std::move(*described));
  }
  const auto figure = figure_part::figure_asked(call);
  if (!figure) return std::unexpected(figure.error());
  return figure_part::page_of_standing(call, *figure);
}

}  // namespace potensial::service
