#include "stats/text_table.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace potensial::stats {
namespace {

TEST(TextTable, RefusesAnEmptyFile) { EXPECT_EQ(read_text_table("").error().code, "method.no-header"); }

TEST(TextTable, RefusesTwoColumnsOfOneName) {
  EXPECT_EQ(read_text_table("a,a\n1,2\n").error().code, "method.column-name");
}

TEST(TextTable, NamesTheLineOfARaggedRowAndOfAnOpenQuote) {
  const auto ragged = read_text_table("a,b\n1,2\n3\n");
  ASSERT_FALSE(ragged);
  EXPECT_EQ(ragged.error().code, "method.cells-in-row");
  EXPECT_EQ(ragged.error().arguments[0].second, "3");
  EXPECT_EQ(read_text_table("a,b\n1,\"2\n").error().code, "method.open-quote");
}

TEST(TextTable, ReadsColumnsByName) {
  const auto table = read_text_table("\xEF\xBB\xBFschool,score\n\"Ysgol, Bala\",1.5\nB,NA\n");
  ASSERT_TRUE(table);
  EXPECT_EQ(table->rows, 2u);
  EXPECT_EQ(table->find("school")->cells[0], "Ysgol, Bala");
  EXPECT_EQ(table->find("nobody"), nullptr);
  const auto scores = numbers_in(*table->find("score"));
  EXPECT_EQ(scores[0], 1.5);
  EXPECT_TRUE(std::isnan(scores[1]));
}

TEST(TextTable, TakesOnlyWholeCellsAsNumbers) {
  EXPECT_EQ(number_in("+2.5e3"), 2500);
  for (const char* cell : {"", "NA", "1,5", "3 4", "12x", "inf", "nan"}) EXPECT_TRUE(std::isnan(number_in(cell))) << cell;
}

}  // namespace
}  // namespace potensial::stats
