#include "store/posting_store.hpp"

#include <gtest/gtest.h>

#include "award_example.hpp"
#include "ledger/both_engines.hpp"
#include "store/award_store.hpp"

namespace potensial::store {
namespace posting_store_test {

class Postings : public tests::OnBothEngines {
 protected:
  // Awards 1 and 2 of one fund; lines 1 and 2 with £100.00 and £50.00 each.
  static Ledger two_awards() {
    auto ledger = fresh_ledger();
    for (const char* organisation : {"680", "681"}) EXPECT_TRUE(add_award(ledger, tests::small_award({{6000, 4000}, {3000, 2000}}, organisation), {30000}));
    return ledger;
  }
  static Posting posting_on(LineId line, PostingKind kind, std::int64_t pence, const std::string& document = "") {
    return {.line = line, .kind = kind, .amount = {pence}, .day = Date(2010, 6, 1), .spend = "supply", .source = "small-fund", .document = document,
            .words = "x", .actor = "Ann", .person = PersonId{1}, .at = tests::morning_of_award};
  }
  static std::string code(const Result<std::int64_t>& result) { return result ? "" : result.error().code; }
  static Posting taking_back(const char* why) {
    return {.day = Date(2010, 7, 1), .spend = {}, .source = {}, .document = {}, .words = why, .actor = "Ben", .person = PersonId{2}, .at = tests::morning_of_award};
  }
};

constexpr LineId first{1, 1}, second{1, 2}, other{2, 1};

TEST_P(Postings, StandOneAfterTheOtherAndAddUp) {
  auto ledger = two_awards();
  ASSERT_EQ(add_postings(ledger, {posting_on(first, PostingKind::commitment, 4000, "o1")}).value(), 5);
  ASSERT_EQ(add_postings(ledger, {posting_on(first, PostingKind::actual, 1500, "i1"), posting_on(first, PostingKind::commitment, -1500, "i1")}).value(), 6);
  const auto money = money_of(ledger, first);
  EXPECT_EQ(money, (LineMoney{{10000}, {2500}, {1500}, {}}));
  EXPECT_EQ(money.left(), Pence{6000});
  EXPECT_EQ(batch_of(ledger, 6).size(), 2u);
  const auto all = postings_of(ledger, first);
  ASSERT_EQ(all.size(), 4u);
  EXPECT_EQ(all[2].document, "i1");
  EXPECT_EQ((std::tuple{all[2].kind, all[2].day, all[2].points, all[2].actor, all[2].person}),
            (std::tuple{PostingKind::actual, Date(2010, 6, 1), std::int64_t{10000}, std::string("Ann"), PersonId{1}}));
}

TEST_P(Postings, NeverBindOrPayMoreThanIsPlanned) {
  auto ledger = two_awards();
  ASSERT_TRUE(add_postings(ledger, {posting_on(first, PostingKind::actual, 9999, "i1")}));
  const auto refused = add_postings(ledger, {posting_on(first, PostingKind::commitment, 2, "o1")}).error();
  EXPECT_EQ(refused.code, "posting.beyond-plan");
  EXPECT_EQ(refused.arguments, (Arguments{{"line", "1"}, {"left", "£0.01"}, {"asked", "£0.02"}}));
  EXPECT_EQ(code(add_postings(ledger, {posting_on(first, PostingKind::plan, -2), posting_on(second, PostingKind::plan, 2)})), "posting.beyond-plan");
  EXPECT_EQ(code(add_postings(ledger, {posting_on(first, PostingKind::commitment, -1, "o1")})), "posting.below-nothing");
  EXPECT_EQ(money_of(ledger, second).plan, Pence{5000});
  EXPECT_EQ(postings_of(ledger, 1).size(), 3u);
}

TEST_P(Postings, TakeAnInvoiceOnceUntilItIsReversed) {
  auto ledger = two_awards();
  const auto batch = add_postings(ledger, {posting_on(first, PostingKind::actual, 100, "Llyfrau 17")}).value();
  EXPECT_EQ(code(add_postings(ledger, {posting_on(second, PostingKind::actual, 100, "Llyfrau 17")})), "posting.same-document");
  EXPECT_TRUE(add_postings(ledger, {posting_on(other, PostingKind::actual, 100, "Llyfrau 17")})) << "of another payer";
  ASSERT_TRUE(reverse_batch(ledger, batch, taking_back("wrong line")));
  EXPECT_TRUE(add_postings(ledger, {posting_on(second, PostingKind::actual, 100, "Llyfrau 17")}));
}

TEST_P(Postings, Mon09AreReversedOnceAndNeverChanged) {
  auto ledger = two_awards();
  const auto batch = add_postings(ledger, {posting_on(first, PostingKind::actual, 700, "i1"), posting_on(second, PostingKind::actual, 300, "i1")}).value();
  const auto before = postings_of(ledger, 1);
  const auto reversal = reverse_batch(ledger, batch, taking_back("paid by the school")).value();
  EXPECT_EQ(money_of(ledger, first).actual, Pence{0});
  const auto after = postings_of(ledger, 1);
  ASSERT_EQ(after.size(), before.size() + 2);
  for (std::size_t i = 0; i < before.size(); ++i) EXPECT_EQ((std::tuple{after[i].id, after[i].amount, after[i].words}), (std::tuple{before[i].id, before[i].amount, before[i].words}));
  EXPECT_EQ((std::tuple{after.back().reverses, after.back().amount, after.back().words, after.back().actor}), (std::tuple{batch + 1, Pence{-300}, std::string("paid by the school"), std::string("Ben")}));
  EXPECT_EQ(code(reverse_batch(ledger, batch, taking_back("again"))), "posting.reversed");
  EXPECT_EQ(code(reverse_batch(ledger, reversal, taking_back("again"))), "posting.not-reversible");
  EXPECT_EQ(code(reverse_batch(ledger, 1, taking_back("a plan"))), "posting.not-reversible");
  EXPECT_EQ(code(reverse_batch(ledger, 99, taking_back("nothing"))), "posting.unknown");
}

TEST_P(Postings, TheNewestForecastThatStandsCounts) {
  auto ledger = two_awards();
  ASSERT_TRUE(add_postings(ledger, {posting_on(first, PostingKind::forecast, 8000)}));
  const auto newest = add_postings(ledger, {posting_on(first, PostingKind::forecast, 9000)}).value();
  EXPECT_EQ(money_of(ledger, first).forecast, Pence{9000});
  EXPECT_EQ(money_of(ledger, first).left(), Pence{10000});
  EXPECT_EQ(code(add_postings(ledger, {posting_on(first, PostingKind::forecast, 10001)})), "posting.forecast-beyond-plan");
  ASSERT_TRUE(reverse_batch(ledger, newest, taking_back("too high")));
  EXPECT_EQ(money_of(ledger, first).forecast, Pence{8000});
  EXPECT_FALSE(money_of(ledger, second).forecast);
}

TEST_P(Postings, AShareFromElsewhereIsOnRecordAndNoAwardPaysIt) {
  auto ledger = two_awards();
  auto elsewhere = posting_on({}, PostingKind::actual, 400, "i1");
  elsewhere.source = "School budget";
  elsewhere.points = 4000;
  const auto batch = add_postings(ledger, {posting_on(first, PostingKind::actual, 600, "i1"), elsewhere}).value();
  EXPECT_EQ(money_of(ledger, first).actual, Pence{600});
  EXPECT_EQ(batch_of(ledger, batch).back().source, "School budget");
  EXPECT_EQ(unclaimed_costs(ledger, 1).size(), 1u);
}

TEST_P(Postings, AnExceptionIsUsedOnce) {
  auto ledger = two_awards();
  const auto id = add_exception(ledger, {.line = first, .spend = "building", .document = "i9", .most = {500}, .reason = "a ramp", .actor = "Ben", .person = PersonId{2}, .at = tests::morning_of_award});
  ASSERT_EQ(unused_exception(ledger, first, "building", "i9")->reason, "a ramp");
  EXPECT_FALSE(unused_exception(ledger, second, "building", "i9"));
  EXPECT_FALSE(unused_exception(ledger, first, "building", "i8"));
  auto cost = posting_on(first, PostingKind::actual, 500, "i9");
  cost.released = id;
  ASSERT_TRUE(add_postings(ledger, {cost}));
  EXPECT_FALSE(unused_exception(ledger, first, "building", "i9"));
  EXPECT_EQ(exceptions_of(ledger, 1).size(), 1u);
}

POTENSIAL_ON_BOTH_ENGINES(Postings);

}  // namespace posting_store_test
}  // namespace potensial::store
