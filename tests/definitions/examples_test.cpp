// Every indicator and characteristic of the real catalogue is allowed by the guard and gives what its own
// example says.
#include <gtest/gtest.h>

#include <algorithm>

#include "catalogue/characteristics.hpp"
#include "catalogue/collections.hpp"
#include "catalogue/indicators.hpp"
#include "definitions/indicator_twin.hpp"
#include "definitions/real_catalogue.hpp"
#include "store/expression_duckdb.hpp"

namespace potensial::tests {
namespace {

store::DuckdbExpressions examples_evaluator() { return std::move(store::DuckdbExpressions::open().value()); }

void expect_indicator_example(const Definition& definition, ExpressionEvaluator& evaluator) {
  SCOPED_TRACE(definition.file + " " + definition.id);
  const auto indicator = catalogue::read_indicator(definition);
  ASSERT_TRUE(indicator) << sentence(indicator.error());
  const auto allowed = catalogue::check_expressions(*indicator, evaluator);
  ASSERT_TRUE(allowed) << sentence(allowed.error());
  const auto& example = *definition.body.find("example");
  const auto reading = read_learner(*indicator, example.list("rows"), real_catalogue(), day_of(definition), evaluator);
  ASSERT_TRUE(reading) << reading.error().code;
  EXPECT_EQ(reading->value.has_value(), example.number("value").has_value());
  EXPECT_NEAR(reading->value.value_or(0), example.number("value").value_or(0), 1e-9);
  EXPECT_EQ(reading->attained, example.text("attained", "false") == "true");
  EXPECT_EQ(reading->counted, example.text("counted") == "true");
}

TEST(CatalogueExamples, EveryIndicatorGivesWhatItsExampleSays) {
  auto evaluator = examples_evaluator();
  const auto definitions = real_catalogue().of_kind("indicator");
  EXPECT_GE(definitions.size(), 100u);
  for (const auto* each : definitions) expect_indicator_example(*each, evaluator);
}

bool all_whole_numbers(const Node::List& rows, const std::string& column) {
  return std::ranges::all_of(rows, [&](const Node& row) { return row.number(column) || row.text(column).empty(); });
}

// As the census has it; a column that the cohort adds is a whole number when the example says only those.
ColumnType characteristic_column_type(const Node::List& rows, const std::string& name) {
  static const auto census = catalogue::read_collection(*real_catalogue().newest("collection", "census")).value();
  if (const auto* column = census.find(name)) return column->type;
  return all_whole_numbers(rows, name) ? ColumnType::integer : ColumnType::text;
}

FactTable characteristic_rows(const Node::List& rows, const std::set<std::string>& columns) {
  FactTable table{"census", {}};
  for (const auto& name : columns) table.columns.push_back(ValueColumn::of(name, characteristic_column_type(rows, name)));
  for (const auto& row : rows)
    for (auto& column : table.columns) {
      const auto text = row.text(column.name);
      if (text.empty()) column.push_absent();
      else if (column.type == ColumnType::integer) column.push(static_cast<std::int64_t>(std::stoll(text)));
      else column.push(std::string_view(text));
    }
  return table;
}

void expect_characteristic_example(const Definition& definition, store::DuckdbExpressions& evaluator) {
  SCOPED_TRACE(definition.file + " " + definition.id);
  const auto characteristic = catalogue::read_characteristic(definition);
  ASSERT_TRUE(characteristic) << sentence(characteristic.error());
  ASSERT_TRUE(catalogue::check_expressions(*characteristic, evaluator));
  const auto& rows = definition.body.find("example")->list("rows");
  ASSERT_GE(rows.size(), 2u);
  const auto table = characteristic_rows(rows, evaluator.columns(characteristic->expression).value());
  const auto levels = evaluator.evaluate(characteristic->expression, table, "level", ColumnType::text);
  ASSERT_TRUE(levels) << sentence(levels.error());
  for (std::size_t row = 0; row < rows.size(); ++row)
    EXPECT_EQ(levels->has(row) ? levels->texts()[row] : "", rows[row].text("level")) << "row " << row;
}

TEST(CatalogueExamples, EveryCharacteristicGivesWhatItsExampleSays) {
  auto evaluator = examples_evaluator();
  for (const auto* each : real_catalogue().of_kind("characteristic")) expect_characteristic_example(*each, evaluator);
}

TEST(CatalogueExamples, YesAndNoAreUnderstoodAsTextAndAsTruthValues) {
  auto evaluator = examples_evaluator();
  const auto fsm = catalogue::read_characteristic(*real_catalogue().newest("characteristic", "fsm")).value();
  FactTable table{"census", {ValueColumn::of("fsm_eligible", ColumnType::boolean)}};
  table.columns[0].push(std::int64_t{1});
  table.columns[0].push(std::int64_t{0});
  const auto levels = evaluator.evaluate(fsm.expression, table, "level", ColumnType::text);
  ASSERT_TRUE(levels);
  EXPECT_EQ(levels->texts(), (std::vector<std::string>{"yes", "no"}));
}

// One learner's results at 16: five passes, one of them a vocational award.
Node::List mixed_passes() {
  return catalogue::definitions_in(R"(
- kind: rows
  id: passes
  version: 1
  name: {en: rows, cy: rhesi}
  source: invented
  example: none
  rows:
    - {collection: examination, qualification: GCSE, subject: ENG, grade: C, size: 1}
    - {collection: examination, qualification: GCSE, subject: MAT, grade: C, size: 1}
    - {collection: examination, qualification: GCSE, subject: SCI, grade: C, size: 1}
    - {collection: examination, qualification: GCSE, subject: HIS, grade: C, size: 1}
    - {collection: examination, qualification: BTEC, subject: ICT, grade: C, size: 1}
)", "passes").value().front().body.list("rows");
}

double value_on(const std::string& id, const Node::List& rows, Date day, ExpressionEvaluator& evaluator) {
  const auto indicator = catalogue::read_indicator(*real_catalogue().on("indicator", id, day)).value();
  return read_learner(indicator, rows, real_catalogue(), day, evaluator).value().value.value();
}

TEST(DatedDefinitions, AnOldYearKeepsItsOldValueUnderItsOldDefinition) {
  auto evaluator = examples_evaluator();
  const auto rows = mixed_passes();
  const Date summer_2006(2006, 8, 1), summer_2007(2007, 8, 1);
  EXPECT_EQ(value_on("ks4-level2-inclusive", rows, summer_2006, evaluator), 0);  // only GNVQ and NVQ count beside GCSE
  EXPECT_EQ(value_on("ks4-level2-inclusive", rows, summer_2007, evaluator), 1);  // all approved qualifications count
  EXPECT_EQ(value_on("ks4-points", rows, summer_2006, evaluator), 4 * 5);
  EXPECT_EQ(value_on("ks4-points", rows, summer_2007, evaluator), 5 * 40);
}

TEST(DatedDefinitions, PersistentAbsenceChangedItsThreshold) {
  auto evaluator = examples_evaluator();
  const auto rows = catalogue::definitions_in(
      "- {kind: rows, id: a, version: 1, name: {en: a, cy: a}, source: invented, example: none, rows: "
      "[{collection: attendance, period: year, possible: 380, present: 320}]}", "absence").value().front().body.list("rows");
  EXPECT_EQ(value_on("persistent-absence", rows, Date(2010, 7, 1), evaluator), 0);  // 15.8% is under 20%
  EXPECT_EQ(value_on("persistent-absence", rows, Date(2024, 7, 1), evaluator), 1);  // and over 10%
}

TEST(DatedDefinitions, TodaysMeasuresReplaceThoseOf2008WithoutProgram) {
  const auto& all = real_catalogue();
  EXPECT_TRUE(all.on("indicator", "ks4-level2-inclusive", Date(2010, 1, 12)));
  EXPECT_FALSE(all.on("indicator", "ks4-level2-inclusive", Date(2024, 1, 12)));
  EXPECT_FALSE(all.on("indicator", "ks4-capped9", Date(2010, 1, 12)));
  EXPECT_TRUE(all.on("indicator", "ks4-capped9", Date(2024, 1, 12)));
  EXPECT_FALSE(all.on("indicator", "ks4-capped9", Date(2021, 1, 12)));  // suspended
}

}  // namespace
}  // namespace potensial::tests
