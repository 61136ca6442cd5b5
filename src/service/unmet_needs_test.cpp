#include "service/unmet_needs.hpp"

#include <gtest/gtest.h>

namespace potensial::service {
namespace unmet_need_cases {

FindingRecord boys_with_meals() {
  FindingRecord need;
  need.indicator = "ks2-reading";
  need.conditions = {{"sex", "M", {}}, {"fsm", "yes", {}}};
  need.years = {AcademicYear{2009}, AcademicYear{2010}};
  return need;
}

TEST(UnmetNeeds, AnOutcomeForTheSameGroupOnTheSameIndicatorIsAgainstTheNeed) {
  const auto need = boys_with_meals();
  EXPECT_TRUE(is_against(need, "fsm:yes,sex:M", "ks2-reading", Date(2011, 7, 20)));
  EXPECT_FALSE(is_against(need, "fsm:yes,sex:M", "ks2-mathematics", Date(2011, 7, 20)));
}

TEST(UnmetNeeds, AWiderNarrowerOrOtherGroupIsNotTheSame) {
  const auto need = boys_with_meals();
  for (const char* group : {"all", "", "sex:M", "sex:F,fsm:yes", "fsm:yes,sex:M,looked-after:yes", "sex:M,sex:M"})
    EXPECT_FALSE(is_against(need, group, "ks2-reading", Date(2011, 7, 20))) << group;
}

// 31 August 2010 ends the school year of the newest results.
TEST(UnmetNeeds, WhatEndedWithTheResultsThatToldOfItIsNotAgainstIt) {
  EXPECT_FALSE(is_against(boys_with_meals(), "sex:M,fsm:yes", "ks2-reading", Date(2010, 8, 31)));
  EXPECT_TRUE(is_against(boys_with_meals(), "sex:M,fsm:yes", "ks2-reading", Date(2010, 9, 1)));
}

// A decision holds on its review day and not after; what takes it back ends it at once.
TEST(UnmetNeeds, ADecisionNotToActHoldsUntilItsDayOrUntilItIsTakenBack) {
  Need need{boys_with_meals(), {}, {{.taken_back = false, .reason = "five learners", .review = Date(2011, 6, 30), .actor = {}}}};
  EXPECT_TRUE(need.is_left(Date(2011, 6, 30)));
  EXPECT_FALSE(need.is_unmet(Date(2011, 6, 30)));
  EXPECT_TRUE(need.is_unmet(Date(2011, 7, 1)));
  need.inactions.push_back({.taken_back = true, .reason = "more came", .review = {}, .actor = {}});
  EXPECT_TRUE(need.is_unmet(Date(2011, 1, 1)));
  need.activities.push_back({"plan", "1", ""});
  EXPECT_FALSE(need.is_unmet(Date(2011, 7, 1)));
}

}  // namespace unmet_need_cases
}  // namespace potensial::service
