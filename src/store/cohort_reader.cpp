#include "store/cohort_reader.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <limits>
#include <map>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "store/cohort_agencies.hpp"
#include "store/cohort_items.hpp"
#include "store/cohort_rows.hpp"

namespace potensial::store {
namespace {

constexpr double no_value = std::numeric_limits<double>::quiet_NaN();
// How far back an earlier result may lie beyond the normal distance: learners who repeated or arrived late.
constexpr int years_of_grace = 3;
constexpr int years_of_schooling = 14;
constexpr AcademicYear first_agency_year{1980};  // a spell without an end may have begun at any time
// Entitlement to free school meals counts in the census at the start of the stage and in the two before it.
constexpr int censuses_before_start = 3;
constexpr std::array added_columns{std::string_view("prior_third"), std::string_view("medium"), std::string_view("moved_in_two_years"),
                                   std::string_view("area_decile"), std::string_view("fsm_before")};

constexpr std::array columns_of_roll{"school", "nc_year", "enrolment_status", "month_of_birth", "entry_date",
                                     "leaving_date", "arrival_date", "fsm_eligible"};

constexpr std::string_view of_population = "(SELECT learner FROM population)";

template <class Record>
const Record* by_id(const std::vector<Record>& records, std::string_view id) {
  const auto at = std::ranges::find(records, id, &Record::id);
  return at == records.end() ? nullptr : &*at;
}

// Table "population": who a result may belong to.
Result<void> make_population(DuckdbConnection& facts, std::span<const std::int64_t> learner, std::span<const std::int64_t> year) {
  FactTable population{"population", {}};
  for (const auto* name : {"learner", "year", "place"}) population.columns.push_back(ValueColumn::of(name, ColumnType::integer));
  for (std::size_t place = 0; place < learner.size(); ++place) {
    population.columns[0].push(learner[place]);
    population.columns[1].push(year[place]);
    population.columns[2].push(static_cast<std::int64_t>(place));
  }
  return facts.create("population", population);
}

Result<void> make_population(DuckdbConnection& facts, const Cohort& cohort) {
  std::vector<std::int64_t> learner, year;
  for (const auto each : cohort.learner) learner.push_back(static_cast<std::int64_t>(each));
  for (const auto each : cohort.year) year.push_back(each.summer);
  return make_population(facts, learner, year);
}

// One reading of one cohort, step by step; the steps stand in the order they run.
class CohortReading {
 public:
  CohortReading(DuckdbConnection& facts, DuckdbExpressions& expressions, const CurrentFactsOf& current,
                std::span<const LearnerAlias> aliases, const CohortDefinitions& definitions, const CohortQuery& query)
      : facts_(facts), expressions_(expressions), current_(current), aliases_(aliases), definitions_(definitions), query_(query),
        items_(facts, expressions, definitions.collections, definitions.code_sets) {}

  Result<Cohort> read() {
    if (auto done = find_definitions(); !done) return std::unexpected(done.error());
    if (auto done = read_roll(); !done) return std::unexpected(done.error());
    place_schools();
    if (looks_back())
      if (auto done = read_start(); !done) return std::unexpected(done.error());
    if (auto done = take_item_rows(); !done) return std::unexpected(done.error());
    if (auto done = read_results(); !done) return std::unexpected(done.error());
    if (auto done = read_characteristics(); !done) return std::unexpected(done.error());
    return std::move(cohort_);
  }

 private:
  Result<void> find_definitions() {
    static const KeyStage every_stage;
    stage_ = query_.stage.empty() ? &every_stage : by_id(definitions_.key_stages, query_.stage);
    if (!stage_) return refuse(Blame::input, "cohort.unknown-stage", {{"stage", query_.stage}});
    for (const auto& id : query_.indicators)
      if (auto added = add_indicator(id); !added) return added;
    return add_earlier(query_.earlier);
  }

  Result<void> add_indicator(const std::string& id) {
    const auto* indicator = by_id(definitions_.indicators, id);
    if (!indicator) return refuse(Blame::input, "cohort.unknown-indicator", {{"indicator", id}});
    outcomes_.push_back(indicator);
    auto earlier = indicator->priors;
    if (!indicator->previous.empty()) earlier.push_back(indicator->previous);
    return add_earlier(earlier);
  }

  Result<void> add_earlier(const std::vector<std::string>& ids) {
    for (const auto& id : ids) {
      const auto* found = by_id(definitions_.indicators, id);
      if (!found) return refuse(Blame::input, "cohort.unknown-indicator", {{"indicator", id}});
      if (std::ranges::find(priors_, found) == priors_.end()) priors_.push_back(found);
    }
    return {};
  }

  // Columns of the census that characteristics read: of those at the start of the stage, or of all.
  Result<std::set<std::string>> census_columns(bool only_at_start) {
    std::set<std::string> needed{"small_area"};
    for (const auto& characteristic : definitions_.characteristics) {
      if (only_at_start && !characteristic.at_start) continue;
      auto columns = expressions_.columns(characteristic.expression);
      if (!columns) return columns;
      needed.merge(*columns);
    }
    for (const auto added : added_columns) needed.erase(std::string(added));
    if (!only_at_start) read_from_agencies(needed);
    return needed;
  }

  // Columns that no census has, but partner agencies.
  void read_from_agencies(std::set<std::string>& census) {
    for (const auto& name : agency_column_names(definitions_)) {
      if (const auto* known = by_id(definitions_.collections, "census"); known && known->find(name)) continue;
      if (census.erase(name)) of_agencies_.insert(name);
    }
  }

  // Columns of each collection that the items of anything asked for read.
  Result<std::map<std::string, std::set<std::string>>> columns_of_items() {
    std::map<std::string, std::set<std::string>> needed;
    for (const auto* list : {&outcomes_, &priors_})
      for (const auto* indicator : *list)
        for (const auto& item : indicator->items) {
          auto columns = item_columns(item, expressions_);
          if (!columns) return std::unexpected(columns.error());
          needed[item.collection].merge(*columns);
        }
    return needed;
  }

  // Makes the table of the rows wanted, if any are loaded, and notes their loads.
  Result<bool> make_rows(const RowsWanted& wanted) {
    const auto current = current_(wanted.collection, wanted.from, wanted.to);
    if (!current) return std::unexpected(current.error());
    std::vector<std::int64_t> loads;
    std::ranges::set_union(cohort_.loads, current->loads, std::back_inserter(loads));
    cohort_.loads = std::move(loads);
    reported_.insert_or_assign(wanted.collection, current->reported);
    return make_rows_table(facts_, *current, aliases_, wanted);
  }

  Result<void> take_item_rows() {
    const auto needed = columns_of_items();
    if (!needed) return std::unexpected(needed.error());
    const int back = query_.earlier.empty() ? stage_->years_since_previous + years_of_grace : years_of_schooling;
    const AcademicYear earliest{static_cast<std::int16_t>(query_.from.summer - back)};
    for (const auto& [collection, columns] : *needed) {
      const auto made = make_rows({collection, key_of(collection), columns, collection == "census" ? first_census() : earliest,
                                   query_.to, std::string(of_population), {}});
      if (!made) return std::unexpected(made.error());
      if (!*made) continue;
      if (auto taken = items_.take_rows(collection, columns); !taken) return taken;
      loaded_.insert(collection);
    }
    return {};
  }

  int stage_years() const { return std::max(1, (stage_->terms + 2) / 3); }

  bool looks_back() const { return std::ranges::any_of(definitions_.characteristics, &Characteristic::at_start); }

  AcademicYear first_census() const {
    return {static_cast<std::int16_t>(query_.from.summer - (looks_back() ? stage_years() + censuses_before_start - 1 : 0))};
  }

  std::span<const std::string> key_of(std::string_view collection) const {
    const auto* definition = by_id(definitions_.collections, collection);
    return definition ? std::span<const std::string>(definition->key) : std::span<const std::string>();
  }

  // Everything the census says, in the years that count, of learners who ever were in the stage's year group.
  Result<void> make_census() {
    auto columns = census_columns(false);
    if (!columns) return std::unexpected(columns.error());
    for (const auto* column : columns_of_roll) columns->insert(column);
    const auto learners = fmt::format("(SELECT g.learner FROM {} g WHERE $3 = '' OR g.nc_year = $3)", facts_view("census"));
    const auto made = make_rows({"census", key_of("census"), *columns, first_census(), query_.to, learners, {stage_->nc_year}});
    if (!made) return std::unexpected(made.error());
    if (!*made) return no_census();
    return keep_main_registrations(facts_);
  }

  // The roll, by school and year and then as the files came: learners' numbers are random, and the same files are to
  // give the same figures in every home.
  Result<void> read_roll() {
    if (auto made = make_census(); !made) return made;
    auto roll = facts_.query(
        fmt::format("SELECT * FROM {} r WHERE ($1 = '' OR nc_year = $1) AND year >= $2 AND {} ORDER BY school, year, load, \"row\", learner",
                    rows_table("census"), on_roll("r")),
        {stage_->nc_year, std::int64_t{query_.from.summer}});
    if (!roll) return std::unexpected(roll.error());
    roll_ = std::move(*roll);
    if (roll_.rows() == 0) return no_census();
    return make_population(facts_, roll_.find("learner")->integers(), roll_.find("year")->integers());
  }

  std::unexpected<Refusal> no_census() const {
    return refuse(Blame::input, "cohort.no-census",
                  {{"stage", query_.stage}, {"from", std::to_string(query_.from.summer)}, {"to", std::to_string(query_.to.summer)}});
  }

  void place_schools() {
    cohort_.stage = query_.stage;
    const auto& schools = roll_.find("school")->texts();
    std::map<std::string, std::uint32_t> number;
    for (const auto& school : schools) number.emplace(school, 0);
    for (auto& [school, place] : number) {
      place = static_cast<std::uint32_t>(cohort_.schools.size());
      cohort_.schools.push_back(school);
    }
    place_authorities();
    for (std::size_t row = 0; row < roll_.rows(); ++row) place_learner(row, number.at(schools[row]));
  }

  void place_authorities() {
    std::map<std::string, std::uint32_t> number;
    std::vector<std::string> of_school;
    for (const auto& school : cohort_.schools) {
      const auto* known = school_named(school);
      of_school.push_back(known && !known->authority.empty() ? known->authority : school.substr(0, 3));
      number.emplace(of_school.back(), 0);
    }
    for (auto& [authority, place] : number) {
      place = static_cast<std::uint32_t>(cohort_.authorities.size());
      cohort_.authorities.push_back(authority);
    }
    for (const auto& authority : of_school) cohort_.school_authority.push_back(number.at(authority));
  }

  const Organisation* school_named(const std::string& id) {
    if (school_by_id_.empty())
      for (const auto& school : definitions_.schools) school_by_id_.emplace(school.id, &school);
    const auto at = school_by_id_.find(id);
    return at == school_by_id_.end() ? nullptr : at->second;
  }

  void place_learner(std::size_t row, std::uint32_t school) {
    const AcademicYear year{static_cast<std::int16_t>(roll_.find("year")->integers()[row])};
    cohort_.learner.push_back(static_cast<LearnerId>(roll_.find("learner")->integers()[row]));
    cohort_.school.push_back(school);
    cohort_.year.push_back(year);
    cohort_.month_of_birth.push_back(number_at("month_of_birth", row));
    const auto census = year.census_day();
    const auto arrived = date_at("arrival_date", row), entered = date_at("entry_date", row);
    cohort_.months_since_arrival.push_back(arrived ? (census.days() - *arrived) / 30.4375 : no_value);
    const Date stage_began(year.summer - stage_years(), 9, 30);
    cohort_.stable.push_back(!entered || *entered <= stage_began.days());
  }

  double number_at(std::string_view column, std::size_t row) const {
    const auto* values = roll_.find(column);
    if (!values || !values->has(row)) return no_value;
    if (values->type == ColumnType::real) return values->reals()[row];
    if (values->type == ColumnType::text) return std::strtod(values->texts()[row].c_str(), nullptr);
    return static_cast<double>(values->integers()[row]);
  }

  std::optional<std::int32_t> date_at(std::string_view column, std::size_t row) const {
    const auto* values = roll_.find(column);
    if (!values || !values->has(row)) return std::nullopt;
    if (values->type != ColumnType::text) return static_cast<std::int32_t>(values->integers()[row]);
    const auto day = Date::parse(values->texts()[row]);
    return day ? std::optional(day->days()) : std::nullopt;
  }

  Result<void> read_results() {
    for (const auto* indicator : outcomes_) {
      auto column = read_indicator(*indicator, ResultYear::same);
      if (!column) return std::unexpected(column.error());
      cohort_.outcomes.push_back(std::move(*column));
    }
    for (const auto* indicator : priors_) {
      auto column = read_indicator(*indicator, ResultYear::latest_before);
      if (!column) return std::unexpected(column.error());
      cohort_.priors.push_back(std::move(*column));
    }
    return {};
  }

  Result<OutcomeColumn> read_indicator(const Indicator& indicator, ResultYear year) {
    FactTable items{"items", {}};
    for (const auto& item : indicator.items) {
      auto columns = loaded_.contains(item.collection) ? items_.read(item, year, cohort_.size()) : Result<FactTable>(absent_item(item));
      if (!columns) return std::unexpected(columns.error());
      if (item.aggregate == "count" && year == ResultYear::same) count_nothing(columns->columns.front(), item.collection);
      for (auto& column : columns->columns) items.columns.push_back(std::move(column));
    }
    return outcome_of(indicator, items);
  }

  // Of learners without a row none is counted where their authority reported that year; elsewhere nothing is known.
  void count_nothing(ValueColumn& counts, const std::string& collection) const {
    const auto at = reported_.find(collection);
    if (at == reported_.end()) return;
    auto filled = ValueColumn::of(counts.name, ColumnType::real);
    for (std::size_t i = 0; i < cohort_.size(); ++i) {
      const auto& authority = cohort_.authorities[cohort_.school_authority[cohort_.school[i]]];
      if (counts.has(i)) filled.push(counts.reals()[i]);
      else if (at->second.contains({authority, cohort_.year[i]})) filled.push(0.0);
      else filled.push_absent();
    }
    counts = std::move(filled);
  }

  FactTable absent_item(const ResultItem& item) const {
    FactTable table{"items", {ValueColumn::of(item.name, ColumnType::real), ValueColumn::of(item.name + "_code", ColumnType::text)}};
    for (std::size_t i = 0; i < cohort_.size(); ++i)
      for (auto& column : table.columns) column.push_absent();
    return table;
  }

  Result<OutcomeColumn> outcome_of(const Indicator& indicator, const FactTable& items) {
    OutcomeColumn outcome{indicator.id, std::vector<double>(cohort_.size(), no_value),
                          std::vector<std::int8_t>(cohort_.size(), -1), statuses(indicator, items)};
    if (!indicator.value.empty()) {
      const auto value = expressions_.evaluate(indicator.value, items, "value", ColumnType::real);
      if (!value) return std::unexpected(value.error());
      for (std::size_t i = 0; i < cohort_.size(); ++i)
        if (value->has(i)) outcome.value[i] = value->reals()[i];
    }
    if (auto counted = count(indicator, items, outcome); !counted) return std::unexpected(counted.error());
    if (indicator.value.empty()) take_value_from_attained(outcome);
    return outcome;
  }

  // The status of a learner's result: attained with any number, else what the first code says.
  std::vector<ResultStatus> statuses(const Indicator& indicator, const FactTable& items) const {
    std::vector<ResultStatus> status(cohort_.size(), ResultStatus::not_collected);
    for (std::size_t item = 0; item < indicator.items.size(); ++item) {
      const auto* codes = code_set_of(indicator.items[item], definitions_.collections, definitions_.code_sets);
      for (std::size_t i = 0; i < cohort_.size(); ++i) note_status(items, item, i, codes, status[i]);
    }
    return status;
  }

  static void note_status(const FactTable& items, std::size_t item, std::size_t row, const CodeSet* codes, ResultStatus& status) {
    if (items.columns[2 * item].has(row)) status = ResultStatus::attained;
    if (status != ResultStatus::not_collected || !codes || !items.columns[2 * item + 1].has(row)) return;
    const auto* code = codes->find(items.columns[2 * item + 1].texts()[row]);
    if (code && code->status != ResultStatus::attained) status = code->status;
  }

  Result<void> count(const Indicator& indicator, const FactTable& items, OutcomeColumn& outcome) {
    const auto counted = expressions_.evaluate(indicator.counted.empty() ? "true" : indicator.counted, items, "counted", ColumnType::boolean);
    if (!counted) return std::unexpected(counted.error());
    const auto attained = expressions_.evaluate(indicator.attained.empty() ? "false" : indicator.attained, items, "attained", ColumnType::boolean);
    if (!attained) return std::unexpected(attained.error());
    for (std::size_t i = 0; i < cohort_.size(); ++i) {
      const bool collected = !indicator.counted.empty() || outcome.status[i] != ResultStatus::not_collected;
      if (collected && counted->has(i) && counted->integers()[i])
        outcome.attained[i] = attained->has(i) && attained->integers()[i] ? 1 : 0;
    }
    // An indicator without a standard has no share: nobody stands in a denominator.
    if (indicator.attained.empty()) std::ranges::fill(outcome.attained, std::int8_t{-1});
    return {};
  }

  static void take_value_from_attained(OutcomeColumn& outcome) {
    for (std::size_t i = 0; i < outcome.value.size(); ++i)
      if (outcome.attained[i] >= 0) outcome.value[i] = outcome.attained[i];
  }

  Result<void> read_characteristics() {
    add_third_column();
    add_school_columns();
    if (auto done = add_agency_columns(); !done) return done;
    roll_.columns.push_back(area_deciles(*roll_.find("small_area"), definitions_.area_decile));
    for (const auto& characteristic : definitions_.characteristics) {
      const auto codes = expressions_.evaluate(characteristic.expression, characteristic.at_start ? start_ : roll_,
                                               characteristic.id, ColumnType::text);
      if (!codes) return std::unexpected(codes.error());
      cohort_.characteristics.push_back(levels_of(characteristic, *codes));
    }
    return {};
  }

  // Each learner's last census at or before the start of the stage, by place; absent where there is none.
  Result<void> read_start() {
    const auto needed = census_columns(true);
    if (!needed) return std::unexpected(needed.error());
    std::string columns;
    for (const auto& column : *needed) columns += fmt::format(", arg_max(r.{0}, r.year) AS {0}", quoted_identifier(column));
    auto start = facts_.query(
        fmt::format("SELECT p.place, max(CASE WHEN lower(CAST(r.fsm_eligible AS VARCHAR)) IN ('y', 'true', '1') THEN 'yes' "
                    "WHEN r.fsm_eligible IS NOT NULL THEN 'no' END) AS fsm_before{} FROM population p LEFT JOIN {} r "
                    "ON r.learner = p.learner AND r.year BETWEEN p.year - $1 AND p.year - $2 GROUP BY p.place ORDER BY p.place",
                    columns, rows_table("census")),
        {std::int64_t{stage_years() + censuses_before_start - 1}, std::int64_t{stage_years()}});
    if (!start) return std::unexpected(start.error());
    start_ = std::move(*start);
    start_.columns.push_back(area_deciles(*start_.find("small_area"), definitions_.area_decile));
    return {};
  }

  Result<void> add_agency_columns() {
    if (of_agencies_.empty()) return {};
    const auto made = make_rows({std::string(agency_collection), key_of(agency_collection), agency_row_columns(), first_agency_year,
                                 query_.to, std::string(of_population), {}});
    if (!made) return std::unexpected(made.error());
    if (!*made) return add_absent(of_agencies_);
    auto columns = agency_columns(facts_, cohort_, of_agencies_);
    if (!columns) return std::unexpected(columns.error());
    std::ranges::move(*columns, std::back_inserter(roll_.columns));
    return {};
  }

  Result<void> add_absent(const std::set<std::string>& names) {
    for (const auto& name : names) {
      auto& column = roll_.columns.emplace_back(ValueColumn::of(name, ColumnType::text));
      for (std::size_t i = 0; i < cohort_.size(); ++i) column.push_absent();
    }
    return {};
  }

  static CharacteristicColumn levels_of(const Characteristic& characteristic, const ValueColumn& codes) {
    CharacteristicColumn column{characteristic, {}};
    std::map<std::string, std::uint8_t, std::less<>> place;
    for (const auto& level : characteristic.levels) place.emplace(level.code, static_cast<std::uint8_t>(place.size()));
    const auto unknown = static_cast<std::uint8_t>(characteristic.levels.size());
    for (std::size_t i = 0; i < codes.size(); ++i) {
      const auto at = codes.has(i) ? place.find(codes.texts()[i]) : place.end();
      column.level.push_back(at == place.end() ? unknown : at->second);
    }
    return column;
  }

  // Third of earlier attainment within the year: mean standardised earlier result, cut at mid-ranks 1/3 and 2/3.
  void add_third_column() {
    const auto prior = mean_prior();
    auto column = ValueColumn::of("prior_third", ColumnType::text);
    std::map<AcademicYear, std::vector<double>> sorted;
    for (std::size_t i = 0; i < prior.size(); ++i)
      if (!std::isnan(prior[i])) sorted[cohort_.year[i]].push_back(prior[i]);
    for (auto& [year, values] : sorted) std::ranges::sort(values);
    for (std::size_t i = 0; i < prior.size(); ++i) {
      if (std::isnan(prior[i])) column.push_absent();
      else column.push(third_of(prior[i], sorted[cohort_.year[i]]));
    }
    roll_.columns.push_back(std::move(column));
  }

  static std::string_view third_of(double value, const std::vector<double>& sorted) {
    const auto [first, last] = std::ranges::equal_range(sorted, value);
    const double middle = (static_cast<double>(first - sorted.begin()) + static_cast<double>(last - sorted.begin())) / 2;
    const double share = middle / static_cast<double>(sorted.size());
    return share < 1.0 / 3 ? "low" : share < 2.0 / 3 ? "middle" : "high";
  }

  std::vector<double> mean_prior() const {
    std::vector<double> total(cohort_.size(), 0), counted(cohort_.size(), 0);
    for (std::size_t prior = 0; prior < priors_.size(); ++prior)
      if (!priors_[prior]->is_measure()) add_standardised(cohort_.priors[prior].value, total, counted);
    for (std::size_t i = 0; i < total.size(); ++i) total[i] = counted[i] > 0 ? total[i] / counted[i] : no_value;
    return total;
  }

  static void add_standardised(const std::vector<double>& values, std::vector<double>& total, std::vector<double>& counted) {
    double n = 0, mean = 0, squares = 0;
    for (const double value : values) {
      if (std::isnan(value)) continue;
      const double step = value - mean;
      mean += step / ++n;
      squares += step * (value - mean);
    }
    const double deviation = n > 1 ? std::sqrt(squares / (n - 1)) : 0;
    if (deviation == 0) return;
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (std::isnan(values[i])) continue;
      total[i] += (values[i] - mean) / deviation;
      counted[i] += 1;
    }
  }

  void add_school_columns() {
    auto medium = ValueColumn::of("medium", ColumnType::text);
    auto moved = ValueColumn::of("moved_in_two_years", ColumnType::boolean);
    for (std::size_t i = 0; i < cohort_.size(); ++i) {
      const auto* school = school_named(cohort_.schools[cohort_.school[i]]);
      if (school && !school->language_category.empty()) medium.push(std::string_view(school->language_category));
      else medium.push_absent();
      const auto entered = date_at("entry_date", i);
      const Date two_years_before = AcademicYear{static_cast<std::int16_t>(cohort_.year[i].summer - 2)}.census_day();
      if (entered) moved.push(std::int64_t{*entered > two_years_before.days()});
      else moved.push_absent();
    }
    roll_.columns.push_back(std::move(medium));
    roll_.columns.push_back(std::move(moved));
  }

  DuckdbConnection& facts_;
  DuckdbExpressions& expressions_;
  const CurrentFactsOf& current_;
  std::span<const LearnerAlias> aliases_;
  const CohortDefinitions& definitions_;
  const CohortQuery& query_;

  ItemReader items_;
  const KeyStage* stage_ = nullptr;
  std::vector<const Indicator*> outcomes_, priors_;
  std::set<std::string> loaded_;
  std::map<std::string, std::set<ReportedYear>> reported_;  // by collection
  std::map<std::string, const Organisation*> school_by_id_;
  FactTable roll_;                  // the census rows of the cohort, by place, and the added columns
  FactTable start_;                 // those at the start of the stage
  std::set<std::string> of_agencies_;  // columns that the agencies' returns give
  Cohort cohort_;
};

}  // namespace

CohortReader::CohortReader(DuckdbConnection& facts, DuckdbExpressions& expressions, CurrentFactsOf current, std::vector<LearnerAlias> aliases)
    : facts_(facts), expressions_(expressions), current_(std::move(current)), aliases_(std::move(aliases)) {}

Result<Cohort> CohortReader::read(const CohortDefinitions& definitions, const CohortQuery& query) {
  return CohortReading(facts_, expressions_, current_, aliases_, definitions, query).read();
}

Result<FactTable> CohortReader::rows(const Cohort& cohort, const Collection& collection, const std::set<std::string>& columns) {
  const auto [from, to] = std::ranges::minmax(cohort.year);
  const auto current = current_(collection.id, from, to);
  if (!current) return std::unexpected(current.error());
  if (auto placed = make_population(facts_, cohort); !placed) return std::unexpected(placed.error());
  const auto made = make_rows_table(facts_, *current, aliases_,
                                    {collection.id, collection.key, columns, from, to, std::string(of_population), {}});
  if (!made) return std::unexpected(made.error());
  if (!*made) return FactTable{collection.id, {}};
  std::string list;
  for (const auto& column : columns) list += ", r." + quoted_identifier(column);
  return facts_.query(fmt::format("SELECT p.place{} FROM {} r JOIN population p ON p.learner = r.learner AND p.year = r.year "
                                  "ORDER BY p.place, r.load, r.\"row\"", list, rows_table(collection.id)));
}

}  // namespace potensial::store
