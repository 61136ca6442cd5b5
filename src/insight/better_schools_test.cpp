#include "insight/better_schools.hpp"

#include <gtest/gtest.h>

namespace potensial::insight::better_schools_tests {

StandingRow row_with(std::string indicator, std::vector<std::string> better) {
  StandingRow row;
  row.indicator = std::move(indicator);
  row.better = std::move(better);
  return row;
}

TEST(BetterSchools, StandOnceEachWithTheirFirstRowMostTimesFirst) {
  Standing older, younger;
  older.rows = {row_with("ks2-points", {"A", "B"}), row_with("ks2-english", {"C"})};
  younger.rows = {row_with("ks1-points", {"C", "D"})};
  const Standing* stages[] = {&older, &younger};
  const auto found = better_schools(stages);
  ASSERT_EQ(found.size(), 4u);
  EXPECT_EQ(found[0].school, "C");
  EXPECT_EQ(found[0].times, 2u);
  EXPECT_EQ(found[0].first, &older.rows[1]);
  EXPECT_EQ(found[1].school, "A");
  EXPECT_EQ(found[2].school, "B");
  EXPECT_EQ(found[3].first, &younger.rows[0]);
}

TEST(BetterSchools, AreNoneWhereNobodyDoes) {
  Standing standing;
  standing.rows = {row_with("ks2-points", {})};
  const Standing* stages[] = {&standing};
  EXPECT_TRUE(better_schools(stages).empty());
}

}  // namespace potensial::insight::better_schools_tests
