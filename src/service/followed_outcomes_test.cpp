#include "service/followed_outcomes.hpp"

#include <gtest/gtest.h>

namespace potensial::service {
namespace followed_outcomes_test {

PlannedOutcome planned(double target) {
  return {.part = "plan-outcomes", .heading = {}, .group = "sex:M", .indicator = "ks2-reading", .baseline = 71.4, .target = target, .date = Date(2010, 8, 31)};
}

FigureOfYear figure(double value, const Indicator* indicator = nullptr) { return {FigureKnown::known, 40, value, Unit::percent, {}, indicator}; }

TEST(FollowedOutcome, IsMetWhereTheTargetIsReachedExactly) {
  EXPECT_EQ(state_of(planned(78.0), figure(78.0), AcademicYear{2009}), OutcomeState::met);
  EXPECT_EQ(state_of(planned(78.0), figure(77.9), AcademicYear{2009}), OutcomeState::not_met);
  EXPECT_EQ(state_of(planned(78.0), figure(60.0), {}), OutcomeState::not_met);
}

TEST(FollowedOutcome, OfAbsenceIsMetBelowTheTarget) {
  Indicator absence;
  absence.more_is_better = false;
  EXPECT_EQ(state_of(planned(6.0), figure(5.9, &absence), {}), OutcomeState::met);
  EXPECT_EQ(state_of(planned(6.0), figure(6.1, &absence), {}), OutcomeState::not_met);
}

TEST(FollowedOutcome, IsNeverJudgedFromWhatIsNotKnown) {
  EXPECT_EQ(state_of(planned(0), {.known = FigureKnown::no_results}, {}), OutcomeState::no_results);
  EXPECT_EQ(state_of(planned(0), {.known = FigureKnown::too_few}, {}), OutcomeState::too_few);
  EXPECT_EQ(state_of(planned(0), {.known = FigureKnown::earlier_years}, {}), OutcomeState::earlier_years);
  EXPECT_EQ(state_of(planned(0), {.known = FigureKnown::not_defined}, {}), OutcomeState::not_defined);
}

TEST(FollowedOutcome, IsNotComparedOverABreakOfTheDefinition) {
  Indicator changed;
  changed.breaks = {{2010}};
  EXPECT_EQ(state_of(planned(78), figure(90, &changed), AcademicYear{2009}), OutcomeState::redefined);
  EXPECT_EQ(state_of(planned(78), figure(90, &changed), AcademicYear{2010}), OutcomeState::met) << "the baseline is of the new definition";
  changed.breaks = {{2011}};
  EXPECT_EQ(state_of(planned(78), figure(90, &changed), AcademicYear{2009}), OutcomeState::met) << "it changes only later";
}

}  // namespace followed_outcomes_test
}  // namespace potensial::service
