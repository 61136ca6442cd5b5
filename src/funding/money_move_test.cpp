#include "funding/money_move.hpp"

#include <gtest/gtest.h>

#include "award_example.hpp"

namespace potensial::funding {
namespace money_move_test {

MoneyMove move(std::int64_t pence, LineId to = {1, 2}) {
  return {.from = {1, 1}, .to = to, .amount = {pence}, .day = Date(2010, 6, 1), .words = "fewer days of cover", .actor = "Ann", .person = PersonId{1}, .at = tests::morning_of_award};
}

const Award here = tests::small_award({{60, 40}, {60, 40}});

TEST(MoneyMove, IsTwoPlansThatAddUpToNothing) {
  const auto plans = postings_of(move(25), here, here).value();
  ASSERT_EQ(plans.size(), 2u);
  EXPECT_EQ((std::tuple{plans[0].kind, plans[0].line, plans[0].amount}), (std::tuple{PostingKind::plan, LineId{1, 1}, Pence{-25}}));
  EXPECT_EQ((std::tuple{plans[1].kind, plans[1].line, plans[1].amount}), (std::tuple{PostingKind::plan, LineId{1, 2}, Pence{25}}));
  EXPECT_EQ(plans[1].words, "fewer days of cover");
}

TEST(MoneyMove, StaysWithinItsFundAndYear) {
  auto later = here;
  later.year = {2011};
  EXPECT_EQ(postings_of(move(25, {2, 1}), here, later).error().code, "move.other-fund");
  EXPECT_EQ(postings_of(move(25, {2, 1}), here, tests::small_award({{60, 40}}, "681", "", "another")).error().code, "move.other-fund");
  EXPECT_TRUE(postings_of(move(25, {2, 1}), here, tests::small_award({{60, 40}}, "681")));
  EXPECT_EQ(postings_of(move(0), here, here).error().code, "move.no-amount");
  EXPECT_EQ(postings_of(move(25, {1, 1}), here, here).error().code, "move.same-line");
}

}  // namespace money_move_test
}  // namespace potensial::funding
