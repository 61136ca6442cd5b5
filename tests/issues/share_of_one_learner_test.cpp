// A learner was said to have done "as 100.5% of learners who started at the same point".
#include <gtest/gtest.h>

#include "insight/learner_page.hpp"
#include "page_phrases.hpp"

namespace potensial::insight {
namespace share_of_one {

LearnerPageInput learner_expected_at(double expected, double earlier) {
  LearnerOutcome outcome;
  outcome.indicator.name = {"Level 1 threshold", "Trothwy lefel 1"};
  outcome.indicator.scale = Scale::yes_no;
  outcome.standing = {1.0, expected, 0.8, 1.2, RangeWord::within, Verdict::not_low, Reason::none};
  outcome.previous_expected = earlier;
  LearnerPageInput input;
  input.outcomes = {outcome};
  return input;
}

double share_said(const Page& page) { return std::get<Quantity>(std::get<Sentence>(page.blocks[0]).text.arguments.back().second).value; }
double cell_at(const Page& page, std::size_t column) { return std::get<Quantity>(tests::table_of(page, "path")->rows[0].cells[column].value).value; }

}  // namespace share_of_one

TEST(LearnerPage, SaysNoShareAboveAllOrBelowNone) {
  const Page above = learner_page(share_of_one::learner_expected_at(1.005, 1.02)), below = learner_page(share_of_one::learner_expected_at(-0.01, -0.2));
  EXPECT_EQ(share_of_one::share_said(above), 100);
  EXPECT_EQ(share_of_one::share_said(below), 0);
  EXPECT_EQ(share_of_one::cell_at(above, 4), 100);
  EXPECT_EQ(share_of_one::cell_at(above, 7), 100);
  EXPECT_EQ(share_of_one::cell_at(below, 4), 0);
}

TEST(LearnerPage, LeavesAnExpectedStandingAsItIs) {
  auto input = share_of_one::learner_expected_at(1.4, -1.2);
  input.outcomes[0].indicator.scale = Scale::ordered;
  const Page page = learner_page(input);
  EXPECT_EQ(share_of_one::cell_at(page, 4), 1.4);
  EXPECT_EQ(share_of_one::cell_at(page, 7), -1.2);
}

}  // namespace potensial::insight
