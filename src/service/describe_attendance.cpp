// The pages of attendance and of exclusions: whole rolls, year by year.
#include <algorithm>
#include <initializer_list>
#include <map>
#include <memory>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "insight/attendance_page.hpp"
#include "insight/exclusions_page.hpp"
#include "insight/group_gap.hpp"
#include "insight/described_figures.hpp"
#include "service/described_figures.hpp"
#include "service/described_scope.hpp"

namespace potensial::service {
namespace {

namespace describe_absence {

constexpr std::string_view persistent_absence = "persistent-absence";
constexpr std::string_view area_deprivation = "area-deprivation";
constexpr std::size_t years_pooled = 3;

// The whole roll of a year. With groups: characteristics by which it is told, and deprivation of the home area.
struct Roll {
  store::CohortDefinitions definitions;
  Cohort cohort;
};

Result<Roll> read_roll(Home& home, const ScopeOfYears& about, AcademicYear year, bool with_groups) {
  auto definitions = home.definitions(year);
  if (!definitions) return std::unexpected(definitions.error());
  std::optional<Characteristic> area;
  for (const auto& each : definitions->characteristics)
    if (each.id == area_deprivation) area = each;
  if (!with_groups) definitions->characteristics.clear();
  if (auto kept = keep_grouping(home, *definitions); !kept) return std::unexpected(kept.error());
  if (with_groups && area) definitions->characteristics.push_back(*area);
  auto reader = home.reader(about.study);
  auto cohort = reader.read(*definitions, {"", {}, {}, year, year});
  if (!cohort) return std::unexpected(cohort.error());
  return Roll{std::move(*definitions), std::move(*cohort)};
}

bool is_loaded(Home& home, const ScopeOfYears& about, std::string_view collection, AcademicYear year) {
  const auto facts = home.kept_facts(about.study, collection, year, year);
  return facts && !(*facts)->files.empty();
}

void note_facts(Home& home, ScopeOfYears& about, std::string_view collection, AcademicYear year) {
  if (const auto facts = home.kept_facts(about.study, collection, year, year)) add_loads(about.scope, (*facts)->loads);
}

// Those asked for in which the collection is loaded.
Result<ScopeOfYears> years_loaded(Home& home, const DescriptionRequest& request, std::string_view collection) {
  auto about = scope_of_years(home, request);
  if (!about) return about;
  std::erase_if(about->years, [&](AcademicYear year) { return !is_loaded(home, *about, collection, year); });
  if (!about->years.empty()) about->scope.defined = about->newest();
  return about;
}

// ---- attendance

std::set<std::string> absence_columns(const Collection& collection, bool with_codes) {
  std::set<std::string> columns{"possible", "present", "authorised", "unauthorised"};
  if (with_codes)
    for (const auto& column : collection.columns)
      if (column.name.starts_with("code_")) columns.insert(column.name);
  return columns;
}

bool has_class_totals(const FactTable& rows) {
  const auto* authorised = rows.find("authorised");
  return authorised && std::ranges::find(authorised->present, 0) == authorised->present.end();
}

// Reasons are read for the newest year, and where the files give no totals by class.
Result<FactTable> read_sessions(Home& home, const ScopeOfYears& about, const Roll& roll, bool with_reasons) {
  const auto* collection = collection_in(roll.definitions, "attendance");
  auto reader = home.reader(about.study);
  auto rows = reader.rows(roll.cohort, *collection, absence_columns(*collection, with_reasons));
  if (rows && !with_reasons && !has_class_totals(*rows)) return reader.rows(roll.cohort, *collection, absence_columns(*collection, true));
  return rows;
}

// What an item of a definition sums, per learner of the cohort; absent where no row tells of the learner.
Result<ValueColumn> summed_item(Home& home, const ResultItem& item, const FactTable& rows, std::size_t learners) {
  const auto values = home.expressions().evaluate(item.of, rows, item.name, ColumnType::real);
  if (!values) return std::unexpected(values.error());
  std::vector<std::optional<double>> sums(learners);
  const auto& place = rows.find("place")->integers();
  for (std::size_t row = 0; row < rows.rows(); ++row)
    if (values->has(row)) sums[static_cast<std::size_t>(place[row])] = sums[static_cast<std::size_t>(place[row])].value_or(0) + values->reals()[row];
  auto column = ValueColumn::of(item.name, ColumnType::real);
  for (const auto& sum : sums) {
    if (sum) column.push(*sum);
    else column.push_absent();
  }
  return column;
}

// Who is persistently absent, as the definition of the year has it. Read here and not with the cohort, which would
// look for earlier years as well.
Result<OutcomeColumn> persistently_absent(Home& home, const Indicator& definition, const FactTable& rows, std::size_t learners) {
  FactTable items{"items", {}};
  for (const auto& item : definition.items) {
    auto column = summed_item(home, item, rows, learners);
    if (!column) return std::unexpected(column.error());
    items.columns.push_back(std::move(*column));
  }
  const auto attained = home.expressions().evaluate(definition.attained, items, "attained", ColumnType::boolean);
  if (!attained) return std::unexpected(attained.error());
  OutcomeColumn outcome{definition.id, {}, {}, {}};
  for (std::size_t learner = 0; learner < learners; ++learner)
    outcome.attained.push_back(attained->has(learner) && attained->integers()[learner] ? 1 : 0);
  return outcome;
}

// Everybody's; which rows a scope is about is found in it.
struct AttendanceOfAll {
  Roll roll;
  insight::Sessions sessions;
  OutcomeColumn persistent;
  insight::AttendanceRate everybody;
};

Result<AttendanceOfAll> read_attendance(Home& home, const ScopeOfYears& about, AcademicYear year, bool newest) {
  auto roll = read_roll(home, about, year, newest);
  if (!roll) return std::unexpected(roll.error());
  const auto facts = read_sessions(home, about, *roll, newest);
  if (!facts) return std::unexpected(facts.error());
  auto persistent = persistently_absent(home, *indicator_in(roll->definitions, persistent_absence), *facts, roll->cohort.size());
  if (!persistent) return std::unexpected(persistent.error());
  auto sessions = insight::sessions_of(roll->cohort, *facts, *code_set_in(roll->definitions, "attendance-code"));
  auto everybody = insight::attendance_rate(sessions, insight::all_rows(roll->cohort), *persistent);
  return AttendanceOfAll{std::move(*roll), std::move(sessions), std::move(*persistent), std::move(everybody)};
}

struct AttendanceOfYear {
  std::shared_ptr<const AttendanceOfAll> all;
  std::vector<std::size_t> rows;

  const Roll& roll() const { return all->roll; }
  insight::AttendanceRate rate(std::span<const std::size_t> of) const { return insight::attendance_rate(all->sessions, of, all->persistent); }
};

std::string key_of(const char* what, const ScopeOfYears& about, AcademicYear year, bool groups) {
  return fmt::format("{}/{}/{}/{}", what, about.study, year.summer, groups);
}

Result<AttendanceOfYear> attendance_of_year(Home& home, ScopeOfYears& about, AcademicYear year, bool newest) {
  auto all = home.keep<AttendanceOfAll>(key_of("attendance", about, year, newest), [&] { return read_attendance(home, about, year, newest); });
  if (!all) return std::unexpected(all.error());
  name_population(home, about, (*all)->roll.cohort);
  auto rows = rows_of_scope(home, about, (*all)->roll.cohort);
  return AttendanceOfYear{std::move(*all), std::move(rows)};
}

insight::DescribedGroup named_group(const Characteristic& characteristic, std::uint8_t level) {
  const auto& [code, name] = characteristic.levels[level];
  return {characteristic.name, name, {characteristic.id, code, name}};
}

void add_year(insight::AttendancePageInput& input, const AttendanceOfYear& of, AcademicYear year) {
  const auto own = of.rate(of.rows);
  if (own.learners == 0) return;
  const auto* definition = indicator_in(of.roll().definitions, persistent_absence);
  input.years.push_back({year, own, of.all->everybody, definition->version});
}

void add_groups(insight::AttendancePageInput& input, const AttendanceOfYear& of) {
  for (const auto& column : of.roll().cohort.characteristics)
    for (std::uint8_t level = 0; level < column.definition.levels.size(); ++level) {
      const auto rate = of.rate(insight::rows_at(column, level, of.rows));
      if (rate.learners == 0) continue;
      auto& list = column.definition.id == area_deprivation ? input.areas : input.groups;
      list.push_back({named_group(column.definition, level), rate});
    }
}

void add_parts(Home& home, const ScopeOfYears& about, insight::AttendancePageInput& input, const AttendanceOfYear& of) {
  for (const auto& part : parts_of_scope(home, about, of.roll().cohort, of.rows)) {
    const auto rate = of.rate(part.rows);
    if (rate.learners > 0) input.parts.push_back({part.organisation, rate});
  }
}

int persistence_of(const AttendanceOfAll& all, std::size_t row) {
  return all.sessions.possible[row] > 0 ? int(all.persistent.attained[row] == 1) : -1;
}

Quantity missed_by(const AttendanceOfAll& all, std::size_t row) {
  const double possible = all.sessions.possible[row], missed = all.sessions.authorised[row] + all.sessions.unauthorised[row];
  return {possible > 0 ? 100 * missed / possible : no_figure, Unit::percent};
}

// Persistent absence, and what share of the sessions it is that were missed.
std::vector<insight::HeldIndicator> absence_definitions(Home& home, const store::CohortDefinitions& definitions) {
  std::vector<insight::HeldIndicator> found;
  for (const auto id : {persistent_absence, std::string_view("attendance")})
    if (const auto* indicator = indicator_in(definitions, id)) found.push_back(held(home, *indicator, {}));
  return found;
}

// ---- exclusions

struct ExclusionsOfAll {
  Roll roll;
  std::vector<insight::Exclusion> exclusions;
  insight::ExclusionRates everybody;
};

Result<ExclusionsOfAll> read_exclusions(Home& home, const ScopeOfYears& about, AcademicYear year, bool with_groups) {
  auto roll = read_roll(home, about, year, with_groups);
  if (!roll) return std::unexpected(roll.error());
  auto rows = home.reader(about.study).rows(roll->cohort, *collection_in(roll->definitions, "exclusion"), {"type", "days", "reason"});
  if (!rows) return std::unexpected(rows.error());
  auto exclusions = insight::exclusions_of(*rows);
  auto everybody = insight::exclusion_rates(roll->cohort, exclusions, insight::all_rows(roll->cohort));
  return ExclusionsOfAll{std::move(*roll), std::move(exclusions), std::move(everybody)};
}

struct ExclusionsOfYear {
  std::shared_ptr<const ExclusionsOfAll> all;
  std::vector<std::size_t> rows;

  const Roll& roll() const { return all->roll; }
  insight::ExclusionRates rates(std::span<const std::size_t> of) const { return insight::exclusion_rates(all->roll.cohort, all->exclusions, of); }
};

Result<ExclusionsOfYear> exclusions_of_year(Home& home, ScopeOfYears& about, AcademicYear year, bool with_groups) {
  auto all = home.keep<ExclusionsOfAll>(key_of("exclusions", about, year, with_groups), [&] { return read_exclusions(home, about, year, with_groups); });
  if (!all) return std::unexpected(all.error());
  name_population(home, about, (*all)->roll.cohort);
  auto rows = rows_of_scope(home, about, (*all)->roll.cohort);
  return ExclusionsOfYear{std::move(*all), std::move(rows)};
}

// Rates of groups and parts over several years, in the order first met.
class PooledRates {
 public:
  void add(const std::string& key, const insight::ExclusionRates& rates) {
    if (!of_.contains(key)) order_.push_back(key);
    of_[key].push_back(rates);
  }
  const std::vector<std::string>& keys() const { return order_; }
  insight::ExclusionRates of(const std::string& key) const { return insight::pooled_rates(of_.at(key)); }

 private:
  std::vector<std::string> order_;
  std::map<std::string, std::vector<insight::ExclusionRates>> of_;
};

struct PooledExclusions {
  PooledRates groups, parts, whole;
  std::map<std::string, insight::DescribedGroup> names;
};

void pool_year(Home& home, const ScopeOfYears& about, const ExclusionsOfYear& of, PooledExclusions& pooled) {
  pooled.whole.add("own", of.rates(of.rows));
  pooled.whole.add("population", of.all->everybody);
  const auto& cohort = of.roll().cohort;
  for (const auto& column : cohort.characteristics)
    for (std::uint8_t level = 0; level < column.definition.levels.size(); ++level) {
      const auto rows = insight::rows_at(column, level, of.rows);
      if (rows.empty()) continue;
      const auto key = column.definition.id + "=" + column.definition.levels[level].code;
      pooled.groups.add(key, of.rates(rows));
      pooled.names[key] = named_group(column.definition, level);
    }
  for (const auto& part : parts_of_scope(home, about, cohort, of.rows))
    pooled.parts.add(part.organisation, of.rates(part.rows));
}

// Years of which the pages read groups: those that are pooled.
bool is_recent(const ScopeOfYears& about, AcademicYear year) {
  const auto at = std::ranges::find(about.years, year);
  return std::size_t(about.years.end() - at) <= years_pooled;
}

// How often each learner of the roll was excluded.
std::vector<std::uint16_t> times_excluded(const ExclusionsOfAll& all) {
  std::vector<std::uint16_t> times(all.roll.cohort.size(), 0);
  for (const auto& each : all.exclusions) ++times[each.place];
  return times;
}

std::vector<insight::HeldIndicator> exclusion_definitions(Home& home, const store::CohortDefinitions& definitions) {
  std::vector<insight::HeldIndicator> found;
  for (const auto* id : {"exclusion-any", "exclusion-fixed", "exclusion-permanent"})
    if (const auto* indicator = indicator_in(definitions, id)) found.push_back(held(home, *indicator, {}));
  return found;
}

// One year of the figure: its learners, and what happened to them.
Result<insight::ExclusionRates> add_exclusions(Home& home, ScopeOfYears& about, const FigureAsked& asked, AcademicYear year, DescribedFigure& figure) {
  const auto of = exclusions_of_year(home, about, year, !asked.group.empty() || is_recent(about, year));
  if (!of) return std::unexpected(of.error());
  const std::shared_ptr<const Cohort> cohort(of->all, &of->all->roll.cohort);
  auto asked_of_year = asked;
  asked_of_year.since = asked_of_year.year = year;
  const auto rows = rows_of_figure(home, about, *cohort, asked_of_year, figure);
  if (!rows) return std::unexpected(rows.error());
  const auto times = times_excluded(*of->all);
  const auto before = figure.learners.size();
  add_learners(figure, cohort, *rows, [&](std::size_t row) { return int(times[row] > 0); });
  for (std::size_t i = 0; i < rows->size(); ++i) figure.learners[before + i].own = {double(times[(*rows)[i]]), Unit::count};
  return of->rates(*rows);
}

std::vector<Collection> collections_named(const store::CohortDefinitions& definitions, std::initializer_list<std::string_view> ids) {
  std::vector<Collection> found;
  for (const auto id : ids)
    if (const auto* collection = collection_in(definitions, id)) found.push_back(*collection);
  return found;
}

void take_pooled(insight::ExclusionsPageInput& input, const PooledExclusions& pooled) {
  for (const auto& key : pooled.groups.keys()) input.groups.push_back({pooled.names.at(key), pooled.groups.of(key)});
  for (const auto& key : pooled.parts.keys()) input.parts.push_back({key, pooled.parts.of(key)});
  if (pooled.whole.keys().empty()) return;
  input.own = pooled.whole.of("own");
  input.population = pooled.whole.of("population");
}

}  // namespace describe_absence
}  // namespace

Result<Page> attendance_page(Home& home, const DescriptionRequest& request) {
  auto about = describe_absence::years_loaded(home, request, "attendance");
  if (!about) return std::unexpected(about.error());
  insight::AttendancePageInput input;
  input.names = home.names();
  std::optional<describe_absence::AttendanceOfYear> newest;
  for (const auto year : about->years) {
    auto of = describe_absence::attendance_of_year(home, *about, year, year == about->newest());
    if (!of) return std::unexpected(of.error());
    add_loads(about->scope, of->roll().cohort.loads);
    describe_absence::note_facts(home, *about, "attendance", year);
    input.scope = about->scope;
    describe_absence::add_year(input, *of, year);
    newest = std::move(*of);
  }
  input.scope = about->scope;
  if (!newest) return insight::attendance_page(input);
  input.scope.year = about->newest();
  const auto* definition = indicator_in(newest->roll().definitions, describe_absence::persistent_absence);
  input.persistent = definition->name;
  input.scope.indicators = {*definition};
  input.codes = code_set_in(newest->roll().definitions, "attendance-code");
  describe_absence::add_groups(input, *newest);
  describe_absence::add_parts(home, *about, input, *newest);
  return insight::attendance_page(input);
}

Result<Page> exclusions_page(Home& home, const DescriptionRequest& request) {
  auto about = describe_absence::years_loaded(home, request, "exclusion");
  if (!about) return std::unexpected(about.error());
  insight::ExclusionsPageInput input;
  input.names = home.names();
  describe_absence::PooledExclusions pooled;
  store::CohortDefinitions definitions;
  for (const auto year : about->years) {
    const bool recent = describe_absence::is_recent(*about, year);
    auto of = describe_absence::exclusions_of_year(home, *about, year, recent);
    if (!of) return std::unexpected(of.error());
    add_loads(about->scope, of->roll().cohort.loads);
    describe_absence::note_facts(home, *about, "exclusion", year);
    input.years.push_back({year, of->rates(of->rows), of->all->everybody});
    definitions = of->roll().definitions;
    if (!recent) continue;
    input.pooled.push_back(year);
    describe_absence::pool_year(home, *about, *of, pooled);
  }
  input.scope = about->scope;
  if (!about->years.empty()) input.scope.year = about->newest();
  if (const auto* any = indicator_in(definitions, "exclusion-any")) input.scope.indicators = {*any};
  input.reasons = code_set_in(definitions, "exclusion-reason");
  describe_absence::take_pooled(input, pooled);
  return insight::exclusions_page(input);
}

Result<DescribedFigure> attendance_figure(Home& home, const FigureAsked& asked) {
  using namespace describe_absence;
  auto about = years_loaded(home, asked.described, "attendance");
  if (!about) return std::unexpected(about.error());
  if (asked.since != asked.year || std::ranges::find(about->years, asked.year) == about->years.end()) return unknown_figure(asked);
  const bool with_groups = !asked.group.empty() || !asked.item.empty() || asked.year == about->newest();
  const auto of = attendance_of_year(home, *about, asked.year, with_groups);
  if (!of) return std::unexpected(of.error());
  const std::shared_ptr<const Cohort> cohort(of->all, &of->roll().cohort);
  DescribedFigure figure;
  figure.years = {asked.year};
  const auto rows = rows_of_figure(home, *about, *cohort, asked, figure);
  if (!rows) return std::unexpected(rows.error());
  add_learners(figure, cohort, *rows, [&](std::size_t row) { return persistence_of(*of->all, row); });
  for (std::size_t i = 0; i < rows->size(); ++i) figure.learners[i].own = missed_by(*of->all, (*rows)[i]);
  figure.own = phrase("describe.column.absence");
  figure.fields = {FieldGroup::attendance};
  const auto& definitions = of->roll().definitions;
  figure.collections = collections_named(definitions, {"census", "attendance"});
  figure.told = insight::told_of_attendance({asked.year, figure.together(), of->rate(*rows), absence_definitions(home, definitions),
                                             code_set_in(definitions, "attendance-code")});
  return figure;
}

Result<DescribedFigure> exclusions_figure(Home& home, const FigureAsked& asked) {
  using namespace describe_absence;
  auto about = years_loaded(home, asked.described, "exclusion");
  if (!about) return std::unexpected(about.error());
  DescribedFigure figure;
  insight::ExclusionsFigure told;
  std::vector<insight::ExclusionRates> rates;
  for (const auto year : about->years) {
    if (year < asked.since || asked.year < year) continue;
    const auto made = add_exclusions(home, *about, asked, year, figure);
    if (!made) return std::unexpected(made.error());
    figure.years.push_back(year);
    rates.push_back(*made);
  }
  if (figure.years.empty() || figure.years.front() != asked.since || figure.years.back() != asked.year) return unknown_figure(asked);
  const auto shares = figure.by_year();
  for (std::size_t i = 0; i < shares.size(); ++i) told.years.push_back({shares[i].year, shares[i].counts, rates[i]});
  told.together = figure.together();
  told.pooled = insight::pooled_rates(rates);
  const auto definitions = home.definitions(asked.year);
  if (!definitions) return std::unexpected(definitions.error());
  told.held = exclusion_definitions(home, *definitions);
  told.reasons = code_set_in(*definitions, "exclusion-reason");
  figure.own = phrase("describe.column.exclusions");
  figure.fields = {FieldGroup::attendance};
  figure.collections = collections_named(*definitions, {"census", "exclusion"});
  figure.told = insight::told_of_exclusions(told);
  return figure;
}

}  // namespace potensial::service
