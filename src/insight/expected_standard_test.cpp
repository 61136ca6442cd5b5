#include "insight/expected_standard.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "insight/expected_covariates.hpp"
#include "small_nation.hpp"

namespace potensial::insight {
namespace {

namespace expected_test {

std::vector<EarlierColumn> earlier(const Cohort& cohort) {
  return {{"maths-2", EarlierResult::levels, cohort.priors[0].value}};
}

ExpectedStandard fitted(const Cohort& cohort, ExpectedModel model = {}) {
  const auto standard = expected_standard(cohort, cohort.outcomes[0].value, earlier(cohort), model);
  EXPECT_TRUE(standard) << (standard ? "" : standard.error().code);
  return standard ? *standard : ExpectedStandard{};
}

example::NationPlan plan(std::vector<double> effects) {
  example::NationPlan plan;
  plan.school_effect = std::move(effects);
  return plan;
}

}  // namespace expected_test

// All schools have the same balanced intake, so m is -0.6 and +0.6 plus the mean of the school effects (0 here).
TEST(ExpectedStandard, ExpectsTheMeanOfLearnersFromTheSameStart) {
  const auto cohort = example::nation(expected_test::plan({-0.4, 0.4}));
  const auto standard = expected_test::fitted(cohort);
  EXPECT_NEAR(standard.expected[0], -0.6, 1e-6);
  EXPECT_NEAR(standard.expected[1], 0.6, 1e-6);
  EXPECT_NEAR(group_residual(standard, std::vector<std::uint32_t>{0, 1, 2, 3}).expected, 0, 1e-6);
  EXPECT_EQ(standard.learners, cohort.size());
  EXPECT_EQ(standard.without_earlier, 0u);
}

// Balanced one-way model: MSB = n S2 / (k - 1) with S2 = sum of squared effects; MSW from the errors.
// tau2 = (MSB - MSW) / n and each BLUP is its raw mean times n tau2 / (n tau2 + sigma2).
TEST(ExpectedStandard, ShrinksSchoolEffectsByTheirReliability) {
  auto plan = expected_test::plan({-0.6, -0.3, 0, 0.3, 0.6, 0, -0.6, -0.3, 0, 0.3, 0.6, 0});
  plan.schools_in_authority = 12;
  const auto cohort = example::nation(plan);
  ExpectedModel model;
  model.slope_criterion = 0;
  const auto standard = expected_test::fitted(cohort, model);
  const double n = 40, k = 12, within = k * n * 0.36, between = n * 1.8;
  const double sigma2 = within / (k * n - k - 1);  // one degree of freedom for the slope on the earlier result
  const double tau2 = (between / (k - 1) - sigma2) / n;
  EXPECT_NEAR(standard.learner_variance, sigma2, 1e-5);
  EXPECT_NEAR(standard.school_variance, tau2, 1e-5);
  EXPECT_NEAR(standard.schools[0].raw, -0.6, 1e-6);
  EXPECT_NEAR(standard.schools[0].reliability, n / (n + sigma2 / tau2), 1e-4);
  EXPECT_NEAR(standard.schools[0].estimate, -0.6 * n / (n + sigma2 / tau2), 1e-4);
  EXPECT_GT(standard.schools[0].se, std::sqrt(sigma2 / n * n / (n + sigma2 / tau2)) - 1e-6);
  EXPECT_NEAR(standard.partition.schools, tau2 / (tau2 + sigma2), 1e-4);
  EXPECT_NEAR(standard.partition.schools + standard.partition.learners, 1, 1e-9);
}

TEST(ExpectedStandard, AddsTheYearToTheSchool) {
  auto plan = expected_test::plan({-0.6, -0.3, 0, 0.3, 0.6, 0, -0.6, -0.3, 0, 0.3, 0.6, 0});
  plan.years = {2006, 2007, 2008};
  auto cohort = example::nation(plan);
  for (std::size_t row = 0; row < cohort.size(); ++row)  // school 2 falls in 2008, school 5 rises
    if (cohort.year[row].summer == 2008) {
      if (cohort.school[row] == 2) cohort.outcomes[0].value[row] -= 0.5;
      if (cohort.school[row] == 5) cohort.outcomes[0].value[row] += 0.5;
    }
  const auto standard = expected_test::fitted(cohort);
  ASSERT_EQ(standard.years.size(), 3u);
  // The year's own part is its share B of the difference between the years, 0.5 here.
  const double kept = standard.school_year_variance / (standard.school_year_variance + standard.learner_variance / 40);
  EXPECT_NEAR(standard.school_years[2][2].estimate - standard.school_years[0][2].estimate, -0.5 * kept, 1e-4);
  EXPECT_GT(standard.school_years[2][2].se, standard.schools[2].se * 0.5);
  EXPECT_EQ(standard.school_years[2][2].learners, 40u);
  EXPECT_EQ(standard.schools[2].learners, 120u);
  EXPECT_GT(standard.school_year_variance, 0);
}

// Balanced years: the mean of u_s + u_st is the raw mean times (tau + tau_t / k) / (tau + tau_t / k + sigma2 / (k n)), and its
// error variance what that leaves of tau + tau_t / k. Fixed effects are known but for a few thousandths here.
TEST(ExpectedStandard, JudgesASchoolOverSomeYearsByThoseYears) {
  auto plan = expected_test::plan({-0.6, -0.3, 0, 0.3, 0.6, 0, -0.6, -0.3, 0, 0.3, 0.6, 0});
  plan.schools_in_authority = 12;
  plan.years = {2006, 2007, 2008};
  auto cohort = example::nation(plan);
  for (std::size_t row = 0; row < cohort.size(); ++row)
    cohort.outcomes[0].value[row] += 0.25 * ((int(cohort.school[row]) + cohort.year[row].summer) % 3 - 1);
  const auto standard = expected_test::fitted(cohort, {"1A", 1, {}, 0});
  const auto all = effect_over(standard, 0, AcademicYear{2000}, AcademicYear{2020});
  const double between = standard.school_variance + standard.school_year_variance / 3, sampling = standard.learner_variance / 120;
  EXPECT_EQ(all.learners, 120u);
  EXPECT_NEAR(all.raw, -0.6, 1e-6);
  EXPECT_NEAR(all.reliability, between / (between + sampling), 1e-9);
  EXPECT_NEAR(all.estimate, all.reliability * all.raw, 1e-4);
  EXPECT_NEAR(all.se * all.se, (1 - all.reliability) * between, 0.004);

  const auto two = effect_over(standard, 0, AcademicYear{2007}, AcademicYear{2008});
  EXPECT_EQ(two.learners, 80u);
  EXPECT_NEAR(two.raw, (standard.school_years[1][0].raw + standard.school_years[2][0].raw) / 2, 1e-12);
  EXPECT_GT(two.se, all.se);
  EXPECT_LT(two.se, standard.school_years[2][0].se);
  const auto one = effect_over(standard, 0, AcademicYear{2008}, AcademicYear{2008});
  EXPECT_DOUBLE_EQ(one.estimate, standard.school_years[2][0].estimate);
  EXPECT_EQ(effect_over(standard, 0, AcademicYear{2010}, AcademicYear{2011}).learners, 0u);
}

TEST(ExpectedStandard, GivesLearnersWithoutEarlierResultTheMeanOfTheirStratum) {
  auto cohort = example::nation(expected_test::plan({-0.2, 0.2}));
  auto earlier = expected_test::earlier(cohort);
  double sum = 0;
  for (std::size_t row = 0; row < cohort.size(); row += 40) {  // the first learner of every school arrived lately
    earlier[0].z[row] = no_figure;
    cohort.months_since_arrival[row] = 6;
    cohort.outcomes[0].value[row] = row < 240 ? -1.5 : -0.5;
    sum += cohort.outcomes[0].value[row] / 12;
  }
  const auto standard = expected_standard(cohort, cohort.outcomes[0].value, earlier, {});
  ASSERT_TRUE(standard);
  EXPECT_EQ(standard->without_earlier, 12u);
  EXPECT_NEAR(standard->expected[0], sum, 0.02);  // the levels of the model weight schools, hence not exactly
  const auto learner = learner_standing(*standard, cohort.outcomes[0].value, 0);
  EXPECT_EQ(learner.reason, Reason::no_earlier_result);
  EXPECT_EQ(learner.verdict, Verdict::cannot_be_judged);
  EXPECT_FALSE(learner.word);
}

TEST(ExpectedStandard, PlacesLearnersWithinTheRangeOfLikeLearners) {
  ExpectedStandard standard;
  standard.expected = {0, 0, 0, 0};
  standard.residual = {-1.5, -1.0, 0.2, no_figure};
  standard.spread = {1, 1, 1, 1};
  standard.no_earlier = {0, 0, 0, 0};
  const std::vector<double> outcome{-1.5, -1.0, 0.2, no_figure};
  EXPECT_EQ(learner_standing(standard, outcome, 0).word, RangeWord::below);
  EXPECT_EQ(learner_standing(standard, outcome, 0).verdict, Verdict::low);
  EXPECT_EQ(learner_standing(standard, outcome, 1).word, RangeWord::within);
  EXPECT_EQ(learner_standing(standard, outcome, 1).verdict, Verdict::cannot_be_judged);
  EXPECT_EQ(learner_standing(standard, outcome, 2).verdict, Verdict::not_low);
  EXPECT_EQ(learner_standing(standard, outcome, 3).reason, Reason::no_outcome);
  EXPECT_DOUBLE_EQ(learner_standing(standard, outcome, 3).low, -1.28);
}

TEST(ExpectedStandard, JudgesAGroupByItsMeanResidual) {
  ExpectedStandard standard;
  standard.expected = {1, 1, 1, 1};
  standard.residual = {-1, -0.5, 0, no_figure};
  standard.spread = {2, 1, 2, 1};
  const auto group = group_residual(standard, std::vector<std::uint32_t>{0, 1, 2, 3});
  EXPECT_EQ(group.learners, 3u);
  EXPECT_DOUBLE_EQ(group.estimate, -0.5);
  EXPECT_DOUBLE_EQ(group.attained, 0.5);
  EXPECT_DOUBLE_EQ(group.se, 1.0);  // sqrt(4 + 1 + 4) / 3
}

TEST(ExpectedStandard, FitsOneSchoolWithoutLevels) {
  example::NationPlan plan;
  plan.schools = 1;
  const auto standard = expected_test::fitted(example::nation(plan));
  EXPECT_FALSE(standard.multilevel);
  EXPECT_NEAR(standard.expected[1], 0.6, 1e-9);
}

TEST(ExpectedStandard, TakesAGroupsOwnCircumstancesAndTheirProxiesOut) {
  CharacteristicColumn fsm;
  fsm.definition.id = "fsm";
  fsm.definition.proxies = {"deprivation"};
  const ExpectedModel model{"1B", 1, {"sex", "fsm", "deprivation"}, 0};
  const auto without = without_own_circumstances(model, std::vector<std::string>{"fsm"}, std::vector{fsm});
  EXPECT_EQ(without.circumstances, std::vector<std::string>{"sex"});
}

TEST(ExpectedCovariates, CutLevelsIntoCellsAndScoresIntoCubicsAtQuartiles) {
  example::NationPlan plan;
  plan.years = {2007, 2008};
  const auto cohort = example::nation(plan);
  const auto cells = covariates(cohort, expected_test::earlier(cohort), std::vector<std::string>{"sex"});
  EXPECT_EQ(cells.names, (std::vector<std::string>{"year.2", "maths-2.2", "age", "sex.2"}));
  const std::vector<EarlierColumn> scores{{"maths-2", EarlierResult::scores, cohort.outcomes[0].value}};
  const auto cubic = covariates(cohort, scores, {});
  EXPECT_EQ(cubic.names.size(), 1 + 6 + 1u);  // year; x, x2, x3 and three knots; age
  EXPECT_DOUBLE_EQ(cubic.columns[3][0], std::pow(cohort.outcomes[0].value[0], 3));
}

// Slopes that differ between schools, and none: the REML criterion decides.
TEST(ExpectedStandard, KeepsASlopeThatDiffersBetweenSchools) {
  auto plan = expected_test::plan({-0.4, 0.4, 0.2, -0.2});
  auto cohort = example::nation(plan);
  EXPECT_FALSE(expected_test::fitted(cohort).slope_kept);
  for (std::size_t row = 0; row < cohort.size(); ++row) {
    const double tilt = 0.15 * (double(cohort.school[row] % 6) - 2.5);
    cohort.outcomes[0].value[row] += tilt * cohort.priors[0].value[row];
  }
  const auto standard = expected_test::fitted(cohort);
  EXPECT_TRUE(standard.slope_kept);
  EXPECT_GT(standard.slope_fall, 5.14);
  EXPECT_GT(standard.schools[0].at_low_prior, standard.schools[0].at_high_prior);  // its slope is flatter
}

}  // namespace
}  // namespace potensial::insight
