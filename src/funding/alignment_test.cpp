#include "funding/alignment.hpp"

#include <gtest/gtest.h>

namespace potensial::funding {
namespace alignment_cases {

// Worked example 6 of the inference specification: learners, learners in need, pounds.
const std::vector<DelegatedAmount> ten{{{"S01", 200, 4}, {300000}},  {{"S02", 150, 6}, {150000}},  {{"S03", 90, 5}, {280000}},   {{"S04", 310, 28}, {400000}},
                                       {{"S05", 120, 13}, {260000}}, {{"S06", 60, 10}, {90000}},   {{"S07", 240, 50}, {820000}}, {{"S08", 180, 47}, {690000}},
                                       {{"S09", 75, 25}, {120000}},  {{"S10", 140, 57}, {890000}}};

TEST(Alignment, ListsTheTwoSchoolsOfTheWorkedExample) {
  const auto found = alignment(ten);
  const auto over = most_served(found, Served::over, 3), under = most_served(found, Served::under, 3);
  ASSERT_EQ(over.size(), 1u);
  EXPECT_EQ(over.front().given.school.school, "S01");
  EXPECT_EQ(over.front().difference.count, 234694);  // £2,346.94
  ASSERT_EQ(under.size(), 1u);
  EXPECT_EQ(under.front().given.school.school, "S09");
  EXPECT_EQ(under.front().difference.count, -288163);
}

// S03 has 3.43 times its part and £1,983.67 too much: not enough to be listed.
TEST(Alignment, SmallDifferencesAreInLine) {
  const auto found = alignment(ten);
  EXPECT_EQ(found.schools[2].difference.count, 198367);
  EXPECT_EQ(found.schools[2].word, Served::in_line);
  EXPECT_EQ(found.schools[6].word, Served::in_line);
}

TEST(Alignment, TheMisplacedShareIsThatOfTheWorkedExample) {
  EXPECT_NEAR(alignment(ten).now.misplaced, 0.1341327, 1e-7);
  EXPECT_NEAR(alignment(ten).by_need.misplaced, 0, 1e-12);
}

TEST(Alignment, WithoutNeedNobodyIsJudged) {
  const auto found = alignment(std::vector<DelegatedAmount>{{{"a", 10, 0}, {1000000}}, {{"b", 10, 0}, {0}}});
  EXPECT_EQ(found.schools[0].word, Served::in_line);
  EXPECT_TRUE(alignment({}).schools.empty());
}

TEST(Alignment, NamesTheFarthestFirstAndNoMoreThanAsked) {
  const std::vector<DelegatedAmount> some{{{"a", 10, 10}, {0}}, {{"b", 10, 20}, {0}}, {{"c", 10, 1}, {100000000}}};
  const auto under = most_served(alignment(some), Served::under, 1);
  ASSERT_EQ(under.size(), 1u);
  EXPECT_EQ(under.front().given.school.school, "b");
}

}  // namespace alignment_cases
}  // namespace potensial::funding
