#include "insight/high_attainers.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "small_nation.hpp"

namespace potensial::insight {
namespace {

namespace ahead_test {

PreviousStandard standard_of(const Cohort& cohort) {
  return previous_standard(cohort.outcomes[0].value, cohort.priors[0].value, cohort.year, EarlierResult::levels);
}

const Condition boys{"sex", "M", {"boys", "bechgyn"}};

}  // namespace ahead_test

// Half of the learners had the upper earlier result, so the 75th percentile is that result. Their errors are
// ten equal steps of variance 0.36; the lowest two of ten lie under -0.6745 SD.
TEST(HighAttainers, ListsThoseWhoFellBackDisadvantagedApart) {
  const Cohort cohort = example::nation({});
  const auto schools = high_attainers(cohort, ahead_test::standard_of(cohort), ahead_test::boys, {});
  ASSERT_EQ(schools.size(), 12u);
  EXPECT_EQ(schools[0].high, 20u);
  EXPECT_EQ(schools[0].high_disadvantaged, 10u);
  EXPECT_EQ(schools[0].rows.size(), 20u);
  for (const auto& learner : schools[0].learners) EXPECT_TRUE(std::ranges::binary_search(schools[0].rows, learner.row));
  EXPECT_EQ(schools[0].fallen, 6u);  // errors -4.5, -3.5, -2.5 steps of 2.87: -1.57, -1.22, -0.87 SD; each boy and girl
  EXPECT_EQ(schools[0].fallen_disadvantaged, 3u);
  ASSERT_EQ(schools[0].learners.size(), 6u);
  EXPECT_LE(schools[0].learners[0].now, schools[0].learners[5].now);
  EXPECT_LT(schools[0].learners[0].now, schools[0].learners[0].expected);
}

TEST(HighAttainers, CountsThoseWithoutAPresentResult) {
  Cohort cohort = example::nation({});
  cohort.outcomes[0].value[1] = no_figure;
  EXPECT_EQ(high_attainers(cohort, ahead_test::standard_of(cohort), ahead_test::boys, {})[0].without_result, 1u);
}

TEST(HighAttainers, AreNobodyWithoutEarlierResults) {
  Cohort cohort = example::nation({});
  for (double& value : cohort.priors[0].value) value = no_figure;
  EXPECT_TRUE(high_attainers(cohort, ahead_test::standard_of(cohort), ahead_test::boys, {}).empty());
}

}  // namespace
}  // namespace potensial::insight
