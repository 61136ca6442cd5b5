// A whole school judged over three years beside what is expected counted the learners of all years of the model: 48 where
// the years it named hold 26.
#include <gtest/gtest.h>

#include "insight/school_standing.hpp"
#include "small_nation.hpp"

namespace potensial::insight {
namespace years_of_school {

// Eight learners a year, of five years: one year is too few to judge, three are not.
Cohort five_years() {
  example::NationPlan plan;
  plan.years = {2004, 2005, 2006, 2007, 2008};
  plan.learners = 8;
  plan.school_effect = {-0.9, 0.3, -0.3, 0.3, -0.3, 0.1, -0.1, 0.2, -0.2, 0.5, 0.0, 0.0};
  return example::nation(plan);
}

IndicatorStandards standards_of(const Cohort& cohort) {
  IndicatorStandards made;
  made.indicator.id = "maths-6";
  made.indicator.scale = Scale::score;
  made.outcome = cohort.outcomes[0].value;
  made.earlier = {{"maths-2", EarlierResult::levels, cohort.priors[0].value, {}}};
  made.same_start = *expected_standard(cohort, made.outcome, made.earlier, {"1A", 1, {}, 0});
  made.circumstances = *expected_standard(cohort, made.outcome, made.earlier, {"1B", 1, {"sex"}, 0});
  return made;
}

StandingRow first_school(const Cohort& cohort, const std::vector<IndicatorStandards>& standards) {
  Comparators comparators;
  comparators.family_of.assign(cohort.schools.size(), -1);
  comparators.family.resize(cohort.schools.size());
  comparators.nearest.resize(cohort.schools.size());
  const StandingStudy study{cohort, standards, comparators, VerdictRule{}};
  return school_standing(study, groups_everywhere(study, AcademicYear{2008}, 1), 0).rows.at(0);
}

TEST(YearsOfAWholeSchool, CountsTheLearnersOfTheYearsItNames) {
  const auto cohort = five_years();
  const auto row = first_school(cohort, {standards_of(cohort)});
  for (const auto& judged : {row.judged.expected, row.same_start}) {
    ASSERT_EQ(judged.years.size(), 3u);
    EXPECT_EQ(judged.learners, 24u);
  }
}

// What happened in the years that are not named does not stand in the figure of those that are.
TEST(YearsOfAWholeSchool, DescribesTheYearsItNames) {
  auto cohort = five_years();
  for (std::size_t row = 0; row < cohort.size(); ++row)
    if (cohort.school[row] == 0 && cohort.year[row] < AcademicYear{2006}) cohort.outcomes[0].value[row] += 0.9;
  const auto row = first_school(cohort, {standards_of(cohort)});
  EXPECT_NEAR(row.judged.expected.raw, row.judged.expected.attained - row.judged.expected.reference, 1e-9);
}

}  // namespace years_of_school
}  // namespace potensial::insight
