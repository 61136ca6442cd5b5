#include "insight/group_gap.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "insight/small_cohort_test.hpp"

namespace potensial::insight {

// Expected values by R 4.2.2: lm and the sandwich sum((X'e)(X'e)') by school with G/(G-1) (n-1)/(n-k), t on G-1.
TEST(GroupGap, OverSeveralSchoolsIsClusteredBySchool) {
  SmallCohort small;
  const int reached[] = {1, 0, 1, 1, 0, 0, 1, 0, 1, 1, 0, 1, 0, 0, 0, 1};
  for (int i = 0; i < 16; ++i)
    small.add("681200" + std::to_string(i / 4), 2008, reached[i], 4, i % 4 < 2 ? 1 : 0);
  const auto everyone = all_rows(small.cohort());
  const auto& sex = small.cohort().characteristics.front();
  const auto gap = gap_in_shares(small.cohort(), small.outcome(), rows_at(sex, 1, everyone), rows_at(sex, 0, everyone), 5);
  EXPECT_EQ(gap.reason, Reason::none);
  EXPECT_EQ(gap.schools, 4u);
  EXPECT_DOUBLE_EQ(gap.gap, -0.25);
  EXPECT_NEAR(gap.low, -1.0735362211, 1e-9);
  EXPECT_NEAR(gap.high, 0.5735362211, 1e-9);
}

// Newcombe (1998), table II (a): 56/70 less 48/80 is 0.2000, 95% 0.0524 to 0.3339.
TEST(GroupGap, WithinOneSchoolIsNewcombes) {
  SmallCohort small;
  for (int i = 0; i < 150; ++i) small.add("6812001", 2008, i < 70 ? i < 56 : i < 118, 4, i < 70 ? 0 : 1);
  const auto everyone = all_rows(small.cohort());
  const auto& sex = small.cohort().characteristics.front();
  const auto gap = gap_in_shares(small.cohort(), small.outcome(), rows_at(sex, 0, everyone), rows_at(sex, 1, everyone), 10);
  EXPECT_NEAR(gap.gap, 0.2, 1e-12);
  EXPECT_NEAR(gap.low, 0.0524, 5e-5);
  EXPECT_NEAR(gap.high, 0.3339, 5e-5);
}

TEST(GroupGap, LeavesOutThoseNotInTheDenominatorAndDoesNotJudgeTheFew) {
  SmallCohort small;
  small.add("6812001", 2008, 1, 4, 0).add("6812001", 2008, -1, 0, 0).add("6812001", 2008, 0, 3, 1);
  const auto everyone = all_rows(small.cohort());
  const auto& sex = small.cohort().characteristics.front();
  const auto gap = gap_in_shares(small.cohort(), small.outcome(), rows_at(sex, 0, everyone), rows_at(sex, 1, everyone), 10);
  EXPECT_EQ(gap.first_learners, 1u);
  EXPECT_EQ(gap.reason, Reason::too_few_learners);
  const auto nobody = gap_in_shares(small.cohort(), small.outcome(), {}, rows_at(sex, 1, everyone), 10);
  EXPECT_TRUE(std::isnan(nobody.gap));
}

}  // namespace potensial::insight
