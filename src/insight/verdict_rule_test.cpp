#include "insight/verdict_rule.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "reference_table.hpp"

namespace potensial::insight {
namespace {

namespace verdict_test {

std::vector<Evidence> page() {
  const tests::ReferenceTable table("worked-examples/verdict-page.csv");
  std::vector<Evidence> rows;
  for (std::size_t row = 0; row < table.texts("item").size(); ++row) {
    Evidence evidence;
    evidence.estimate = table.numbers("estimate")[row];
    evidence.se = table.numbers("se")[row];
    evidence.learners = std::size_t(table.numbers("learners")[row]);
    rows.push_back(evidence);
  }
  return rows;
}

Evidence one(double estimate, double se) {
  Evidence evidence;
  evidence.estimate = estimate;
  evidence.se = se;
  evidence.learners = 50;
  return evidence;
}

}  // namespace verdict_test

TEST(VerdictRule, GivesThePageOfTheWorkedExample) {
  const auto rulings = judge(verdict_test::page(), VerdictRule{});
  ASSERT_EQ(rulings.size(), 10u);
  using enum Verdict;
  const std::vector<Verdict> verdicts{low, not_low, low, not_low, low, low, cannot_be_judged, low, cannot_be_judged, not_low};
  const std::vector<double> q{0.0000427, 0.2841, 0.04095, 0.7475, 0.002796, 0.002778, 0.06144, 0.04181, 0, 0.006704};
  const std::vector<double> tolerance{5e-8, 5e-5, 5e-6, 5e-5, 5e-7, 5e-7, 5e-6, 5e-6, 0, 5e-7};
  const std::vector<double> lower{-0.4472, -0.1576, -0.2376, -0.1164, -0.4564, -0.6748, -0.7616, -0.4454, 0, -0.0942};
  for (std::size_t row = 0; row < rulings.size(); ++row) {
    EXPECT_EQ(rulings[row].verdict, verdicts[row]) << row;
    if (row == 8) continue;
    EXPECT_NEAR(rulings[row].q, q[row], tolerance[row]) << row;
    EXPECT_NEAR(rulings[row].low, lower[row], 5.1e-5) << row;
  }
  EXPECT_EQ(rulings[6].reason, Reason::interval_too_wide);
  EXPECT_EQ(rulings[8].reason, Reason::too_few_learners);
  EXPECT_TRUE(std::isnan(rulings[8].q));
}

TEST(VerdictRule, KeepsBlockedRowsOutOfTheFamily) {
  std::vector<Evidence> rows{verdict_test::one(-0.2, 0.1), verdict_test::one(-0.9, 0.1)};
  rows[1].blocked = Reason::outcome_missing;
  const auto rulings = judge(rows, VerdictRule{});
  EXPECT_NEAR(rulings[0].q, 0.022750131948179, 1e-12);  // one row: q = p = Phi(-2)
  EXPECT_EQ(rulings[1].verdict, Verdict::cannot_be_judged);
  EXPECT_EQ(rulings[1].reason, Reason::outcome_missing);
}

TEST(VerdictRule, NeedsBothChanceExcludedAndASizeThatMatters) {
  EXPECT_EQ(judge(std::vector{verdict_test::one(-0.09, 0.01)}, VerdictRule{})[0].verdict, Verdict::not_low);
  EXPECT_EQ(judge(std::vector{verdict_test::one(-0.11, 0.01)}, VerdictRule{})[0].verdict, Verdict::low);
  EXPECT_EQ(judge(std::vector{verdict_test::one(-0.11, 0.20)}, VerdictRule{})[0].verdict, Verdict::cannot_be_judged);
  EXPECT_EQ(judge(std::vector{verdict_test::one(-0.05, 0.20)}, VerdictRule{})[0].verdict, Verdict::cannot_be_judged);
}

TEST(VerdictRule, AllowsForFewDegreesOfFreedom) {
  Evidence row = verdict_test::one(-0.2, 0.1);
  row.degrees = 3;
  const auto ruling = judge(std::vector{row}, VerdictRule{})[0];
  EXPECT_NEAR(ruling.p, 0.06966298427942164, 1e-9);  // P(T_3 <= -2), from tables of t
  EXPECT_EQ(ruling.verdict, Verdict::cannot_be_judged);
}

TEST(VerdictRule, JudgesNothingFromNothing) {
  EXPECT_TRUE(judge({}, VerdictRule{}).empty());
  Evidence row;
  row.learners = 40;
  EXPECT_EQ(judge(std::vector{row}, VerdictRule{})[0].verdict, Verdict::cannot_be_judged);
}

}  // namespace
}  // namespace potensial::insight
