#include "funding/cost.hpp"

#include <gtest/gtest.h>

#include "award_example.hpp"

namespace potensial::funding {
namespace cost_test {

constexpr LineId first{1, 1};

Cost cost(std::int64_t pence, std::vector<CostShare> shares = {{first, "small-fund"}}) {
  return {.amount = {pence}, .day = Date(2010, 6, 1), .spend = "supply", .document = "Llyfrau 17", .words = {}, .shares = std::move(shares), .actor = "Ann",
          .person = PersonId{1}, .at = tests::morning_of_award};
}

std::string refused(const Cost& asked) {
  const auto postings = postings_of(asked);
  return postings ? "" : postings.error().code;
}

std::string terms(const Cost& asked) {
  const auto sound = check_terms(tests::small_award({{60, 40}}), asked.shares.front(), asked);
  return sound ? "" : sound.error().code;
}

// By hand: 33.33% and 66.67% of £10.01 are 333.6333p and 667.3667p; the penny left goes to the larger remainder.
TEST(Cost, Mon05OfSeveralSourcesIsPaidToThePenny) {
  const auto postings = postings_of(cost(1001, {{first, "small-fund", 3333}, {{}, "School budget", 6667}})).value();
  ASSERT_EQ(postings.size(), 2u);
  EXPECT_EQ((std::tuple{postings[0].amount, postings[0].line, postings[0].points}), (std::tuple{Pence{334}, first, std::int64_t{3333}}));
  EXPECT_EQ((std::tuple{postings[1].amount, postings[1].line, postings[1].source}), (std::tuple{Pence{667}, LineId{}, std::string("School budget")}));
}

TEST(Cost, Mon05WantsSharesThatComeToExactlyAHundredPercent) {
  EXPECT_EQ(postings_of(cost(1001, {{first, "small-fund", 3333}, {{}, "x", 6666}})).error().arguments, (Arguments{{"parameter", "share"}, {"sum", "99.99"}}));
  EXPECT_EQ(refused(cost(1001, {{first, "small-fund", 5000}, {{}, "x", 5001}})), "cost.shares");
  EXPECT_EQ(refused(cost(1001, {{first, "small-fund", 10000}, {{}, "x", 0}})), "cost.share-range");
  EXPECT_EQ(refused(cost(1001, {{first, "small-fund", 5000}, {{}, "", 5000}})), "cost.other-source");
  EXPECT_EQ(refused(cost(1001, {})), "cost.no-share");
  EXPECT_EQ(refused(cost(0)), "cost.no-amount");
  auto without = cost(5);
  without.document.clear();
  EXPECT_EQ(refused(without), "cost.no-document");
  without.kind = PostingKind::forecast;
  EXPECT_EQ(refused(without), "");
}

TEST(Cost, TakesBackWhatWasBoundAndNoMore) {
  auto paid = cost(1000);
  paid.settles = true;
  const auto part = postings_of(paid, {{first, {.plan = {5000}, .committed = {400}}}}).value();
  ASSERT_EQ(part.size(), 2u);
  EXPECT_EQ((std::tuple{part[1].kind, part[1].amount}), (std::tuple{PostingKind::commitment, Pence{-400}}));
  EXPECT_EQ(postings_of(paid, {{first, {.plan = {5000}, .committed = {4000}}}}).value()[1].amount, Pence{-1000});
  EXPECT_EQ(postings_of(paid, {{first, {.plan = {5000}}}}).value().size(), 1u);
  paid.settles = false;
  EXPECT_EQ(postings_of(paid, {{first, {.plan = {5000}, .committed = {400}}}}).value().size(), 1u);
}

TEST(Cost, Mon02IsStoppedByTheRuleOfItsKind) {
  auto asked = cost(1000);
  EXPECT_EQ(terms(asked), "");
  asked.spend = "building";
  const auto stopped = check_terms(tests::small_award({{60, 40}}), asked.shares.front(), asked).error();
  EXPECT_EQ(stopped.code, "cost.ineligible");
  EXPECT_EQ(stopped.arguments[3], (std::pair<std::string, std::string>{"rule_en", "Building work may not be paid from it."}));
  asked.shares.front().released = 7;
  EXPECT_EQ(terms(asked), "");
  asked.spend = "yacht";
  EXPECT_EQ(terms(asked), "cost.unknown-kind");
}

TEST(Cost, IsOfALineAndTheYearOfItsAward) {
  auto asked = cost(1000);
  asked.day = Date(2010, 3, 31);
  EXPECT_EQ(terms(asked), "cost.outside-year");
  asked.day = Date(2011, 4, 1);
  EXPECT_EQ(terms(asked), "cost.outside-year");
  asked.day = Date(2011, 3, 31);
  EXPECT_EQ(terms(asked), "");
  asked.shares.front().line.line = 2;
  EXPECT_EQ(terms(asked), "cost.unknown-line");
}

}  // namespace cost_test
}  // namespace potensial::funding
