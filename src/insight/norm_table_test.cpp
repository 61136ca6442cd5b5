#include "insight/norm_table.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "model/judgement.hpp"
#include "reference_table.hpp"

namespace potensial::insight {
namespace {

namespace norm_test {

OutcomeColumn column(std::vector<double> values) {
  OutcomeColumn made;
  made.indicator = "maths";
  made.value = std::move(values);
  return made;
}

std::vector<AcademicYear> one_year(std::size_t n) { return std::vector<AcademicYear>(n, AcademicYear{2008}); }

NormTable table_of(const OutcomeColumn& outcome, Scale scale) {
  return norm_table(outcome, one_year(outcome.value.size()), scale, "W92000004");
}

}  // namespace norm_test

TEST(NormTable, GivesTheNormalScoresOfTheWorkedExample) {
  const tests::ReferenceTable national("worked-examples/comparison2-national.csv");
  const auto level = national.numbers("prior"), count = national.numbers("learners");
  std::vector<double> values;
  for (std::size_t row = 0; row < level.size(); ++row) values.insert(values.end(), std::size_t(count[row]), level[row]);
  const NormTable table = norm_test::table_of(norm_test::column(values), Scale::ordered);
  ASSERT_EQ(table.years.size(), 1u);
  EXPECT_EQ(table.years[0].learners, 10000u);
  EXPECT_NEAR(table.years[0].score(2), -1.880794, 5e-7);
  EXPECT_NEAR(table.years[0].score(3), -1.015222, 5e-7);
  EXPECT_NEAR(table.years[0].score(4), -0.037608, 5e-7);
  EXPECT_NEAR(table.years[0].score(5), 1.080319, 5e-7);
}

TEST(NormTable, PlacesAValueNobodyHadBetweenItsNeighbours) {
  const NormTable table = norm_test::table_of(norm_test::column({1, 1, 3, 3}), Scale::ordered);
  EXPECT_NEAR(table.years[0].score(2), 0.0, 1e-12);          // half of the learners are below
  EXPECT_NEAR(table.years[0].score(9), 1.1503493803760083, 1e-9);   // not beyond 1 - 0.5 / 4
  EXPECT_TRUE(std::isnan(table.years[0].score(no_figure)));
}

TEST(NormTable, StandardisesPointsWithThePopulationDeviation) {
  const auto outcome = norm_test::column({10, 20, 30, 40});
  const NormTable table = norm_test::table_of(outcome, Scale::points);
  EXPECT_EQ(table.years[0].method, NormMethod::standardised);
  EXPECT_NEAR(table.years[0].sd, std::sqrt(125.0), 1e-12);
  EXPECT_NEAR(standard_scores(table, outcome, norm_test::one_year(4))[3], 15 / std::sqrt(125.0), 1e-12);
}

TEST(NormTable, RanksPointsThatAreSkewed) {
  const NormTable table = norm_test::table_of(norm_test::column({1, 1, 1, 1, 1, 1, 1, 50}), Scale::points);
  EXPECT_EQ(table.years[0].method, NormMethod::normal_score);
  EXPECT_NEAR(table.years[0].score(50), 1.5341205443525463, 1e-9);  // Phi^-1(7.5 / 8)
}

TEST(NormTable, LeavesYesNoOutcomesAndTheMissingAsTheyAre) {
  const auto outcome = norm_test::column({1, 0, no_figure});
  const auto scores = standard_scores(norm_test::table_of(outcome, Scale::yes_no), outcome, norm_test::one_year(3));
  EXPECT_EQ(scores[0], 1);
  EXPECT_EQ(scores[1], 0);
  EXPECT_TRUE(std::isnan(scores[2]));
}

TEST(NormTable, KeepsYearsApart) {
  const auto outcome = norm_test::column({4, 5, 4, 4});
  const std::vector<AcademicYear> years{{2007}, {2007}, {2008}, {2008}};
  const NormTable table = norm_table(outcome, years, Scale::ordered, "W92000004");
  EXPECT_LT(table.of(AcademicYear{2007})->score(4), 0);
  EXPECT_NEAR(table.of(AcademicYear{2008})->score(4), 0, 1e-12);
  EXPECT_EQ(table.of(AcademicYear{2006}), nullptr);
}

}  // namespace
}  // namespace potensial::insight
