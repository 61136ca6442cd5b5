// A bid from its guidance to the award as commands: what the pages do, done by programs and by people who prefer a file
// (requirements FND-08 to FND-14).
#include "bid_commands.hpp"
#include "exchange/threesixty_giving.hpp"
#include "store/award_store.hpp"

namespace potensial::tests {
namespace bid_command_cases {

using testing::HasSubstr;

TEST_F(BidCommands, WithoutAnAnswerIsNotSubmitted) {
  const auto bid = led_to("officer", {"do", "begin-bid", "680", "guidance=bsf-2007-08"});
  EXPECT_THAT(as("officer", {"see", "guidance", "bsf-2007-08"}).out, HasSubstr("£38,400,000.00"));
  const auto early = as("officer", {"do", "take-step", bid, "step=submit"});
  EXPECT_EQ(early.status, 1);
  EXPECT_THAT(early.err, HasSubstr("Need analysis: this has not been answered."));
}

TEST_F(BidCommands, TakeABidFromItsGuidanceToTheAward) {
  const auto bid = awarded_bid();
  auto opened = ledger();
  const auto awards = store::awards_of(opened, "680", {2007});
  ASSERT_EQ(awards.size(), 1u);
  EXPECT_EQ(awards.front().source, bid);
  EXPECT_EQ(awards.front().lines.front().grant, (Pence{5'040'001}));
  EXPECT_EQ(awards.front().lines.front().contribution, (Pence{3'360'000}));
  EXPECT_THAT(as("officer", {"see", "bid", bid}).out, HasSubstr("Awarded"));
  const auto published = run({"awards", "2007-08", "--funder-id", "GB-GOR-X1", "--funder", "A government"});
  ASSERT_EQ(published.status, 0) << published.err;
  const auto read = exchange::read_grants(published.out);
  ASSERT_TRUE(read);
  ASSERT_EQ(read->grants.size(), 1u);
  EXPECT_EQ(read->grants.front().awarded, (Pence{5'040'001}));
  EXPECT_EQ(read->grants.front().recipient.id, "360G-potensial-ORG:680");
  EXPECT_THAT(run({"awards", "2007", "--funder-id", "GB-GOR-X1", "--funder", "A government"}).err, HasSubstr("is no financial year"));
}

}  // namespace bid_command_cases
}  // namespace potensial::tests
