#include "insight/national_third.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace potensial::insight {
namespace third_example {

const double none = std::nan("");

Cohort of_years(std::initializer_list<int> years) {
  Cohort cohort;
  for (const int year : years) {
    cohort.learner.push_back(LearnerId(cohort.learner.size() + 1));
    cohort.school.push_back(0);
    cohort.year.push_back(AcademicYear{std::int16_t(year)});
  }
  return cohort;
}

std::vector<std::optional<Third>> thirds(const Cohort& cohort, std::initializer_list<const std::vector<double>*> columns) {
  const std::vector<const std::vector<double>*> results(columns);
  return national_thirds(cohort, results, {2009}, {});
}

TEST(NationalThird, CutsNineLearnersIntoThrees) {
  const auto cohort = of_years({2009, 2009, 2009, 2009, 2009, 2009, 2009, 2009, 2009});
  const std::vector<double> points{1, 2, 3, 4, 5, 6, 7, 8, 9};  // quantiles 3.67 and 6.33
  const auto found = thirds(cohort, {&points});
  for (std::size_t row = 0; row < 9; ++row) EXPECT_EQ(found[row], row < 3 ? Third::lower : row < 6 ? Third::middle : Third::upper) << row;
}

TEST(NationalThird, WhoStandsOnTheCutIsAboveIt) {
  const auto cohort = of_years({2009, 2009, 2009, 2009, 2009, 2009});
  const std::vector<double> levels{1, 2, 2, 2, 2, 3};  // both cuts are level 2
  const auto found = thirds(cohort, {&levels});
  EXPECT_EQ(found[0], Third::lower);
  for (std::size_t row = 1; row < 6; ++row) EXPECT_EQ(found[row], Third::upper) << row;
}

TEST(NationalThird, TakesTheMeanOfWhatIsKnownAndLeavesOutOtherYears) {
  const auto cohort = of_years({2009, 2009, 2009, 2009, 2008});
  const std::vector<double> reading{1, 3, none, none, 9}, number{1, none, 3, none, 9};
  const auto found = thirds(cohort, {&reading, &number});
  EXPECT_EQ(found[0], Third::lower);
  EXPECT_EQ(found[1], Third::upper) << "known in one subject alone";
  EXPECT_EQ(found[2], Third::upper);
  EXPECT_FALSE(found[3]) << "no result at all";
  EXPECT_FALSE(found[4]) << "another year";
}

TEST(NationalThird, ARuleOfTheCatalogueMovesTheCuts) {
  Definition definition;
  definition.body = Node{Node::Members{{"numbers", Node{Node::Members{{"middle-from", Node{"0.5"}}, {"upper-from", Node{"0.9"}}}}}}};
  const auto rule = third_rule(definition);
  EXPECT_DOUBLE_EQ(rule.middle_from, 0.5);
  EXPECT_DOUBLE_EQ(rule.upper_from, 0.9);
}

}  // namespace third_example
}  // namespace potensial::insight
