#include "store/expression_duckdb.hpp"

#include <gtest/gtest.h>

namespace potensial::store {
namespace {

FactTable levels() {
  FactTable table{"results", {ValueColumn::of("mat", ColumnType::real), ValueColumn::of("mat_code", ColumnType::text)}};
  const std::pair<double, const char*> rows[] = {{4, "4"}, {3, "3"}, {5, "5"}, {4, "4"}};
  for (const auto& [number, code] : rows) {
    table.columns[0].push(number);
    table.columns[1].push(std::string_view(code));
  }
  table.columns[0].push_absent();
  table.columns[1].push(std::string_view("N"));
  table.columns[0].push_absent();
  table.columns[1].push_absent();
  return table;
}

DuckdbExpressions evaluator() { return std::move(DuckdbExpressions::open().value()); }

}  // namespace

TEST(DuckdbExpressions, EvaluatesOncePerRowInOrder) {
  auto expressions = evaluator();
  const auto reached = expressions.evaluate("mat >= 4", levels(), "attained", ColumnType::boolean);
  ASSERT_TRUE(reached);
  EXPECT_EQ(reached->integers(), (std::vector<std::int64_t>{1, 0, 1, 1, 0, 0}));
  EXPECT_EQ(reached->present, (std::vector<std::uint8_t>{1, 1, 1, 1, 0, 0}));
}

TEST(DuckdbExpressions, EvaluatesSeveralTogetherAsEachAlone) {
  auto expressions = evaluator();
  const std::string several[] = {"mat >= 4 -- reached", "coalesce(mat_code, 'none')", "'all'"};
  const auto together = expressions.evaluate_each(several, levels(), ColumnType::text);
  ASSERT_TRUE(together);
  ASSERT_EQ(together->size(), 3u);
  EXPECT_EQ((*together)[0].texts()[1], "false");
  EXPECT_EQ((*together)[1].texts(), (std::vector<std::string>{"4", "3", "5", "4", "N", "none"}));
  for (std::size_t i = 0; i < 3; ++i) {
    const auto alone = expressions.evaluate(several[i], levels(), "alone", ColumnType::text);
    ASSERT_TRUE(alone);
    EXPECT_EQ((*together)[i].texts(), alone->texts());
    EXPECT_EQ((*together)[i].present, alone->present);
  }
}

TEST(DuckdbExpressions, AllowsWhatDefinitionsNeed) {
  auto expressions = evaluator();
  for (const auto* expression :
       {"mat >= 4 and mat_code in ('4', '5')", "case when mat is null then 0 else mat * 6 + 3 end",
        "coalesce(mat, 0) between 1 and 8", "greatest(mat, 2) - abs(-mat) / 2", "not (mat <> 4) or true",
        "mat_code like '4%'", "round(mat, 1)", "if(mat > 3, 1, 2)", "left(mat_code, 1) || 'x'"})
    EXPECT_TRUE(expressions.check(expression)) << expression;
}

TEST(DuckdbExpressions, RefusesEverythingElse) {
  auto expressions = evaluator();
  for (const auto* expression :
       {"(select 1)", "mat in (select 1)", "read_text('/etc/passwd')", "count(*)", "sum(mat)", "sum(mat) over ()", "*",
        "$1", "?", "list_transform([1], x -> x)", "mat) from input; drop table input; select (1",
        "1) as value from secrets --", "1) as value from input where (mat > (select 1)", "mat), (mat", "other.mat",
        "getenv('HOME')", "mat::blob", "", "mat >=", "exists (select 1)", "unnest([1])", "random()", "current_setting('x')"})
    EXPECT_FALSE(expressions.check(expression)) << expression;
}

TEST(DuckdbExpressions, NamesAColumnThatIsNotThere) {
  auto expressions = evaluator();
  const auto answer = expressions.evaluate("sci >= 4", levels(), "attained", ColumnType::boolean);
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, "expression.unknown-column");
  EXPECT_EQ(answer.error().arguments[1].second, "sci");
}

TEST(DuckdbExpressions, ConstantsAndEmptyTablesAreAnswered) {
  auto expressions = evaluator();
  const auto constant = expressions.evaluate("true", levels(), "counted", ColumnType::boolean);
  ASSERT_TRUE(constant);
  EXPECT_EQ(constant->integers(), std::vector<std::int64_t>(6, 1));
  const FactTable empty{"results", {ValueColumn::of("mat", ColumnType::real)}};
  const auto nothing = expressions.evaluate("mat > 1", empty, "attained", ColumnType::boolean);
  ASSERT_TRUE(nothing);
  EXPECT_EQ(nothing->size(), 0u);
}

}  // namespace potensial::store
