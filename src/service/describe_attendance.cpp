// The pages of attendance and of exclusions: whole rolls, year by year.
#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "insight/attendance_page.hpp"
#include "insight/exclusions_page.hpp"
#include "insight/group_gap.hpp"
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
      list.push_back({{column.definition.name, column.definition.levels[level].name}, rate});
    }
}

void add_parts(Home& home, const ScopeOfYears& about, insight::AttendancePageInput& input, const AttendanceOfYear& of) {
  for (const auto& part : parts_of_scope(home, about, of.roll().cohort, of.rows)) {
    const auto rate = of.rate(part.rows);
    if (rate.learners > 0) input.parts.push_back({part.organisation, rate});
  }
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
      pooled.names[key] = {column.definition.name, column.definition.levels[level].name};
    }
  for (const auto& part : parts_of_scope(home, about, cohort, of.rows))
    pooled.parts.add(part.organisation, of.rates(part.rows));
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
  auto about = scope_of_years(home, request);
  if (!about) return std::unexpected(about.error());
  insight::AttendancePageInput input;
  input.names = home.names();
  std::optional<describe_absence::AttendanceOfYear> newest;
  std::erase_if(about->years, [&](AcademicYear year) { return !describe_absence::is_loaded(home, *about, "attendance", year); });
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
  auto about = scope_of_years(home, request);
  if (!about) return std::unexpected(about.error());
  insight::ExclusionsPageInput input;
  input.names = home.names();
  describe_absence::PooledExclusions pooled;
  store::CohortDefinitions definitions;
  std::erase_if(about->years, [&](AcademicYear year) { return !describe_absence::is_loaded(home, *about, "exclusion", year); });
  for (std::size_t i = 0; i < about->years.size(); ++i) {
    const auto year = about->years[i];
    const bool recent = i + describe_absence::years_pooled >= about->years.size();
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

}  // namespace potensial::service
