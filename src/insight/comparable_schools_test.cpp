#include "insight/comparable_schools.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "family_example.hpp"

namespace potensial::insight {
namespace {

namespace comparable_test {

// Twenty learners a school with within-school variance 1 (unbiased): deviations 19.
std::vector<SchoolMean> means(std::vector<double> of) {
  std::vector<SchoolMean> made;
  for (double mean : of) made.push_back({20, mean, 19});
  return made;
}

}  // namespace comparable_test

TEST(SchoolMeans, CountOnlyResults) {
  const std::vector<double> value{1, 3, no_figure, 5};
  const std::vector<std::uint32_t> school{0, 0, 0, 1}, members{0, 1, 2};
  const auto means = school_means(value, members, school, 2);
  EXPECT_EQ(means[0].learners, 2u);
  EXPECT_DOUBLE_EQ(means[0].mean, 2);
  EXPECT_DOUBLE_EQ(means[0].deviations, 2);
  EXPECT_EQ(means[1].learners, 0u);
}

// Equal sizes: REML is the one-way estimate, tau2 = MS between schools within families - sigma2 / n.
TEST(SchoolSpread, IsTheOneWayEstimateForEqualSchools) {
  const auto means = comparable_test::means({-0.6, 0, 0.6, 0.9, 1.5, 2.1});
  const std::vector<std::int32_t> family{0, 0, 0, 1, 1, 1};
  const auto spread = school_spread(means, family);
  EXPECT_NEAR(spread.learner, 1, 1e-12);
  EXPECT_NEAR(spread.school, (4 * 0.36) / 4 - 1.0 / 20, 1e-6);
}

TEST(SchoolSpread, NeverFallsUnderItsFloor) {
  const auto means = comparable_test::means({0, 0, 0, 0});
  EXPECT_DOUBLE_EQ(school_spread(means, std::vector<std::int32_t>{0, 0, 0, 0}).school, 0.005);
}

TEST(ComparableEstimate, PoolsTheDifferenceByTheFormula) {
  const auto means = comparable_test::means({-0.5, 0.1, 0.2, 0.3, 0.4});
  const std::vector<std::uint32_t> others{1, 2, 3, 4};
  const auto estimate = comparable_estimate(means[0], means, others, {1, 0.05}, false, VerdictRule{});
  // B = 0.05 / (0.05 + 1/20) = 0.5; w = 10 each; mu = 0.25; d = -0.75
  EXPECT_NEAR(estimate.raw, -0.75, 1e-12);
  EXPECT_NEAR(estimate.reliability, 0.5, 1e-12);
  EXPECT_NEAR(estimate.estimate, -0.375, 1e-12);
  EXPECT_NEAR(estimate.se, std::sqrt(0.5 / 20 + 0.25 / 40), 1e-12);
  EXPECT_EQ(estimate.comparator_learners, 80u);
  EXPECT_TRUE(estimate.enough);
}

TEST(ComparableEstimate, TakesTheVarianceOfAShareFromTheComparators) {
  auto means = comparable_test::means({0.4, 0.8, 0.8, 0.8, 0.8});
  const auto estimate = comparable_estimate(means[0], means, std::vector<std::uint32_t>{1, 2, 3, 4}, {9, 0.01}, true, VerdictRule{});
  const double sigma2 = 0.16, b = 0.01 / (0.01 + sigma2 / 20);
  EXPECT_NEAR(estimate.estimate, b * -0.4, 1e-12);
  EXPECT_NEAR(estimate.se, std::sqrt(b * sigma2 / 20 + b * b * (0.01 + sigma2 / 20) / 4), 1e-12);
}

TEST(ComparableEstimate, AsksForEnoughComparators) {
  auto means = comparable_test::means({-0.5, 0.1, 0.2, 0.3, 0.4});
  EXPECT_FALSE(comparable_estimate(means[0], means, std::vector<std::uint32_t>{1, 2, 3}, {1, 0.05}, false, VerdictRule{}).enough);
  means[4].learners = 4;
  EXPECT_FALSE(comparable_estimate(means[0], means, std::vector<std::uint32_t>{1, 2, 3, 4}, {1, 0.05}, false, VerdictRule{}).enough);
}

TEST(ClearlyBetter, NamesOnlySchoolsWhoseIntervalExcludesNoDifference) {
  auto means = comparable_test::means({-1.0, -0.9, 1.0, 1.2, 0.0});
  means[3].learners = 9;  // too few learners to be named
  const auto better = clearly_better(means, 0, std::vector<std::uint32_t>{1, 2, 3, 4}, {1, 0.5}, VerdictRule{});
  EXPECT_EQ(better, (std::vector<std::uint32_t>{2, 4}));
}

TEST(Comparators, LeaveTheSchoolItselfOut) {
  const auto schools = example::schools();
  const auto families = families_of_schools(schools, example::rule(), AcademicYear{2008});
  NearestRule nearest;
  nearest.variables = example::rule().variables;
  nearest.size_weight = 0;
  const std::vector<std::string> cohort{"S01", "S03", "S04", "S06", "S08", "X99"};
  const auto comparators_of = comparators(cohort, schools, families, nearest);
  EXPECT_EQ(comparators_of.family[0], (std::vector<std::uint32_t>{4, 2}));     // S08 and S04
  EXPECT_EQ(comparators_of.nearest[1], (std::vector<std::uint32_t>{3, 2, 0, 4}));  // of S03: S06, S04, S01, S08
  EXPECT_EQ(comparators_of.family_of[5], -1);
  EXPECT_TRUE(comparators_of.nearest[5].empty());
}

}  // namespace
}  // namespace potensial::insight
