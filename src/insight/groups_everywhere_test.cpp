#include "insight/groups_everywhere.hpp"

#include <gtest/gtest.h>

#include "small_nation.hpp"

namespace potensial::insight {
namespace {

namespace everywhere_test {

struct Study {
  explicit Study(std::vector<int> years) : cohort(example::nation({.schools = 6, .learners = 8, .years = std::move(years)})) {
    IndicatorStandards standards;
    standards.indicator.id = "maths-6";
    standards.indicator.scale = Scale::score;
    standards.outcome = cohort.outcomes[0].value;
    indicators.push_back(std::move(standards));
    comparators.family_of.assign(cohort.schools.size(), 0);
  }
  GroupsEverywhere of(int year, unsigned threads) const {
    return groups_everywhere({cohort, indicators, comparators, VerdictRule{}}, AcademicYear{std::int16_t(year)}, threads);
  }
  Cohort cohort;
  std::vector<IndicatorStandards> indicators;
  Comparators comparators;
};

}  // namespace everywhere_test

TEST(GroupsEverywhere, HoldsEveryGroupInEverySpan) {
  const everywhere_test::Study study({2006, 2007, 2008});
  const auto made = study.of(2008, 3);
  ASSERT_EQ(made.years.size(), 4u);   // 2008, 2007, 2006, and the three together
  EXPECT_EQ(made.spans.three, 3u);
  EXPECT_FALSE(made.spans.five);
  ASSERT_EQ(made.groups.size(), 3u);  // all, boys, girls
  for (std::size_t span = 0; span < made.years.size(); ++span)
    for (std::size_t group = 0; group < made.groups.size(); ++group) {
      const Rows members = group_rows(study.cohort, made.groups[group], made.years[span].from, made.years[span].to);
      const auto expected = attained_group(study.cohort, study.indicators[0], members, study.comparators);
      const auto& kept = made.attained_by(span, group, 0);
      EXPECT_EQ(kept.spread.school, expected.spread.school);
      for (std::size_t school = 0; school < 6; ++school) {
        EXPECT_EQ(kept.means[school].learners, (group ? 4u : 8u) * (span == 3 ? 3 : 1));
        EXPECT_EQ(kept.means[school].mean, expected.means[school].mean);
      }
    }
}

TEST(GroupsEverywhere, CountsTheYearOfThePageAlone) {
  everywhere_test::Study study({2007, 2008});
  for (auto& attained : study.cohort.outcomes[0].attained) attained = 1;
  std::size_t left_out = 0;
  for (std::uint32_t row = 0; row < study.cohort.size(); ++row)
    if (study.cohort.school[row] == 2 && study.cohort.year[row].summer == 2008 && left_out < 3) {
      study.cohort.outcomes[0].attained[row] = left_out == 0 ? -1 : 0;
      study.cohort.outcomes[0].status[row] = ResultStatus::disapplied;
      ++left_out;
    }
  const auto made = study.of(2008, 1);
  EXPECT_EQ(made.counted_in(0, 0)[2].counted, 7u);
  EXPECT_EQ(made.counted_in(0, 0)[2].attained, 5u);
  EXPECT_EQ(made.counted_in(0, 0)[2].not_awarded, 3u);
  EXPECT_EQ(made.counted_in(0, 0)[3].attained, 8u);
}

TEST(GroupsEverywhere, KnowsTheLearnersOfEverySchoolInAllYears) {
  const everywhere_test::Study study({2007, 2008});
  const auto made = study.of(2008, 1);
  ASSERT_EQ(made.learners.size(), 6u);
  for (std::uint32_t school = 0; school < 6; ++school) {
    EXPECT_EQ(made.learners[school].size(), 16u);
    for (const auto row : made.learners[school]) EXPECT_EQ(study.cohort.school[row], school);
  }
}

}  // namespace
}  // namespace potensial::insight
