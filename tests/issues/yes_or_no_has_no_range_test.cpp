// A learner's yes or no was placed in a range of 9% to 124%.
#include <gtest/gtest.h>

#include "insight/learner_page.hpp"
#include "page_phrases.hpp"

namespace potensial::insight {

TEST(LearnerPage, GivesNoRangeToAYesOrNoButTheShareOfLikeLearners) {
  LearnerOutcome outcome;
  outcome.indicator.name = {"Core subject indicator", "Dangosydd pynciau craidd"};
  outcome.indicator.scale = Scale::yes_no;
  outcome.standing = {1.0, 0.66, 0.09, 1.24, RangeWord::within, Verdict::not_low, Reason::none};
  LearnerPageInput input;
  input.outcomes = {outcome};
  const Page page = learner_page(input);
  const tests::PagePhrases phrases(page);
  EXPECT_TRUE(phrases.says("insight.learner.like-learners-yes"));
  EXPECT_FALSE(phrases.says("insight.learner.within"));
  EXPECT_TRUE(phrases.faults(tests::messages()).empty());
  for (const auto& cell : tests::table_of(page, "path")->rows[0].cells) EXPECT_FALSE(std::holds_alternative<Interval>(cell.value));
}

}  // namespace potensial::insight
