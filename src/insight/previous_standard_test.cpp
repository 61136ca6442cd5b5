#include "insight/previous_standard.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "insight/norm_table.hpp"
#include "reference_table.hpp"

namespace potensial::insight {
namespace {

namespace previous_test {

constexpr double printed = 1e-6;  // tolerance of the example

std::vector<double> scored(const std::vector<double>& levels) {
  const std::vector<AcademicYear> years(levels.size(), AcademicYear{2008});
  OutcomeColumn outcome;
  outcome.value = levels;
  return standard_scores(norm_table(outcome, years, Scale::ordered, "W92000004"), outcome, years);
}

// z of a level, found again in the nation's own scores.
double z_of(const std::vector<double>& levels, const std::vector<double>& scores, double level) {
  for (std::size_t row = 0; row < levels.size(); ++row)
    if (levels[row] == level) return scores[row];
  return no_figure;
}

}  // namespace previous_test

class WorkedExampleOfComparison2 : public ::testing::Test {
 protected:
  void SetUp() override {
    const tests::ReferenceTable nation("worked-examples/comparison2-national.csv"),
        school("worked-examples/comparison2-school.csv");
    const auto prior = nation.numbers("prior"), current = nation.numbers("current"), n = nation.numbers("learners");
    std::vector<double> before_level, now_level;
    for (std::size_t row = 0; row < n.size(); ++row) {
      before_level.insert(before_level.end(), std::size_t(n[row]), prior[row]);
      now_level.insert(now_level.end(), std::size_t(n[row]), current[row]);
    }
    const auto before = previous_test::scored(before_level), now = previous_test::scored(now_level);
    const std::vector<AcademicYear> years(before.size(), AcademicYear{2008});
    nation_ = previous_standard(now, before, years, EarlierResult::levels);
    add_school(school, before_level, before, now_level, now);
  }
  // Adds the school's learners as rows after the nation, with the expectation of the nation's own cells.
  void add_school(const tests::ReferenceTable& school, const std::vector<double>& before_level,
                  const std::vector<double>& before, const std::vector<double>& now_level,
                  const std::vector<double>& now) {
    const auto fsm = school.numbers("fsm"), prior = school.numbers("prior"), current = school.numbers("current");
    for (std::size_t learner = 0; learner < fsm.size(); ++learner) {
      const std::uint32_t row = std::uint32_t(nation_.now.size());
      nation_.now.push_back(previous_test::z_of(now_level, now, current[learner]));
      nation_.before.push_back(previous_test::z_of(before_level, before, prior[learner]));
      std::size_t like = 0;
      while (like < before_level.size() && before_level[like] != prior[learner]) ++like;
      const bool known = like < before_level.size();
      nation_.expected.push_back(known ? nation_.expected[like] : no_figure);
      nation_.variance.push_back(known ? nation_.variance[like] : no_figure);
      nation_.progress.push_back(nation_.now.back() - nation_.expected.back());
      nation_.slope.push_back(nation_.slope[0]);
      everybody_.push_back(row);
      if (fsm[learner] == 1) fsm_.push_back(row);
    }
  }
  PreviousStandard nation_;
  std::vector<std::uint32_t> everybody_, fsm_;
};

TEST_F(WorkedExampleOfComparison2, HasTheNationsCellsAndSlope) {
  EXPECT_NEAR(nation_.expected[0], -1.210994, previous_test::printed);     // earlier level 2
  EXPECT_NEAR(nation_.expected[600], -0.680639, previous_test::printed);   // 3
  EXPECT_NEAR(nation_.expected[2500], 0.006475, previous_test::printed);   // 4
  EXPECT_NEAR(nation_.expected[7200], 0.702017, previous_test::printed);   // 5
  EXPECT_NEAR(std::sqrt(nation_.variance[0]), 0.647575, previous_test::printed);
  EXPECT_NEAR(std::sqrt(nation_.variance[600]), 0.713739, previous_test::printed);
  EXPECT_NEAR(std::sqrt(nation_.variance[2500]), 0.724644, previous_test::printed);
  EXPECT_NEAR(std::sqrt(nation_.variance[7200]), 0.724032, previous_test::printed);
  EXPECT_NEAR(nation_.slope[0], 0.652851, previous_test::printed);
}

TEST_F(WorkedExampleOfComparison2, HasTheProgressOfTheSchool) {
  const Progress all = progress(nation_, everybody_);
  EXPECT_EQ(all.learners, 14u);
  EXPECT_EQ(all.with_earlier, 12u);
  EXPECT_NEAR(all.move, -0.492264, previous_test::printed);
  EXPECT_NEAR(all.estimate, -0.555519, previous_test::printed);
  EXPECT_NEAR(all.se, 0.206590, previous_test::printed);
  EXPECT_NEAR(all.estimate - 1.959963984540054 * all.se, -0.960428, previous_test::printed);
  EXPECT_NEAR(all.estimate + 1.959963984540054 * all.se, -0.150610, previous_test::printed);
}

TEST_F(WorkedExampleOfComparison2, HasTheProgressOfThoseEntitledAtEachReliability) {
  const Progress fsm = progress(nation_, fsm_);
  EXPECT_EQ(fsm.learners, 7u);
  EXPECT_EQ(fsm.with_earlier, 6u);
  EXPECT_NEAR(fsm.estimate, -0.760609, previous_test::printed);
  EXPECT_NEAR(fsm.se, 0.289283, previous_test::printed);
  EXPECT_NEAR(fsm.at_reliability(0.8), -0.681556, previous_test::printed);
  EXPECT_NEAR(fsm.at_reliability(0.9), -0.725475, previous_test::printed);
}

TEST(PreviousStandard, ExpectsByYear) {
  const std::vector<double> now{1, 3, -1, -3}, before{0.5, 0.5, 0.5, 0.5};
  const std::vector<AcademicYear> years{{2007}, {2007}, {2008}, {2008}};
  const auto standard = previous_standard(now, before, years, EarlierResult::levels);
  EXPECT_DOUBLE_EQ(standard.expected[0], 2);
  EXPECT_DOUBLE_EQ(standard.expected[3], -2);
  EXPECT_DOUBLE_EQ(standard.progress[1], 1);
  EXPECT_DOUBLE_EQ(standard.variance[1], 1);
}

// A straight line is its own spline: expectations are the line's, and the variance is that of the two-sided error.
TEST(PreviousStandard, FollowsScoresByASpline) {
  std::vector<double> now, before;
  for (int step = 0; step < 400; ++step) {
    before.push_back(-2 + 0.01 * step);
    now.push_back(0.5 + 0.7 * before.back() + (step % 4 < 2 ? 0.3 : -0.3));
  }
  before.push_back(1.0);
  now.push_back(no_figure);  // an earlier result only: expected, without progress
  const std::vector<AcademicYear> years(now.size(), AcademicYear{2008});
  const auto standard = previous_standard(now, before, years, EarlierResult::scores);
  EXPECT_NEAR(standard.expected[200], 0.5, 0.02);
  EXPECT_NEAR(standard.expected[400], 1.2, 0.02);
  EXPECT_NEAR(standard.progress[200], 0.3, 0.02);
  EXPECT_NEAR(standard.variance[200], 0.09, 0.002);
  EXPECT_TRUE(std::isnan(standard.progress[400]));
}

TEST(PreviousStandard, SaysNothingWithoutAnEarlierResult) {
  const std::vector<double> now{1, 0}, before{no_figure, no_figure};
  const std::vector<AcademicYear> years{{2008}, {2008}};
  const auto standard = previous_standard(now, before, years, EarlierResult::levels);
  const Progress all = progress(standard, std::vector<std::uint32_t>{0, 1});
  EXPECT_EQ(all.learners, 2u);
  EXPECT_EQ(all.with_earlier, 0u);
  EXPECT_TRUE(std::isnan(all.estimate));
}

}  // namespace
}  // namespace potensial::insight
