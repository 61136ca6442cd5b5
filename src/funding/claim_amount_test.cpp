#include "funding/claim_amount.hpp"

#include <gtest/gtest.h>

namespace potensial::funding {
namespace claim_amount_test {

std::vector<Posting> costs(std::initializer_list<std::int64_t> pence) {
  std::vector<Posting> postings;
  for (const auto each : pence) postings.push_back({.amount = {each}, .spend = {}, .source = {}, .document = {}, .words = {}, .actor = {}});
  return postings;
}

Claim claimed(std::int64_t grant, std::int64_t contribution, const char* state = "paid") {
  return {.grant = {grant}, .contribution = {contribution}, .postings = {}, .actor = {}, .steps = {{.transition = {}, .state = state, .words = {}, .actor = {}}}, .evidence = {}};
}

RateSplit amount(std::initializer_list<std::int64_t> pence, const std::vector<Claim>& before = {}) { return claim_amount(costs(pence), before, 6000).value(); }

// By hand at 60%: of 1p 1p, of 2p together 1p, of 3p together 2p.
TEST(ClaimAmount, Fnd07ClaimsAddUpToTheSplitOfTheirSum) {
  EXPECT_EQ(amount({1}).grant, Pence{1});
  EXPECT_EQ(amount({1}, {claimed(1, 0)}).grant, Pence{0});
  EXPECT_EQ(amount({1}, {claimed(1, 0)}).contribution, Pence{1});
  EXPECT_EQ(amount({1}, {claimed(1, 0), claimed(0, 1)}).grant, Pence{1});
}

TEST(ClaimAmount, LeavesOutTheClaimsWithdrawnAndTakesOffWhatWasReversed) {
  EXPECT_EQ(amount({10000}, {claimed(6000, 4000, "withdrawn")}).grant, Pence{6000});
  EXPECT_EQ(amount({10000, -500}).grant, Pence{5700});
  EXPECT_EQ(amount({10000, -500}).contribution, Pence{3800});
}

TEST(ClaimAmount, IsOfSomething) {
  EXPECT_EQ(claim_amount(costs({}), {}, 6000).error().code, "claim.nothing");
  EXPECT_EQ(claim_amount(costs({100, -100}), {}, 6000).error().code, "claim.nothing");
  EXPECT_EQ(claim_amount(costs({-5}), {}, 6000).error().arguments, (Arguments{{"amount", "−£0.05"}}));
}

TEST(ClaimAmount, Fnd07TheContributionIsEvidencedWhenAllOfItIs) {
  auto claim = claimed(60, 40);
  EXPECT_FALSE(contribution_is_evidenced(claim));
  claim.evidence = {{"a", {25}, {}}, {"b", {14}, {}}};
  EXPECT_FALSE(contribution_is_evidenced(claim));
  claim.evidence.push_back({"c", {1}, {}});
  EXPECT_TRUE(contribution_is_evidenced(claim));
  EXPECT_TRUE(contribution_is_evidenced(claimed(60, 0))) << "a fund without a contribution";
}

}  // namespace claim_amount_test
}  // namespace potensial::funding
