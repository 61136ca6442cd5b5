#include "insight/english_acquisition.hpp"

#include <gtest/gtest.h>

#include "insight/group_gap.hpp"
#include "insight/small_cohort_test.hpp"

namespace potensial::insight {

TEST(EnglishAcquisition, ShowsOutcomesByStageWithThoseWhoHaveNone) {
  SmallCohort small;
  small.add("a", 2008, 1, 5, 0).add("a", 2008, 0, 3, 0).add("a", 2008, 1, 4, 1).add("a", 2008, -1, no_figure, 1);
  const auto rows = outcome_by_level(small.outcome(), small.cohort().characteristics.front(), all_rows(small.cohort()));
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].group, "F");
  EXPECT_DOUBLE_EQ(rows[0].share, 0.5);
  EXPECT_DOUBLE_EQ(rows[0].mean, 4);
  EXPECT_EQ(rows[1].learners, 1u);
}

TEST(EnglishAcquisition, BandsTheTimeSinceArrival) {
  SmallCohort small;
  for (int i = 0; i < 5; ++i) small.add("a", 2008, i % 2, 4);
  small.cohort().months_since_arrival = {0, 11.9, 12, 36, no_figure};
  const auto rows = outcome_by_arrival(small.cohort(), small.outcome(), all_rows(small.cohort()));
  ASSERT_EQ(rows.size(), 4u);
  EXPECT_EQ(rows[0].group, "under-12");
  EXPECT_EQ(rows[0].learners, 2u);
  EXPECT_EQ(rows[3].group, "not-arrived");
}

TEST(EnglishAcquisition, FollowsTheSameLearnersThroughTheStages) {
  SmallCohort small;
  small.add("a", 2008, 1, 5, 0).add("a", 2008, 1, 4, 0);
  small.cohort().priors.push_back({"ks1-mat", {1, no_figure}, {0, -1}, {ResultStatus::attained, ResultStatus::not_collected}});
  const std::string earlier[] = {"ks1-mat", "ks0-none"};
  const auto stages = followed(small.cohort(), small.cohort().characteristics.front(), earlier, small.outcome(), all_rows(small.cohort()));
  ASSERT_EQ(stages.size(), 2u);
  EXPECT_EQ(stages[0].rows[0].learners, 1u) << "one of the two had a result then";
  EXPECT_DOUBLE_EQ(stages[0].rows[0].share, 0);
  EXPECT_DOUBLE_EQ(stages[1].rows[0].share, 1);
}

}  // namespace potensial::insight
