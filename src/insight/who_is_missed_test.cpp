#include "insight/who_is_missed.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace potensial::insight {
namespace missed_example {

// Worked by hand: 30 learners are entitled to free school meals. 24 have a place: 11 of the entitled, 13 others (one more is of
// unknown status). 19 entitled learners have none: 6 in the top third, 8 in the middle, 4 in the lower, 1 without a result.
WhoIsMissed school() {
  WhoIsMissed counts;
  const auto add = [&](int n, const PlacedLearner& each) {
    for (int i = 0; i < n; ++i) counts.add(each);
  };
  add(9, {Criterion::met, true, Third::lower});
  add(2, {Criterion::met, true, Third::upper});
  add(13, {Criterion::not_met, true, Third::lower});
  add(1, {Criterion::unknown, true, Third::lower});
  add(6, {Criterion::met, false, Third::upper});
  add(8, {Criterion::met, false, Third::middle});
  add(4, {Criterion::met, false, Third::lower});
  add(1, {Criterion::met, false, {}});
  add(170, {Criterion::not_met, false, Third::middle});
  add(3, {Criterion::unknown, false, Third::upper});
  return counts;
}

TEST(WhoIsMissed, Tgt08FourNumbersOfASchoolAreThoseWorkedByHand) {
  const auto counts = school();
  EXPECT_EQ(counts.served_within, 11);
  EXPECT_EQ(counts.served_outside, 13) << "13 of 24 do not meet the criterion";
  EXPECT_EQ(counts.served(), 24);
  EXPECT_EQ(counts.served_unknown, 1) << "counts against neither";
  EXPECT_EQ(counts.unserved, 19);
  EXPECT_EQ(counts.unserved_upper, 6);
  EXPECT_EQ(counts.unserved_middle, 8);
  EXPECT_EQ(counts.unserved_without_result, 1);
  EXPECT_NEAR(counts.coverage(), 11.0 / 30, 1e-12);
  EXPECT_NEAR(counts.leakage(), 13.0 / 24, 1e-12);
}

TEST(WhoIsMissed, SharesOfNobodyAreNoShares) {
  WhoIsMissed nobody;
  nobody.add({Criterion::not_met, false, Third::upper});
  EXPECT_TRUE(std::isnan(nobody.coverage()) && std::isnan(nobody.leakage()));
  EXPECT_FALSE(selects_otherwise(nobody, 0.1)) << "who gives no support chooses nobody";
}

TEST(WhoIsMissed, ASchoolThatChoosesByAnotherCriterionIsWarned) {
  EXPECT_TRUE(selects_otherwise(school(), 0.1));
  WhoIsMissed careful{.served_within = 18, .served_outside = 2};
  EXPECT_FALSE(selects_otherwise(careful, 0.1)) << "two of twenty is what the rule lets pass";
  careful.served_outside = 3;
  EXPECT_TRUE(selects_otherwise(careful, 0.1));
}

TEST(WhoIsMissed, PlacesAddUp) {
  auto both = school();
  both += school();
  EXPECT_EQ(both.served_within, 22);
  EXPECT_EQ(both.served_outside, 26);
  EXPECT_EQ(both.served_unknown, 2);
  EXPECT_EQ(both.unserved, 38);
  EXPECT_EQ(both.unserved_upper, 12);
  EXPECT_EQ(both.unserved_middle, 16);
  EXPECT_EQ(both.unserved_without_result, 2);
  EXPECT_DOUBLE_EQ(both.leakage(), school().leakage());
}

}  // namespace missed_example
}  // namespace potensial::insight
