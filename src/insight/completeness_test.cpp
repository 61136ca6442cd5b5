#include "insight/completeness.hpp"

#include <gtest/gtest.h>

#include "insight/group_gap.hpp"
#include "insight/small_cohort_test.hpp"

namespace potensial::insight {

TEST(Completeness, CountsThoseNeverRecordedBySchool) {
  SmallCohort small;
  small.add("a", 2008, 1, 4, 0).add("a", 2008, 1, 4, 2).add("b", 2008, 1, 4, 1).add("a", 2008, 1, 4, 2);
  const auto everyone = all_rows(small.cohort());
  const auto schools = completeness(small.cohort(), everyone, CompletenessBy::school);
  ASSERT_EQ(schools.size(), 2u);
  EXPECT_EQ(schools[0].organisation, "a");
  EXPECT_EQ(schools[0].unrecorded, 2u);
  EXPECT_EQ(schools[0].learners, 3u);
  EXPECT_EQ(schools[1].unrecorded, 0u);
}

TEST(Completeness, WarnsBelowTheConfiguredShare) {
  SmallCohort small;
  for (int i = 0; i < 10; ++i) small.add("a", 2008, 1, 4, i == 0 ? 2 : 0);
  const auto everyone = all_rows(small.cohort());
  EXPECT_TRUE(incomplete(small.cohort(), everyone, 0.90).empty());
  ASSERT_EQ(incomplete(small.cohort(), everyone, 0.91).size(), 1u);
  EXPECT_NEAR(incomplete(small.cohort(), everyone, 0.91).front().unrecorded_share(), 0.1, 1e-12);
}

}  // namespace potensial::insight
