#include "service/spend_lines.hpp"

#include <gtest/gtest.h>

#include "award_example.hpp"
#include "store/award_store.hpp"
#include "store/posting_store.hpp"

namespace potensial::service {
namespace spend_lines_test {

TEST(SpendLines, AreNamedByAwardAndLineInOneForm) {
  EXPECT_EQ(text(LineId{12, 3}), "12-3");
  EXPECT_EQ(line_id("12-3"), (LineId{12, 3}));
  for (const char* each : {"", "-", "12", "12-", "-3", "12-3-4", "012-3", "12-+3", "12- 3", "0-1", "1-0", "99999999999999999999-1", "1-99999999", "x-1"})
    EXPECT_FALSE(line_id(each)) << each;
}

// By hand: on 22 November 236 of 365 days are gone; £100.00 × 365 / 236 = £154.66 of £1,000.00.
TEST(SpendLines, StandAsTheyArePostedAndAreFollowedUp) {
  auto ledger = store::Ledger::in_memory().value();
  const funding::SpendRule rule{91, 10, {50'000}, {9}};
  store::Transaction transaction(ledger);
  ASSERT_TRUE(store::add_award(ledger, tests::small_award({{60'000, 40'000}, {6'000, 4'000}}, "680", "6802801"), {1'000'000}));
  ASSERT_TRUE(store::add_postings(ledger, {{.line = {1, 1}, .amount = {10'000}, .day = Date(2010, 6, 1), .spend = "supply", .source = {}, .document = "i", .words = {}, .actor = {}}}));
  transaction.commit();
  const auto awards = store::awards_in(ledger, {2010});
  const auto lines = spend_lines(ledger, awards, "", rule, Date(2010, 11, 22));
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[0].expected.cost, Pence{15'466});
  EXPECT_TRUE(lines[0].followed_up);
  EXPECT_FALSE(lines[1].followed_up) << "£100.00 is less than the least amount";
  const auto sum = sum_of(lines).value();
  EXPECT_EQ((std::tuple{sum.plan, sum.actual, sum.expected_left}), (std::tuple{Pence{110'000}, Pence{10'000}, Pence{94'534}}));
  EXPECT_TRUE(spend_lines(ledger, awards, "6802802", rule, Date(2010, 11, 22)).empty());
}

}  // namespace spend_lines_test
}  // namespace potensial::service
