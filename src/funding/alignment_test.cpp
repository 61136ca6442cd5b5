#include "funding/alignment.hpp"

#include <gtest/gtest.h>

namespace potensial::funding {
namespace alignment_cases {

// As the inference specification has it for money: 1.5 and 0.67 times, £2,000, £10 a learner.
constexpr ServedRule money{1.5, 0.67, 200000, 1000};

// Worked example 6 of the inference specification: learners, learners in need, pounds.
const std::vector<DelegatedAmount> ten{{{"S01", 200, 4}, {300000}},  {{"S02", 150, 6}, {150000}},  {{"S03", 90, 5}, {280000}},   {{"S04", 310, 28}, {400000}},
                                       {{"S05", 120, 13}, {260000}}, {{"S06", 60, 10}, {90000}},   {{"S07", 240, 50}, {820000}}, {{"S08", 180, 47}, {690000}},
                                       {{"S09", 75, 25}, {120000}},  {{"S10", 140, 57}, {890000}}};

Alignment of_ten() { return alignment(money_provided(ten), money); }

TEST(Alignment, ListsTheTwoSchoolsOfTheWorkedExample) {
  const auto found = of_ten();
  const auto over = most_served(found, Served::over, 3), under = most_served(found, Served::under, 3);
  ASSERT_EQ(over.size(), 1u);
  EXPECT_EQ(over.front().given.school.school, "S01");
  EXPECT_EQ(over.front().difference, 234694);  // £2,346.94
  ASSERT_EQ(under.size(), 1u);
  EXPECT_EQ(under.front().given.school.school, "S09");
  EXPECT_EQ(under.front().difference, -288163);
}

// S03 has 3.43 times its part and £1,983.67 too much: not enough to be listed.
TEST(Alignment, SmallDifferencesAreInLine) {
  const auto found = of_ten();
  EXPECT_EQ(found.schools[2].difference, 198367);
  EXPECT_EQ(found.schools[2].word, Served::in_line);
  EXPECT_EQ(found.schools[6].word, Served::in_line);
}

TEST(Alignment, TheMisplacedShareIsThatOfTheWorkedExample) {
  EXPECT_NEAR(of_ten().now.misplaced, 0.1341327, 1e-7);
  EXPECT_NEAR(of_ten().by_need.misplaced, 0, 1e-12);
}

TEST(Alignment, WithoutNeedNobodyIsJudged) {
  const auto found = alignment(std::vector<Provided>{{{"a", 10, 0}, 1000000}, {{"b", 10, 0}, 0}}, money);
  EXPECT_EQ(found.schools[0].word, Served::in_line);
  EXPECT_TRUE(alignment({}, money).schools.empty());
}

TEST(Alignment, NamesTheFarthestFirstAndNoMoreThanAsked) {
  const std::vector<Provided> some{{{"a", 10, 10}, 0}, {{"b", 10, 20}, 0}, {{"c", 10, 1}, 100000000}};
  const auto under = most_served(alignment(some, money), Served::under, 1);
  ASSERT_EQ(under.size(), 1u);
  EXPECT_EQ(under.front().given.school.school, "b");
}

// 12 days for 40 learners in need: a has 6 where 3 are its part, b 3 where 6 are, c its part. At least 2 days and a hundredth of a day for
// each learner: of d and e one has a day too many, of the large f and g three.
TEST(Alignment, DaysAreJudgedByTheSameRuleWithTheirOwnLeast) {
  constexpr ServedRule days{1.5, 0.67, 200, 1};
  const auto found = alignment(std::vector<Provided>{{{"a", 100, 10}, 600}, {{"b", 100, 20}, 300}, {{"c", 100, 10}, 300}}, days);
  EXPECT_EQ(found.schools[0].word, Served::over);
  EXPECT_EQ(found.schools[0].difference, 300);
  EXPECT_EQ(found.schools[1].word, Served::under);
  EXPECT_EQ(found.schools[2].word, Served::in_line);
  const auto little = alignment(std::vector<Provided>{{{"d", 100, 10}, 200}, {{"e", 100, 10}, 0}}, days);
  EXPECT_EQ(little.schools[0].difference, 100);
  EXPECT_EQ(little.schools[0].word, Served::in_line);
  const auto large = alignment(std::vector<Provided>{{{"f", 400, 10}, 600}, {{"g", 400, 10}, 0}}, days);   // 3 days; 4 would be a hundredth for each
  EXPECT_EQ(large.schools[0].word, Served::in_line);
}

}  // namespace alignment_cases
}  // namespace potensial::funding
