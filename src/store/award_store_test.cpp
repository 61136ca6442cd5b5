#include "store/award_store.hpp"

#include <barrier>
#include <thread>

#include <soci/soci.h>

#include "award_example.hpp"
#include "ledger/both_engines.hpp"
#include "store/posting_store.hpp"

namespace potensial::store {
namespace award_store_test {

using tests::small_award;

class Awards : public tests::OnBothEngines {};

TEST_P(Awards, AreReadAsTheyWereMade) {
  auto ledger = fresh_ledger();
  const auto made = small_award({{6000, 4000}, {601, 400}}, "680", "6802801");
  ASSERT_EQ(add_award(ledger, made, {20000}).value(), 1);
  const auto read = award(ledger, 1).value();
  EXPECT_EQ(read.lines, made.lines);
  EXPECT_EQ((std::tuple{read.fund, read.year, read.organisation, read.source, read.name, read.rate, read.actor, read.person, read.at}),
            (std::tuple{made.fund, made.year, made.organisation, made.source, made.name, made.rate, made.actor, made.person, made.at}));
  ASSERT_EQ(read.spend.size(), 2u);
  EXPECT_EQ(read.kind("building")->rule, made.spend[1].rule);
  EXPECT_FALSE(read.kind("building")->eligible);
  EXPECT_FALSE(award(ledger, 2));
}

TEST_P(Awards, AreFoundByOrganisationSchoolAndFund) {
  auto ledger = fresh_ledger();
  ASSERT_TRUE(add_award(ledger, small_award({{60, 40}}, "680", "6802801"), {1000}));
  ASSERT_TRUE(add_award(ledger, small_award({{60, 40}}, "681"), {1000}));
  ASSERT_EQ(awards_of(ledger, "680", {2010}).size(), 1u);
  EXPECT_TRUE(awards_of(ledger, "680", {2011}).empty());
  EXPECT_EQ(awards_with_lines_of(ledger, "6802801").front().id, 1);
  EXPECT_TRUE(awards_with_lines_of(ledger, "6802802").empty());
  EXPECT_EQ(awards_from(ledger, "small-fund", {2010}).size(), 2u);
  EXPECT_EQ(awards_in(ledger, {2010}).size(), 2u);
  EXPECT_TRUE(awards_in(ledger, {2009}).empty());
  EXPECT_EQ(years_awarded(ledger, "681"), (std::vector<FinancialYear>{{2010}}));
  EXPECT_EQ(years_awarded(ledger, ""), (std::vector<FinancialYear>{{2010}}));
  EXPECT_TRUE(years_awarded(ledger, "682").empty());
}

TEST_P(Awards, BeginWithTheirLinesPlanned) {
  auto ledger = fresh_ledger();
  ASSERT_TRUE(add_award(ledger, small_award({{60, 40}, {7, 4}}), {111}));
  EXPECT_EQ(money_of(ledger, 1), (MoneyByLine{{{1, 1}, {.plan = {100}}}, {{1, 2}, {.plan = {11}}}}));
}

TEST_P(Awards, NeverComeToMoreThanTheFundHas) {
  auto ledger = fresh_ledger();
  ASSERT_TRUE(add_award(ledger, small_award({{60, 40}}), {150}));
  const auto refused = add_award(ledger, small_award({{31, 20}}), {150}).error();
  EXPECT_EQ(refused.code, "award.beyond-total");
  EXPECT_EQ(refused.arguments, (Arguments{{"left", "£0.50"}, {"asked", "£0.51"}}));
  EXPECT_TRUE(add_award(ledger, small_award({{30, 20}}), {150}));
  EXPECT_TRUE(add_award(ledger, small_award({{30, 20}}, "680", "", "another-fund"), {50}));
  EXPECT_EQ(awards_of(ledger, "680", {2010}).size(), 3u);
}

// Delegated money has its own limit and is none of the fund's awards.
TEST_P(Awards, OfDelegatedMoneyStandBesideThoseOfTheFund) {
  auto ledger = fresh_ledger();
  auto delegated = small_award({{60'000, 40'000}}, "6804401", "6804401");
  delegated.delegated_by = "680";
  ASSERT_TRUE(add_award(ledger, small_award({{60'000, 40'000}}), {100'000}));
  EXPECT_EQ(add_award(ledger, delegated, {99'999}).error().code, "award.beyond-delegated");
  const auto id = add_award(ledger, delegated, {100'000});
  ASSERT_TRUE(id);
  EXPECT_EQ(award(ledger, *id)->delegated_by, "680");
  EXPECT_EQ(add_award(ledger, delegated, {199'999}).error().code, "award.beyond-delegated") << "what its lines are planned at counts";
  EXPECT_EQ(add_award(ledger, small_award({{1, 0}}), {100'000}).error().code, "award.beyond-total");
  EXPECT_EQ(awards_from(ledger, "small-fund", {2010}).size(), 1u);
  EXPECT_EQ(awards_in(ledger, {2010}).size(), 2u);
}

TEST_P(Awards, AreOfLinesThatCostSomething) {
  auto ledger = fresh_ledger();
  EXPECT_EQ(add_award(ledger, small_award({}), {150}).error().code, "award.no-line");
  EXPECT_EQ(add_award(ledger, small_award({{60, 40}, {0, 0}}), {150}).error().code, "award.line-amount");
  EXPECT_EQ(add_award(ledger, small_award({{60, -40}}), {150}).error().code, "award.line-amount");
  EXPECT_EQ(add_award(ledger, small_award({{INT64_MAX, 1}}), {150}).error().code, "money.too-large");
  EXPECT_FALSE(award(ledger, 1));
}

// Two who award at once, each on a connection of their own, from a fund that has money for one.
class AwardRace : public tests::OnBothEngines {
 protected:
  static constexpr int races = 1000;

  static bool award_once(Ledger& mine, int race) {
    Transaction transaction(mine);
    const auto made = add_award(mine, small_award({{60, 40}}, "680", "", "race-" + std::to_string(race)), {150});
    transaction.commit();
    return made.has_value();
  }
};

TEST_P(AwardRace, Flt11OfTwoWhoAwardAtOnceOneIsRefusedAndTheFundIsNeverOverspent) {
  const tests::LedgerPlace place(engine());
  auto ledger = place.open().value();
  std::barrier start(2);
  std::array<std::vector<int>, 2> won{std::vector<int>(races), std::vector<int>(races)};
  {
    std::vector<std::jthread> approvers;
    for (auto& mine : won)
      approvers.emplace_back([&] {
        auto connection = place.open().value();
        for (int race = 0; race < races; ++race) {
          start.arrive_and_wait();
          mine[std::size_t(race)] = award_once(connection, race);
        }
      });
  }
  for (int race = 0; race < races; ++race) {
    EXPECT_EQ(won[0][std::size_t(race)] + won[1][std::size_t(race)], 1) << race;
    EXPECT_EQ(awards_from(ledger, "race-" + std::to_string(race), {2010}).size(), 1u) << race;
  }
}

// An award of two owners is made whole or not at all, whoever comes first.
TEST_P(AwardRace, Flt11OfTwoJointAwardsAtOnceOneIsMadeForBothItsOwnersAndTheOtherForNone) {
  const tests::LedgerPlace place(engine());
  auto ledger = place.open().value();
  std::barrier start(2);
  {
    std::vector<std::jthread> approvers;
    for (const std::string bid : {"bid-1", "bid-2"})
      approvers.emplace_back([&, bid] {
        auto connection = place.open().value();
        for (int race = 0; race < races; ++race) {
          start.arrive_and_wait();
          Transaction transaction(connection);
          bool all = true;
          for (const auto* owner : {"680", "681"}) {
            auto award = small_award({{30, 20}}, owner, "", "race-" + std::to_string(race));
            award.source = bid;
            all = all && add_award(connection, award, {150}).has_value();
          }
          if (all) transaction.commit();
        }
      });
  }
  for (int race = 0; race < races; ++race) {
    const auto made = awards_from(ledger, "race-" + std::to_string(race), {2010});
    ASSERT_EQ(made.size(), 2u) << race;
    EXPECT_EQ(made[0].source, made[1].source) << race;
  }
}

POTENSIAL_ON_BOTH_ENGINES(Awards);
POTENSIAL_ON_BOTH_ENGINES(AwardRace);

}  // namespace award_store_test
}  // namespace potensial::store
