#include "store/claim_store.hpp"

#include <gtest/gtest.h>

#include "award_example.hpp"
#include "ledger/both_engines.hpp"
#include "store/award_store.hpp"
#include "store/posting_store.hpp"

namespace potensial::store {
namespace claim_store_test {

class Claims : public tests::OnBothEngines {
 protected:
  // Two costs, postings 2 and 3.
  static Ledger with_costs() {
    auto ledger = fresh_ledger();
    EXPECT_TRUE(add_award(ledger, tests::small_award({{6000, 4000}}), {10000}));
    for (const char* document : {"i1", "i2"})
      EXPECT_TRUE(add_postings(ledger, {{.line = {1, 1}, .amount = {100}, .day = Date(2010, 6, 1), .spend = "supply", .source = "small-fund", .document = document,
                                         .words = {}, .actor = "Ann", .person = PersonId{1}, .at = tests::morning_of_award}}));
    return ledger;
  }
  static Claim claim_of(std::vector<std::int64_t> postings) {
    return {.award = 1, .grant = {60}, .contribution = {40}, .postings = std::move(postings), .actor = "Ann", .person = PersonId{1}, .at = tests::morning_of_award, .steps = {}, .evidence = {}};
  }
  static ClaimStep step(const char* transition, const char* state) { return {transition, state, "because", "Ben", PersonId{2}, tests::morning_of_award}; }
};

TEST_P(Claims, AreReadAsTheyWereMadeWithTheirStepsAndEvidence) {
  auto ledger = with_costs();
  ASSERT_EQ(add_claim(ledger, claim_of({2, 3})).value(), 1);
  EXPECT_EQ(claim(ledger, 1)->state(), "draft");
  ASSERT_TRUE(add_claim_step(ledger, 1, step("submit", "submitted"), 0));
  add_evidence(ledger, 1, {"statement 5", {40}, "Ann", PersonId{1}, tests::morning_of_award});
  const auto read = claim(ledger, 1).value();
  EXPECT_EQ(read.state(), "submitted");
  EXPECT_EQ(read.postings, (std::vector<std::int64_t>{2, 3}));
  EXPECT_EQ((std::tuple{read.grant, read.contribution, read.person, read.steps.front().person, read.steps.front().words}),
            (std::tuple{Pence{60}, Pence{40}, PersonId{1}, PersonId{2}, std::string("because")}));
  EXPECT_EQ((std::tuple{read.evidence.front().document, read.evidence.front().amount}), (std::tuple{std::string("statement 5"), Pence{40}}));
  EXPECT_EQ(claims_of(ledger, 1).size(), 1u);
  EXPECT_FALSE(claim(ledger, 2));
}

TEST_P(Claims, Mon05NoCostIsClaimedTwice) {
  auto ledger = with_costs();
  ASSERT_TRUE(add_claim(ledger, claim_of({2})));
  EXPECT_EQ(add_claim(ledger, claim_of({3, 2})).error().code, "claim.claimed");
  EXPECT_EQ(claims_of(ledger, 1).size(), 1u);
  ASSERT_EQ(unclaimed_costs(ledger, 1).size(), 1u);
  EXPECT_EQ(unclaimed_costs(ledger, 1).front().id, 3);
  EXPECT_TRUE(add_claim(ledger, claim_of({3})));
}

TEST_P(Claims, OfOneWithdrawnTheCostsAreClaimedAgain) {
  auto ledger = with_costs();
  for (const std::int64_t round : {1, 2}) {
    ASSERT_EQ(add_claim(ledger, claim_of({2})).value(), round);
    EXPECT_EQ(add_claim(ledger, claim_of({2})).error().code, "claim.claimed");
    ASSERT_TRUE(add_claim_step(ledger, round, step("withdraw", "withdrawn"), 0));
    EXPECT_EQ(unclaimed_costs(ledger, 1).size(), 2u);
  }
}

TEST_P(Claims, WhoHasNotSeenTheNewestStepMayTakeNone) {
  auto ledger = with_costs();
  ASSERT_TRUE(add_claim(ledger, claim_of({2})));
  ASSERT_TRUE(add_claim_step(ledger, 1, step("submit", "submitted"), 0));
  EXPECT_EQ(add_claim_step(ledger, 1, step("submit", "submitted"), 0).error().code, "operation.stale");
  EXPECT_EQ(claim(ledger, 1)->steps.size(), 1u);
}

// Of a pair that nobody claimed nothing is left to claim; a cost claimed before is taken off.
TEST_P(Claims, ACostReversedAfterItWasClaimedIsTakenOffTheNext) {
  auto ledger = with_costs();
  const Posting undo{.day = Date(2010, 7, 1), .spend = {}, .source = {}, .document = {}, .words = "x", .actor = "Ann", .person = PersonId{1}, .at = tests::morning_of_award};
  ASSERT_TRUE(add_claim(ledger, claim_of({2})));
  ASSERT_TRUE(reverse_batch(ledger, 2, undo));
  ASSERT_TRUE(reverse_batch(ledger, 3, undo));
  const auto left = unclaimed_costs(ledger, 1);
  ASSERT_EQ(left.size(), 1u);
  EXPECT_EQ((std::tuple{left.front().reverses, left.front().amount}), (std::tuple{std::int64_t{2}, Pence{-100}}));
}

POTENSIAL_ON_BOTH_ENGINES(Claims);

}  // namespace claim_store_test
}  // namespace potensial::store
