// Decisions about several bids at once: one proposes, another confirms, each bid by its own rules, and never more than the fund
// has (pages.md, P17; FND-12, FND-13, SEC-8, FLT-11).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <barrier>
#include <thread>

#include "journeys/bid_steps.hpp"
#include "store/award_store.hpp"

namespace potensial::tests {
namespace decision_pack_journey {

using namespace bid_steps;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* year = "bsf-2006-07";

app::HttpResponse several(const std::string& operation, const std::vector<std::string>& bids, Values values, const std::string& cookies, const std::string& guidance = year) {
  for (const auto& each : bids) values.emplace_back("bid." + each, "yes");
  values.emplace_back("page", "decisions/" + guidance);
  return home().post("/en/" + operation + "/" + guidance, form_body(values), cookies);
}

app::HttpResponse proposed(const std::vector<std::string>& bids, const std::string& cookies, const std::string& amount = "asked", const std::string& guidance = year) {
  return several("propose-awards", bids, {{"amount", amount}, {"reason", "The strongest need."}}, cookies, guidance);
}

std::int64_t awarded_from(const std::string& bid) {
  std::int64_t pence = 0;
  for (const auto& award : store::awards_from(ledger(), "better-schools-fund", {2006}))
    for (const auto& line : award.lines)
      if (award.source == bid) pence += line.grant.count + line.contribution.count;
  return pence;
}

struct Officers {
  std::string first = home().signed_in("grants-officer", "W92000004", "");
  std::string second = home().signed_in("grants-officer", "W92000004", "");
};

TEST(DecisionPack, Fnd12Sec8OneProposesSeveralAwardsAndAnotherConfirmsThem) {
  const Officers people;
  const std::vector<std::string> bids{assessed_bid("660", 1'000'003), assessed_bid("661", 2'000'000), assessed_bid("662", 3'900'000'000)};
  const auto pack = home().get_page(std::string("/en/decisions/") + year, people.first).body;
  for (const auto& each : bids) EXPECT_THAT(pack, HasSubstr("name=\"bid." + each + "\""));
  EXPECT_THAT(several("propose-awards", {}, {{"amount", "asked"}, {"reason", "x"}}, people.first).body, HasSubstr("No bid is marked"));

  EXPECT_THAT(proposed(bids, people.first).body, HasSubstr("3 bids were taken on, of 3 that were marked."));
  const auto own = several("confirm-awards", bids, {}, people.first).body;
  EXPECT_THAT(own, HasSubstr("Nothing was done, of 3 that were marked."));
  EXPECT_THAT(own, HasSubstr("needs another person"));

  EXPECT_THAT(several("confirm-awards", {bids[0], bids[1], "bsf-bid-9999"}, {}, people.second).body, HasSubstr("Bid bsf-bid-9999 is not one of this fund and year."));
  EXPECT_EQ(awarded_from(bids[0]), 1'000'003);
  EXPECT_EQ(awarded_from(bids[1]), 2'000'000);
  EXPECT_EQ(state_of(bids[0]), "awarded");
  const auto again = several("confirm-awards", {bids[0]}, {}, people.second).body;
  EXPECT_THAT(again, HasSubstr("Nothing was done, of 1 that were marked."));
  EXPECT_EQ(awarded_from(bids[0]), 1'000'003) << "no award is made twice";

  const auto beyond = assessed_bid("663", 100'000'000);
  proposed({beyond}, people.first);
  EXPECT_THAT(several("confirm-awards", {bids[2], beyond}, {}, people.second).body, HasSubstr("less money left than this award takes"));
  EXPECT_EQ((awarded_from(bids[2]) > 0) + (awarded_from(beyond) > 0), 1) << "there is money for one of the two";
  const auto welsh = home().post(std::string("/cy/cadarnhau-dyfarniadau/") + year, "bid." + bids[2] + "=yes&bid." + beyond + "=yes", people.second).body;
  EXPECT_THAT(welsh, HasSubstr("Ni wnaed dim, o’r 2 a farciwyd."));
  EXPECT_EQ(home().post(std::string("/en/propose-awards/") + year, "amount=asked&reason=x&bid." + beyond + "=yes", home().signed_in("authority-grants-officer", "663", "")).status, 404u);
}

// What the formula gives stands on the page of the allocation; the lines are cut in proportion, to the penny.
TEST(DecisionPack, Fnd13AwardsByTheFormulaCutTheLinesInProportion) {
  const Officers people;
  const auto id = assessed_bid("669", 3'839'999'999, "bsf-2007-08");
  EXPECT_THAT(proposed({id}, people.first, "formula", "bsf-2007-08").body, HasSubstr("1 bid was taken on"));
  const auto deed = store::deeds_of(ledger(), id).back();
  ASSERT_EQ(deed.said.size(), 2u);
  const auto amount = deed.said.front().first == "amount" ? deed.said.front().second : deed.said.back().second;
  EXPECT_THAT(home().get_page("/en/fund-allocation/669-bsf-2007-08", people.first).body, HasSubstr(amount));
  EXPECT_THAT(home().get_page("/en/decisions/bsf-2007-08", people.first).body, HasSubstr(amount));
  EXPECT_THAT(step(id, "propose-refusal", {{"reason", "To be proposed anew."}}, people.first).status, 303u);
  EXPECT_THAT(step(id, "propose-award", {{"reason", "x"}, {"amount", "40,000,000.00"}}, people.first).body, HasSubstr("£40,000,000.00 cannot be proposed"));
  ASSERT_EQ(step(id, "propose-award", {{"reason", "x"}, {"amount", "10.01"}}, people.first).status, 303u);
  ASSERT_EQ(step(id, "award", {}, people.second).status, 303u);
  for (const auto& award : store::awards_of(ledger(), "669", {2007}))
    if (award.source == id) {
      ASSERT_EQ(award.lines.size(), 2u);  // by hand: three quarters and a quarter of 1001p are 750.75 and 250.25
      EXPECT_EQ(award.lines[0].grant.count + award.lines[0].contribution.count, 751);
      EXPECT_EQ(award.lines[1].grant.count + award.lines[1].contribution.count, 250);
      return;
    }
  ADD_FAILURE() << "nothing was awarded";
}

TEST(DecisionPack, Flt11OfTwoWhoConfirmAtOnceEachBidIsAwardedOnce) {
  const Officers people;
  std::vector<std::string> bids;
  for (const auto* place : {"664", "665", "666", "667"}) bids.push_back(assessed_bid(place, 10'001));
  proposed(bids, people.first);
  const auto third = home().signed_in("grants-officer", "W92000004", "");
  std::barrier start(2);
  {
    std::vector<std::jthread> approvers;
    for (const auto& who : {people.second, third})
      approvers.emplace_back([&, who] {
        start.arrive_and_wait();
        several("confirm-awards", bids, {}, who);
      });
  }
  for (const auto& each : bids) EXPECT_EQ(awarded_from(each), 10'001) << each;
}

}  // namespace decision_pack_journey
}  // namespace potensial::tests
