#include "insight/nearest_schools.hpp"

#include <gtest/gtest.h>

#include "family_example.hpp"

namespace potensial::insight {
namespace {

namespace nearest_test {

NearestRule rule() {
  NearestRule rule;
  rule.variables = example::rule().variables;
  rule.size_weight = 0;
  return rule;
}

NearestSchools nearest_to(std::size_t which, const NearestRule& rule) {
  const auto schools = example::schools();
  return nearest_schools(schools, school_positions(schools, rule.variables), which, rule);
}

}  // namespace nearest_test

TEST(NearestSchools, AreThoseOfTheWorkedExample) {
  const auto schools = example::schools();
  const NearestSchools near = nearest_test::nearest_to(2, nearest_test::rule());
  const std::vector<std::pair<std::string, double>> printed{{"S06", 0.368895}, {"S07", 0.603346}, {"S02", 0.746231},
                                                            {"S04", 0.964082}, {"S01", 1.168894}, {"S08", 1.405018}};
  ASSERT_EQ(near.schools.size(), printed.size());  // S05 is further than 1.5
  for (std::size_t place = 0; place < printed.size(); ++place) {
    EXPECT_EQ(schools[near.schools[place].school].school, printed[place].first);
    EXPECT_NEAR(near.schools[place].distance, printed[place].second, 5.1e-7);
  }
  EXPECT_TRUE(near.few);
}

TEST(NearestSchools, NeverAreFewerThanFourWhereFourExist) {
  NearestRule rule = nearest_test::rule();
  rule.furthest = 0.1;
  EXPECT_EQ(nearest_test::nearest_to(2, rule).schools.size(), 4u);
  EXPECT_EQ(nearest_test::nearest_to(8, rule).schools.size(), 3u);  // only three other Welsh-medium schools
}

TEST(NearestSchools, ShowOnWhatTheyAreNotAlike) {
  const NearestSchools near = nearest_test::nearest_to(4, nearest_test::rule());  // S05, the neediest
  ASSERT_EQ(near.balance.size(), 4u);
  EXPECT_EQ(near.balance[0].value, 45);
  EXPECT_FALSE(near.balance[0].alike);
  EXPECT_GT(near.balance[0].difference, 0.5);
  EXPECT_LE(near.balance[0].least, near.balance[0].median);
}

TEST(NearestSchools, CountSizeWhenTheRuleSaysSo) {
  NearestRule rule = nearest_test::rule();
  rule.size_weight = 0.10;
  const NearestSchools near = nearest_test::nearest_to(2, rule);
  EXPECT_EQ(near.balance.back().variable, "learners");
  EXPECT_EQ(near.balance.back().value, 210);
}

TEST(NearestSchools, DoNotExistForSpecialSchools) {
  auto schools = example::schools();
  schools[2].phase = "special";
  const auto rule = nearest_test::rule();
  EXPECT_TRUE(nearest_schools(schools, school_positions(schools, rule.variables), 2, rule).schools.empty());
}

}  // namespace
}  // namespace potensial::insight
