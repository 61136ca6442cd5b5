#include "insight/trend.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "insight/group_gap.hpp"
#include "insight/small_cohort_test.hpp"

namespace potensial::insight {
namespace {

void add_levels(SmallCohort& small, const std::string& school, int year, std::initializer_list<int> counts) {
  int level = 2;
  for (const int count : counts) {
    for (int i = 0; i < count; ++i) small.add(school, year, level >= 4, level);
    ++level;
  }
}

const TrendRule no_correlation{.rho_year = 0};

Trend trend_of_everyone(SmallCohort& small, std::span<const AcademicYear> breaks = {}, const TrendRule& rule = no_correlation) {
  return trend_of(small.cohort(), small.outcome(), all_rows(small.cohort()), breaks, rule);
}

}  // namespace

// 60 of 100 and 80 of 110: difference 0.127273, SE sqrt(.24/100 + .198347/110) = 0.0648318.
// The joint test is R 4.2.2's wilcox.test(exact = FALSE, correct = FALSE): p 0.01546554786.
TEST(Trend, AChangeMustBeMoreThanChanceAndLargeEnough) {
  SmallCohort small;
  add_levels(small, "6812001", 2007, {10, 30, 40, 20});
  add_levels(small, "6812001", 2008, {6, 24, 44, 36});
  const auto trend = trend_of_everyone(small);
  ASSERT_EQ(trend.changes.size(), 1u);
  const auto& change = trend.changes.front();
  EXPECT_NEAR(change.difference, 0.127273, 1e-6);
  EXPECT_NEAR(change.low, 0.127273 - 1.959964 * 0.0648318, 1e-6);
  EXPECT_EQ(change.kind, ChangeKind::change);
  EXPECT_NEAR(change.distribution_p, 0.01546554786, 1e-9);
  EXPECT_EQ(trend.levels, (std::vector<double>{2, 3, 4, 5}));
  EXPECT_NEAR(trend.years[1].levels[3], 36.0 / 110, 1e-12);
}

// Without a level 5 and 20; levels 10, 30, 40, 15 and 6, 24, 44, 6. By counting all pairs: p 0.0521719024.
TEST(Trend, LearnersWithoutALevelStandBelowAllLevelsInTheJointTest) {
  SmallCohort small;
  const auto without = [&](int year, int count) {
    for (int i = 0; i < count; ++i) small.add("6812001", year, 0, std::numeric_limits<double>::quiet_NaN());
  };
  without(2007, 5);
  add_levels(small, "6812001", 2007, {10, 30, 40, 15});
  without(2008, 20);
  add_levels(small, "6812001", 2008, {6, 24, 44, 6});
  EXPECT_NEAR(trend_of_everyone(small).changes.front().distribution_p, 0.0521719024, 1e-9);
}

TEST(Trend, WithinChanceSaysHowLargeAChangeWouldHaveBeenSeen) {
  SmallCohort small;
  add_levels(small, "6812001", 2007, {4, 6, 8, 2});
  add_levels(small, "6812001", 2008, {3, 5, 9, 3});
  const auto trend = trend_of_everyone(small);
  EXPECT_EQ(trend.changes.front().kind, ChangeKind::within_chance);
  EXPECT_NEAR(trend.changes.front().could_be_seen, 2.8015852 * std::sqrt(.25 / 20 + .24 / 20), 1e-6);
}

TEST(Trend, NothingIsComparedAcrossABreakOfDefinition) {
  SmallCohort small;
  add_levels(small, "6812001", 2007, {10, 30, 40, 20});
  add_levels(small, "6812001", 2008, {6, 24, 44, 36});
  const AcademicYear breaks[] = {{2008}};
  const auto trend = trend_of_everyone(small, breaks);
  EXPECT_EQ(trend.changes.front().kind, ChangeKind::definition_break);
  EXPECT_TRUE(std::isnan(trend.changes.front().difference));
}

TEST(Trend, SchoolsThatDifferWidenTheIntervalOfAnAuthority) {
  SmallCohort alike, apart;
  for (const int year : {2007, 2008}) {
    add_levels(alike, "6812001", year, {0, 20, 20, 0});
    add_levels(alike, "6812002", year, {0, 20, 20, 0});
    add_levels(apart, "6812001", year, {0, 36, 4, 0});
    add_levels(apart, "6812002", year, {0, 4, 36, 0});
  }
  EXPECT_DOUBLE_EQ(trend_of_everyone(alike).years.front().dispersion, 1);
  // chi-squared 2 * 40 * 0.4^2 / 0.25 = 51.2 on 1 degree of freedom
  EXPECT_NEAR(trend_of_everyone(apart).years.front().dispersion, 51.2, 1e-9);
}

TEST(Trend, OneSchoolAllowsForCohortsThatDiffer) {
  SmallCohort small;
  add_levels(small, "6812001", 2007, {0, 10, 11, 0});
  EXPECT_NEAR(trend_of_everyone(small, {}, TrendRule{.rho_year = 0.05}).years.front().dispersion, 1 + 20 * 0.05, 1e-12);
}

TEST(Trend, FewLearnersAreNotJudged) {
  SmallCohort small;
  add_levels(small, "6812001", 2007, {0, 2, 2, 0});
  add_levels(small, "6812001", 2008, {0, 0, 30, 0});
  EXPECT_EQ(trend_of_everyone(small).changes.front().kind, ChangeKind::cannot_be_judged);
}

// Two schools, two years, ten learners each, all alike or all different between years of a school.
// Cells 1, 0, 0, 1: between 10 (0.25 x 40), cell df 2, within 0, size (20 - 10) * 2 = 20, so the variance between
// cohorts is 10/20 = 0.5 and nothing lies within.
TEST(Trend, CohortCorrelationIsTheVarianceBetweenYearsOfASchool) {
  SmallCohort changing;
  for (int i = 0; i < 10; ++i)
    changing.add("a", 2007, 1, 4).add("a", 2008, 0, 3).add("b", 2007, 0, 3).add("b", 2008, 1, 4);
  EXPECT_DOUBLE_EQ(cohort_correlation(changing.cohort(), changing.outcome()), 1);
  SmallCohort steady;
  for (int i = 0; i < 10; ++i)
    for (const int year : {2007, 2008}) steady.add("a", year, i % 2, 4).add("b", year, i % 2, 4);
  EXPECT_DOUBLE_EQ(cohort_correlation(steady.cohort(), steady.outcome()), 0);
}

}  // namespace potensial::insight
