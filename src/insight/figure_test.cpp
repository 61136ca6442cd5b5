#include "insight/figure.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "insight/cohort_group.hpp"
#include "insight/small_cohort_test.hpp"

namespace potensial::insight {
namespace figure_test {

using ::testing::ElementsAre;
using ::testing::Pair;

// Seven learners: 5 counted, of whom 3 reached it; one without a value, one without an earlier result.
Cohort seven() {
  SmallCohort small;
  small.add("6812001", 2009, 1, 5, 0).add("6812001", 2010, 1, 5, 1).add("6812001", 2010, 0, 3, 1).add("6812001", 2010, 1, 4, 0);
  small.add("6812002", 2010, 0, 2, 1).add("6812002", 2010, -1, no_figure, 0).add("6812002", 2010, -1, 4, 0);
  return small.cohort();
}

IndicatorStandards standards_of(const Cohort& cohort) {
  IndicatorStandards made;
  made.indicator.id = "ks2-mat";
  made.outcome = cohort.outcomes.front().value;
  made.same_start.emplace().residual = made.outcome;
  made.same_start->no_earlier.assign(cohort.size(), 0);
  made.same_start->no_earlier[6] = 1;
  made.earlier.push_back({"ks1-mat", EarlierResult::levels, {}, {}});
  made.circumstances.emplace().residual.assign(cohort.size(), no_figure);
  made.circumstances->residual[1] = 0.5;
  made.previous.emplace().progress = {0, 0, no_figure, 0, no_figure, no_figure, no_figure};
  made.previous->now = made.outcome;
  return made;
}

Rows in_2010(const Cohort& cohort, std::vector<Condition> conditions = {}) {
  return group_rows(cohort, conditions, AcademicYear{2010}, AcademicYear{2010});
}

TEST(Figure, CountsNumeratorDenominatorAndWhoStandsInEachComparison) {
  const auto cohort = seven();
  const auto counts = figure_counts(cohort, standards_of(cohort), in_2010(cohort));
  EXPECT_EQ(counts.learners, 6u);
  EXPECT_EQ(counts.counted, 4u);
  EXPECT_EQ(counts.attained, 2u);
  EXPECT_DOUBLE_EQ(counts.share(), 0.5);
  EXPECT_EQ(counts.with_result, 5u);
  EXPECT_DOUBLE_EQ(counts.mean, (5 + 3 + 4 + 2 + 4) / 5.0);
  EXPECT_EQ(counts.same_start, 5u);
  EXPECT_EQ(counts.with_start, 4u);
  EXPECT_EQ(counts.circumstances, 1u);
  EXPECT_EQ(counts.previous, 2u);
  EXPECT_DOUBLE_EQ(counts.mean_previous, (5 + 4) / 2.0);
}

TEST(Figure, OfAGroupCountsItsLearnersAlone) {
  const auto cohort = seven();
  const auto counts = figure_counts(cohort, standards_of(cohort), in_2010(cohort, {{"sex", "M", {}}}));
  EXPECT_EQ(counts.learners, 3u);
  EXPECT_EQ(counts.attained, 1u);
  EXPECT_EQ(counts.counted, 3u);
}

TEST(Figure, OfNobodyHasNoShare) {
  const auto cohort = seven();
  const auto counts = figure_counts(cohort, standards_of(cohort), {});
  EXPECT_EQ(counts.learners, 0u);
  EXPECT_TRUE(std::isnan(counts.share()));
  EXPECT_TRUE(std::isnan(counts.mean));
}

TEST(Figure, ASearchTakesEachLearnerOnceAtTheLatestYear) {
  auto cohort = seven();
  cohort.learner[1] = cohort.learner[0];  // stayed down a year: a girl in the census of 2009, a boy in that of 2010
  const auto all = group_rows(cohort, {}, AcademicYear{2009}, AcademicYear{2010});
  const auto standards = standards_of(cohort);
  EXPECT_EQ(counts_of_each_once(cohort, standards, all, {}).with_start, 4u);
  EXPECT_EQ(counts_of_each_once(cohort, standards, all, std::vector<Condition>{{"sex", "F", {}}}).with_start, 1u);
}

TEST(Figure, HasAnAddressThatSaysWhatIsCounted) {
  const std::vector<Condition> conditions{{"sex", "M", {}}, {"fsm", "yes", {}}};
  const auto target = in_years(figure_link("680", "ks2-points", conditions), AcademicYear{2008}, AcademicYear{2010});
  EXPECT_EQ(target.noun, "figure");
  EXPECT_THAT(target.query, ElementsAre(Pair("indicator", "ks2-points"), Pair("group", "sex:M,fsm:yes"), Pair("since", "2008"), Pair("year", "2010")));
  EXPECT_THAT(in_years(figure_link("680", "a"), AcademicYear{2010}, AcademicYear{2010}).query, ElementsAre(Pair("indicator", "a"), Pair("year", "2010")));
}

TEST(Figure, OfADescriptivePageSaysWhichPageAndWhatOnIt) {
  const auto target = described_figure({.of = "gaps", .place = "680", .since = {2009}, .year = {2009}, .conditions = {{"fsm", "yes", {}}}, .item = "fsm:no",
                                        .indicator = "ks2-csi", .defined = {2010}});
  EXPECT_THAT(target.query, ElementsAre(Pair("of", "gaps"), Pair("indicator", "ks2-csi"), Pair("group", "fsm:yes"), Pair("item", "fsm:no"),
                                        Pair("year", "2009"), Pair("defined", "2010")));
  const auto own_year = described_figure({.of = "exclusions", .place = "loaded", .since = {2008}, .year = {2010}, .defined = {2010}});
  EXPECT_THAT(own_year.query, ElementsAre(Pair("of", "exclusions"), Pair("since", "2008"), Pair("year", "2010")));
}

TEST(Figure, AStatisticalFamilyIsNamedAsNoOrganisationIs) {
  EXPECT_EQ(family_at(place_of_family("primary-english-03")), "primary-english-03");
  EXPECT_EQ(family_at("primary-english-03"), "");
}

}  // namespace figure_test
}  // namespace potensial::insight
