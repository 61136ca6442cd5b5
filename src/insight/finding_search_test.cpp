#include "insight/finding_search.hpp"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "small_nation.hpp"

namespace potensial::insight {
namespace {

namespace search_test {

// Thirty schools of forty learners; boys born in summer fall short by 1 beyond what their parts say.
Cohort nation(double planted, std::vector<int> years) {
  example::NationPlan plan;
  plan.schools = 30;
  plan.schools_in_authority = 30;
  plan.years = std::move(years);
  Cohort cohort = example::nation(plan);
  Characteristic term;
  term.id = "term-of-birth";
  term.name = {"term of birth", "tymor geni"};
  term.levels = {{"summer", {"born in summer", "wedi’u geni yn yr haf"}}, {"other", {"born earlier", "wedi’u geni ynghynt"}}};
  cohort.characteristics.push_back({term, {}});
  for (std::size_t row = 0; row < cohort.size(); ++row) {
    const bool summer = (row / 4) % 3 == 0;
    cohort.characteristics[1].level.push_back(summer ? 0 : 1);
    // A fixed scramble in place of chance, so that schools differ and no sum is exactly 0.
    cohort.outcomes[0].value[row] += 0.3 * std::sin(double(row) * 12.9898);
    if (summer && cohort.characteristics[0].level[row] == 0) cohort.outcomes[0].value[row] += planted;
    cohort.outcomes[0].attained[row] = cohort.outcomes[0].value[row] > 0;
  }
  return cohort;
}

IndicatorStandards standards(const Cohort& cohort) {
  IndicatorStandards made;
  made.indicator.id = "maths-6";
  made.indicator.scale = Scale::score;
  made.outcome = cohort.outcomes[0].value;
  made.earlier = {{"maths-2", EarlierResult::levels, cohort.priors[0].value}};
  made.previous = previous_standard(made.outcome, cohort.priors[0].value, cohort.year, EarlierResult::levels);
  made.same_start = *expected_standard(cohort, made.outcome, made.earlier, {"1A", 1, {}, 0});
  return made;
}

Comparators nobody(const Cohort& cohort) {
  Comparators none;
  none.family_of.assign(cohort.schools.size(), -1);
  none.family.resize(cohort.schools.size());
  none.nearest.resize(cohort.schools.size());
  return none;
}

GroupFindings found(const Cohort& cohort, int from, int to) {
  FindingRequest request;
  request.scope = "W92000004";
  request.from = AcademicYear{std::int16_t(from)};
  request.to = AcademicYear{std::int16_t(to)};
  request.options.depth = 2;
  request.options.draws.draws = 199;
  const auto result = find_groups(cohort, standards(cohort), nobody(cohort), VerdictRule{}, request);
  EXPECT_TRUE(result) << (result ? "" : result.error().code);
  return result ? *result : GroupFindings{};
}

}  // namespace search_test

TEST(FindingSearch, FindsTheGroupThatFallsShortWithItsYearsAndSchools) {
  const Cohort cohort = search_test::nation(-1.0, {2007, 2008});
  const GroupFindings found = search_test::found(cohort, 2008, 2008);
  const FindingRecord* separate = nullptr;
  for (const auto& record : found.findings)
    if (record.kind == FindingKind::separate) separate = &record;
  ASSERT_NE(separate, nullptr);
  ASSERT_EQ(separate->conditions.size(), 2u);
  EXPECT_EQ(separate->conditions[0].level, "M");
  EXPECT_EQ(separate->conditions[1].level, "summer");
  EXPECT_NEAR(separate->own, -1.0, 0.25);
  EXPECT_LE(separate->q, 0.025);
  ASSERT_EQ(separate->by_year.size(), 2u);
  EXPECT_FALSE(separate->by_year[0].used_to_find);
  EXPECT_TRUE(separate->lasting);
  ASSERT_TRUE(separate->replication);
  EXPECT_NEAR(separate->replication->gap, separate->by_year[0].gap, 1e-9);  // one unused year
  EXPECT_EQ(separate->judged.expected.verdict, Verdict::low);
  EXPECT_EQ(separate->judged.comparable.reason, Reason::no_family);
  EXPECT_LT(separate->attained_share, separate->expected_share);
  EXPECT_EQ(separate->years, std::vector<AcademicYear>{AcademicYear{2008}});
  EXPECT_GT(separate->counts.searched, 0u);
}

TEST(FindingSearch, IsSilentWhereNobodyFallsShort) {
  const GroupFindings found = search_test::found(search_test::nation(0, {2008}), 2008, 2008);
  EXPECT_TRUE(found.findings.empty());
  EXPECT_GT(found.counts.large_enough, 0u);
}

// Of two-level characteristics the other side of "does better" is a shortfall, and is told as one.
TEST(FindingSearch, TellsTheShortfallRatherThanItsOtherSide) {
  const GroupFindings found = search_test::found(search_test::nation(1.0, {2008}), 2008, 2008);
  ASSERT_FALSE(found.findings.empty());
  for (const auto& record : found.findings) EXPECT_LT(record.gap, 0);
}

TEST(FindingSearch, LeavesOutAndCountsLearnersWithoutAnEarlierResult) {
  Cohort cohort = search_test::nation(-1.0, {2008});
  std::size_t summer_boys = 0;
  for (std::size_t row = 0; row < cohort.size(); ++row) {
    const bool without = row % 10 == 0;
    if (without) cohort.priors[0].value[row] = std::nan("");
    summer_boys += !without && cohort.characteristics[0].level[row] == 0 && cohort.characteristics[1].level[row] == 0;
  }
  const GroupFindings found = search_test::found(cohort, 2008, 2008);
  EXPECT_EQ(found.counts.without_earlier, cohort.size() / 10);
  const auto separate = std::find_if(found.findings.begin(), found.findings.end(),
                                     [](const auto& record) { return record.kind == FindingKind::separate; });
  ASSERT_NE(separate, found.findings.end());
  EXPECT_EQ(separate->learners, summer_boys);
}

TEST(FindingSearch, RefusesWithoutAnExpectedStandard) {
  const Cohort cohort = search_test::nation(0, {2008});
  IndicatorStandards standards = search_test::standards(cohort);
  standards.same_start.reset();
  const auto refused = find_groups(cohort, standards, search_test::nobody(cohort), VerdictRule{}, {});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "insight.no-expected-standard");
}

}  // namespace
}  // namespace potensial::insight
