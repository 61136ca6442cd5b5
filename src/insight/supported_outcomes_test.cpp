#include "insight/supported_outcomes.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "base/counter_random.hpp"
#include "insight/small_cohort_test.hpp"

namespace potensial::insight {
namespace supported_example {

const Date autumn(2008, 10, 1);

// Learners of one key stage of 2008/09, with a result and an earlier one, both as standard scores.
class Example {
 public:
  Example() { standards_.indicator.id = "ks2-mat", standards_.indicator.scale = Scale::ordered, standards_.earlier.resize(1); }

  LearnerId add(const char* school, double earlier, double outcome, std::uint8_t sex = 0) {
    made_.add(school, 2009, 1, outcome, sex);
    standards_.outcome.push_back(outcome);
    standards_.earlier.front().z.push_back(earlier);
    return made_.cohort().learner.back();
  }
  void support(LearnerId learner, Date from = autumn, bool here = true) { activity_.push_back({learner, from, here}); }
  SupportedOutcome told(const SupportedRule& rule) { return supported_outcome(made_.cohort(), standards_, 4, activity_, rule).value(); }

 private:
  SmallCohort made_;
  IndicatorStandards standards_;
  std::vector<ActivityLearner> activity_;
};

SupportedRule rule() {
  SupportedRule rule;
  rule.characteristics = {"sex"};
  return rule;
}

constexpr double none = std::numeric_limits<double>::quiet_NaN();

// Twelve pairs of one school, from the same start; the supported are 0.4 better, give or take 0.1 in turn.
Example twelve_pairs(double by) {
  Example example;
  for (int i = 0; i < 12; ++i) {
    const double start = i * 0.25 - 1.5;
    const auto one = example.add("S1", start, start + by + (i % 2 == 0 ? 0.1 : -0.1));
    example.add("S1", start, start);
    example.support(one);
  }
  return example;
}

// By hand: differences 0.5 and 0.3 in turn have mean 0.4 and standard deviation 0.1 sqrt(12/11), the error of the mean is
// 0.1 / sqrt 11 = 0.0301511 and t with 11 degrees of freedom 2.200985.
TEST(SupportedOutcomes, Grp07SupportedLearnersStandBesideSimilarOnesWithTheIntervalOfPairs) {
  auto example = twelve_pairs(0.4);
  const auto told = example.told(rule());
  EXPECT_EQ(told.matched, 12u);
  EXPECT_EQ(told.same_school, 12u);
  EXPECT_FALSE(told.by_school);
  EXPECT_NEAR(told.mean - told.peer_mean, 0.4, 1e-12);
  EXPECT_NEAR(told.unlike_after, 0, 1e-12);
  EXPECT_NEAR(told.difference.estimate, 0.4, 1e-9);
  EXPECT_NEAR(told.difference.high - told.difference.low, 2 * 2.200985 * 0.0301511, 0.01) << "what is expected takes a little more out";
  EXPECT_EQ(told.word, SupportedWord::better);
}

TEST(SupportedOutcomes, TheSameTheOtherWayIsLessAndNothingIsAlike) {
  EXPECT_EQ(twelve_pairs(-0.4).told(rule()).word, SupportedWord::less);
  EXPECT_EQ(twelve_pairs(0).told(rule()).word, SupportedWord::alike);
}

TEST(SupportedOutcomes, FewerPairsThanTheRuleAsksSayNothing) {
  auto strict = rule();
  strict.least_matched = 13;
  EXPECT_EQ(twelve_pairs(0.4).told(strict).word, SupportedWord::too_few);
}

// Selected for low results: all others start higher. The difference as it stands is the wrong way round.
TEST(SupportedOutcomes, Evl03ARawDifferenceOfOppositeSignDoesNotMislead) {
  auto example = twelve_pairs(0.3);
  for (int i = 0; i < 60; ++i) example.add("S1", 2.5 + i * 0.01, 2.5 + i * 0.01);
  const auto told = example.told(rule());
  EXPECT_LT(told.unlike_before, -1);
  EXPECT_EQ(told.matched, 12u);
  EXPECT_GT(told.difference.low, 0);
}

// Drawn learners of twelve schools with a known truth: those below a line were chosen three times in four. Ability moves the earlier and
// the later result, so that the chosen come nearer the mean by themselves.
SupportedOutcome drawn(double truth, std::uint64_t seed) {
  const RandomStream stream(seed, "supported-outcomes");
  const char* schools[] = {"S01", "S02", "S03", "S04", "S05", "S06", "S07", "S08", "S09", "S10", "S11", "S12"};
  Example example;
  for (std::uint32_t i = 0; i < 3000; ++i) {
    auto draws = stream.at(i);
    const auto noise = [&] { return draws.uniform() + draws.uniform() + draws.uniform() + draws.uniform() - 2; };  // variance 1/3
    const double ability = 1.4 * noise(), earlier = std::round(4 * (ability + noise())) / 4;
    const bool is_chosen = earlier < -0.6 && draws.uniform() < 0.5;
    const auto school = i % 12;
    const auto learner = example.add(schools[school], earlier, ability + noise() + 0.02 * school + (is_chosen ? truth : 0), static_cast<std::uint8_t>(i % 2));
    if (is_chosen) example.support(learner);
  }
  return example.told(rule());
}

// The raw difference is negative whatever the truth. 95 in 100 intervals hold the truth; of 40 at least 34 do but for 1 time in 1,000.
TEST(SupportedOutcomes, Evl03IntervalsHoldAPlantedTruthWhateverItsSign) {
  for (const double truth : {0.3, 0.0, -0.12}) {
    int held = 0, right = 0;
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
      const auto told = drawn(truth, seed);
      ASSERT_GT(told.matched, 200u);
      EXPECT_LT(told.unlike_before, -1);
      held += told.difference.low <= truth && truth <= told.difference.high;
      right += truth > 0 ? told.word == SupportedWord::better : told.word != SupportedWord::better;
    }
    EXPECT_GE(held, 34) << truth;
    EXPECT_GE(right, 36) << truth;
  }
}

TEST(SupportedOutcomes, EveryoneWhoIsNotComparedIsCountedWithTheReason) {
  auto example = twelve_pairs(0.4);
  example.support(example.add("S1", 0, 0), Date(2009, 4, 1));       // four weeks before the results
  example.support(example.add("S1", 0, 0), Date(2005, 1, 10));      // in the year of the earlier results
  example.support(example.add("S1", 0, none));
  example.support(example.add("S1", none, 0));
  example.support(example.add("S1", 0, 0, 1));                      // nobody else of this sex
  example.support(example.add("S1", 9, 0));                         // nobody as far ahead
  example.support(example.add("S1", 0, 0), Date(2009, 9, 1));       // after the results: without it then
  example.support(example.add("S1", 0.1, 0), autumn, false);        // elsewhere: neither here nor compared with
  const auto told = example.told(rule());
  EXPECT_EQ(told.with_activity, 18u);
  EXPECT_EQ(told.too_early, 1u);
  EXPECT_EQ(told.before_earlier, 1u);
  EXPECT_EQ(told.without_outcome, 1u);
  EXPECT_EQ(told.without_earlier, 1u);
  EXPECT_EQ(told.no_peer, 1u);
  EXPECT_EQ(told.none_near, 1u);
  EXPECT_EQ(told.matched, 12u);
  EXPECT_EQ(told.unmatched(), 6u);
}

// The same school first though another is nearer; of three schools the interval has two degrees of freedom, which is too few.
TEST(SupportedOutcomes, OfFewSchoolsNoIntervalIsTold) {
  Example example;
  const char* schools[] = {"S1", "S2", "S3"};
  for (int i = 0; i < 15; ++i) {
    const double start = i * 0.2 - 1.5;
    example.support(example.add(schools[i % 3], start, start + 0.5));
    example.add(schools[i % 3], start + 0.05, start);
    example.add("S4", start, start);
  }
  const auto told = example.told(rule());
  EXPECT_EQ(told.same_school, 15u);
  EXPECT_EQ(told.schools, 3u);
  EXPECT_TRUE(told.by_school);
  EXPECT_LT(told.freedom, 4);
  EXPECT_EQ(told.word, SupportedWord::too_few);
}

TEST(SupportedOutcomes, ThoseWhoAreNoPictureOfTheOthersAreNotCompared) {
  SupportedOutcome outcome;
  outcome.matched = 12, outcome.none_near = 13, outcome.freedom = 11, outcome.unlike_after = 0;
  outcome.difference = {0.5, 0.1, 0.3, 0.7};
  EXPECT_EQ(supported_word(outcome, rule()), SupportedWord::unlike);
  outcome.none_near = 12;
  EXPECT_EQ(supported_word(outcome, rule()), SupportedWord::better);
  outcome.unlike_after = -0.26;
  EXPECT_EQ(supported_word(outcome, rule()), SupportedWord::unlike);
}

TEST(SupportedOutcomes, AWideIntervalTellsNothingAndATinyDifferenceIsNotBetter) {
  SupportedOutcome outcome;
  outcome.matched = 12, outcome.freedom = 11, outcome.unlike_after = 0;
  outcome.difference = {0.1, 0.2, -0.3, 0.5};
  EXPECT_EQ(supported_word(outcome, rule()), SupportedWord::not_told);
  outcome.difference = {0.04, 0.01, 0.02, 0.06};
  EXPECT_EQ(supported_word(outcome, rule()), SupportedWord::alike);
}

}  // namespace supported_example
}  // namespace potensial::insight
