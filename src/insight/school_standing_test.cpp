#include "insight/school_standing.hpp"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "insight/standing_judge.hpp"
#include "small_nation.hpp"

namespace potensial::insight {
namespace {

namespace standing_test {

Indicator maths(int year) {
  Indicator made;
  made.id = year == 6 ? "maths-6" : "maths-2";
  made.scale = year == 6 ? Scale::yes_no : Scale::ordered;
  return made;
}

// A study of one indicator whose values stand on the model scale already.
struct Study {
  explicit Study(Cohort of) : cohort(std::move(of)) {
    IndicatorStandards standards;
    standards.indicator = maths(6);
    standards.indicator.scale = Scale::score;
    standards.outcome = cohort.outcomes[0].value;
    standards.earlier = {{"maths-2", EarlierResult::levels, cohort.priors[0].value}};
    standards.previous =
        previous_standard(standards.outcome, cohort.priors[0].value, cohort.year, EarlierResult::levels);
    standards.same_start = *expected_standard(cohort, standards.outcome, standards.earlier, {"1A", 1, {}, 0});
    standards.circumstances =
        *expected_standard(cohort, standards.outcome, standards.earlier, {"1B", 1, {"sex"}, 0});
    indicators.push_back(std::move(standards));
    comparators.family_of.assign(cohort.schools.size(), 0);
    for (std::uint32_t school = 0; school < cohort.schools.size(); ++school) {
      std::vector<std::uint32_t> others;
      for (std::uint32_t other = 0; other < cohort.schools.size(); ++other)
        if (other != school) others.push_back(other);
      comparators.family.push_back(others);
      comparators.nearest.push_back(others);
    }
  }
  StandingStudy study() const { return {cohort, indicators, comparators, VerdictRule{}}; }
  GroupsEverywhere everywhere(int year) const { return groups_everywhere(study(), AcademicYear{std::int16_t(year)}, 2); }
  Standing of(std::uint32_t school, int year = 2008) const {
    return school_standing(study(), everywhere(year), school);
  }
  Cohort cohort;
  std::vector<IndicatorStandards> indicators;
  Comparators comparators;
};

example::NationPlan plan() {
  example::NationPlan plan;
  plan.school_effect = {-0.5, 0.3, -0.3, 0.3, -0.3, 0.1, -0.1, 0.2, -0.2, 0.5, 0.0, 0.0};
  return plan;
}

const StandingRow* group(const Standing& standing, const std::string& level) {
  for (const auto& row : standing.rows)
    if (row.conditions.size() == 1 && row.conditions[0].level == level) return &row;
  return nullptr;
}

}  // namespace standing_test

TEST(SchoolStanding, KeepsThreeVerdictsSideBySide) {
  const standing_test::Study study(example::nation(standing_test::plan()));
  const Standing standing = study.of(0);
  ASSERT_EQ(standing.rows.size(), 3u);  // all, boys, girls
  const StandingRow& all = standing.rows[0];
  EXPECT_EQ(all.learners, 40u);
  EXPECT_EQ(all.judged.expected.verdict, Verdict::low);
  EXPECT_EQ(all.judged.previous.verdict, Verdict::low);
  EXPECT_EQ(all.judged.comparable.verdict, Verdict::low);
  EXPECT_NEAR(all.judged.previous.estimate, -0.5, 1e-9);  // the nation's mean is 0
  EXPECT_EQ(all.judged.comparable.schools, 11u);
  EXPECT_FALSE(all.better.empty());
  EXPECT_EQ(study.of(9).rows[0].judged.expected.verdict, Verdict::not_low);
}

TEST(SchoolStanding, JudgesBoysApartFromGirls) {
  auto plan = standing_test::plan();
  plan.school_effect.assign(12, 0);
  plan.boys_gap = -0.9;
  const standing_test::Study study(example::nation(plan));
  const Standing standing = study.of(0);
  ASSERT_NE(standing_test::group(standing, "M"), nullptr);
  EXPECT_EQ(standing_test::group(standing, "M")->judged.expected.verdict, Verdict::low);
  EXPECT_EQ(standing_test::group(standing, "M")->learners, 20u);
  EXPECT_NE(standing_test::group(standing, "F")->judged.expected.verdict, Verdict::low);
  EXPECT_GT(standing_test::group(standing, "F")->attained_nationally, 0.4);
}

TEST(SchoolStanding, ShowsTheSameGroupInFamilyAuthorityAndNation) {
  auto cohort = example::nation(standing_test::plan());
  for (std::size_t row = 0; row < cohort.size(); ++row) cohort.outcomes[0].attained[row] = cohort.school[row] == 0;
  for (std::size_t row = 0; row < 4; ++row) cohort.outcomes[0].status[row] = ResultStatus::not_awarded;
  const standing_test::Study study(std::move(cohort));
  const StandingRow row = study.of(0).rows[0];
  EXPECT_NEAR(row.attained_nationally, 1.0 / 12, 1e-12);
  EXPECT_NEAR(row.attained_in_authority, 1.0 / 6, 1e-12);
  EXPECT_DOUBLE_EQ(row.attained_in_family, 0);  // the school itself is left out
  EXPECT_EQ(row.not_awarded, 4u);
  EXPECT_TRUE(row.many_not_awarded());          // 4 of 40 against 4 of 480
  EXPECT_FALSE(study.of(1).rows[0].many_not_awarded());
}

TEST(SchoolStanding, CannotJudgeWhereResultsAreMissing) {
  auto cohort = example::nation(standing_test::plan());
  for (std::size_t row = 0; row < 5; ++row) cohort.outcomes[0].value[row] = no_figure;  // 5 of 40 at school 0
  const standing_test::Study study(std::move(cohort));
  const StandingRow all = study.of(0).rows[0];
  EXPECT_EQ(all.with_result, 35u);
  EXPECT_EQ(all.judged.expected.verdict, Verdict::cannot_be_judged);
  EXPECT_EQ(all.judged.expected.reason, Reason::outcome_missing);
  EXPECT_LT(all.judged.expected.if_missing_low, all.judged.expected.if_missing_high);
}

TEST(SchoolStanding, CannotJudgeProgressWhereEarlierResultsAreMissing) {
  auto cohort = example::nation(standing_test::plan());
  for (std::size_t row = 0; row < 9; ++row) cohort.priors[0].value[row] = no_figure;  // 31 of 40 remain
  const standing_test::Study study(std::move(cohort));
  const StandingRow all = study.of(0).rows[0];
  EXPECT_EQ(all.judged.previous.reason, Reason::earlier_result_missing);
  EXPECT_EQ(all.judged.previous.without_earlier, 9u);
}

TEST(SchoolStanding, ListsGroupsNotAnalysedWithTheReason) {
  auto cohort = example::nation(standing_test::plan());
  for (std::size_t row = 0; row < 40; ++row) cohort.characteristics[0].level[row] = row < 3 ? 0 : 1;
  for (std::size_t row = 40; row < 60; ++row) cohort.characteristics[0].level[row] = 2;  // not obtained at school 1
  const standing_test::Study study(std::move(cohort));
  const Standing few = study.of(0), unknown = study.of(1);
  ASSERT_EQ(few.not_analysed.size(), 1u);
  EXPECT_EQ(few.not_analysed[0].reason, Reason::too_few_learners);
  EXPECT_EQ(few.not_analysed[0].learners, 3u);
  ASSERT_EQ(unknown.not_analysed.size(), 2u);
  EXPECT_EQ(unknown.not_analysed[0].reason, Reason::characteristic_missing);
  EXPECT_EQ(unknown.not_analysed[0].not_recorded, 20u);
  EXPECT_EQ(unknown.rows.size(), 1u);
}

TEST(SchoolStanding, PoolsThreeCohortsWhereOneIsTooSmallAndSaysWhichYears) {
  auto plan = standing_test::plan();
  plan.years = {2006, 2007, 2008};
  plan.learners = 8;
  const standing_test::Study study(example::nation(plan));
  const StandingRow all = study.of(0).rows[0];
  EXPECT_EQ(all.judged.previous.verdict, Verdict::low);
  EXPECT_EQ(all.judged.previous.years.size(), 3u);
  EXPECT_EQ(all.judged.previous.learners, 24u);
  EXPECT_FALSE(all.judged.previous.lasting);  // no single year was judged low
}

TEST(SchoolStanding, DoesNotPoolOverAChangeOfDefinition) {
  auto plan = standing_test::plan();
  plan.years = {2006, 2007, 2008};
  plan.learners = 8;
  standing_test::Study study(example::nation(plan));
  study.indicators[0].indicator.breaks = {AcademicYear{2008}};
  EXPECT_EQ(study.of(0).rows[0].judged.previous.verdict, Verdict::cannot_be_judged);
  EXPECT_EQ(study.of(0).rows[0].judged.previous.reason, Reason::too_few_learners);
}

TEST(SchoolStanding, MarksWhatLasts) {
  auto plan = standing_test::plan();
  plan.years = {2006, 2007, 2008};
  const standing_test::Study study(example::nation(plan));
  EXPECT_TRUE(study.of(0).rows[0].judged.previous.lasting);
}

TEST(StandingJudge, WithdrawsWhatMoversOrReliabilityWouldTurn) {
  Measured measured;
  measured.evidence.estimate = -0.5;
  measured.evidence.se = 0.05;
  measured.evidence.learners = 40;
  measured.stable = measured.other_low = measured.other_high = measured.evidence;
  EXPECT_EQ(judge_measured(std::vector{measured}, Comparison::previous, VerdictRule{})[0].verdict, Verdict::low);
  Measured moved = measured;
  moved.stable.estimate = 0;
  EXPECT_EQ(judge_measured(std::vector{moved}, Comparison::expected, VerdictRule{})[0].reason, Reason::depends_on_movers);
  Measured unreliable = measured;
  unreliable.other_low.estimate = -0.05;
  EXPECT_EQ(judge_measured(std::vector{unreliable}, Comparison::previous, VerdictRule{})[0].reason,
            Reason::depends_on_reliability);
  const auto choice = judge_measured(std::vector{unreliable}, Comparison::comparable, VerdictRule{})[0];
  EXPECT_EQ(choice.verdict, Verdict::low);
  EXPECT_TRUE(choice.depends_on_choice);
}

TEST(AreaStanding, ClustersErrorsBySchool) {
  auto plan = standing_test::plan();
  plan.school_effect = {-0.5, -0.5, -0.5, -0.5, -0.5, -0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5};
  const standing_test::Study study(example::nation(plan));
  const std::vector<std::uint32_t> first{0, 1, 2, 3, 4, 5};
  const Standing standing = area_standing(study.study(), study.everywhere(2008), "660", first);
  const auto& previous = standing.rows[0].judged.previous;
  EXPECT_NEAR(previous.estimate, -0.5, 1e-9);
  EXPECT_EQ(previous.schools, 6u);
  EXPECT_EQ(standing.learners, 240u);
  // The six schools are alike: what differs within a school is no uncertainty about it as a mean of schools.
  EXPECT_LT(previous.se, 1e-6);
}

TEST(AreaStanding, HasNoComparableSchoolsForTheWholeNation) {
  const standing_test::Study study(example::nation(standing_test::plan()));
  std::vector<std::uint32_t> all(12);
  for (std::uint32_t school = 0; school < 12; ++school) all[school] = school;
  const Standing standing = area_standing(study.study(), study.everywhere(2008), "W92000004", all);
  EXPECT_EQ(standing.rows[0].judged.comparable.reason, Reason::no_family);
}

TEST(SchoolsOfArea, AreJudgedInOneFamilyOfTests) {
  const standing_test::Study study(example::nation(standing_test::plan()));
  const std::vector<std::uint32_t> schools{0, 9};
  const auto rows = schools_of_area(study.study(), study.everywhere(2008), schools);
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].judged.verdict, Verdict::low);
  EXPECT_EQ(rows[1].judged.verdict, Verdict::not_low);
}

}  // namespace
}  // namespace potensial::insight
