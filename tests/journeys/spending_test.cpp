// Money as the people meet it who spend, release, claim, approve and pay it, in both languages (MON-01 to MON-09, DEL-05, FND-07).
#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "award_example.hpp"
#include "catalogue/access_policy.hpp"
#include "funding/award_draft.hpp"
#include "journeys/site_home.hpp"
#include "service/home.hpp"
#include "service/spend_reminders.hpp"
#include "store/award_store.hpp"
#include "store/claim_store.hpp"
#include "store/mail_store.hpp"
#include "store/person_store.hpp"
#include "store/posting_store.hpp"

namespace potensial::tests {
namespace spending_journey {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

SiteHome& home() { return SiteHome::get(); }
std::string the_school() { return home().schools().front(); }

// An award of a fund of its own: £1,000.00 on a line of the school, £500.00 on one of the authority.
std::int64_t new_award() {
  static int funds = 0;
  const funding::AwardDraft draft{"680", "bid-7",
                                  {{"Catching up in reading", "pupil-support", "catch-up", the_school(), {100'000}, "ks2-csi", "From 58% to 66% by 2012", "Results"},
                                   {"Mentors", "pupil-support", "", "", {50'000}, "", "Fewer absences of boys", "Registers"}},
                                  "Ann", PersonId{1}, morning_of_award};
  const auto award = funding::award_under(small_guidance("journey-fund-" + std::to_string(++funds)), draft).value();
  store::Transaction transaction(home().ledger());
  const auto id = store::add_award(home().ledger(), award, {150'000}).value();
  transaction.commit();
  return id;
}

std::string line(std::int64_t award, int number) { return std::to_string(award) + "-" + std::to_string(number); }
std::string head() { return home().signed_in("headteacher", the_school(), "improvement"); }
std::string officer() { return home().signed_in("authority-grants-officer", "680", ""); }
std::string government() { return home().signed_in("grants-officer", "W92000004", ""); }

std::string cost(const std::string& amount, const std::string& document, const std::string& more = "&spend=supply") {
  return "kind=actual&amount=" + amount + "&day=2010-10-05&document=" + document + more;
}

LineMoney money(std::int64_t award, int number) { return store::money_of(home().ledger(), LineId{award, number}); }

TEST(Spending, Mon01AHeadEntersACostAndSeesItOnItsLineInBothLanguages) {
  const auto award = new_award();
  const auto cookies = head(), id = line(award, 1);
  EXPECT_EQ(home().post("/en/post-cost/" + id, cost("%C2%A3120.50", "Llyfrau+17"), cookies).status, 303u);
  EXPECT_EQ(home().post("/cy/cofnodi-cost/" + id, cost("79.50", "Llyfrau+18"), cookies).status, 303u);
  EXPECT_EQ(money(award, 1).actual, Pence{20'000});
  EXPECT_THAT(home().get_page("/en/spend-line/" + id, cookies).body, AllOf(HasSubstr("£120.50"), HasSubstr("Llyfrau 18"), HasSubstr("cost paid"), HasSubstr("£800.00")));
  EXPECT_THAT(home().get_page("/cy/llinell-wariant/" + id, cookies).body, AllOf(HasSubstr("£120.50"), HasSubstr("cost a dalwyd")));
}

TEST(Spending, Mon06NoPageShowsMoneyWithoutTheOutcomeBesideIt) {
  const auto award = new_award();
  const auto year = "?year=2010-11";
  for (const auto& address : {"/en/spend/680" + std::string(year), "/en/money/" + the_school(), "/en/spend-line/" + line(award, 1)}) {
    const auto page = home().get_page(address, officer());
    ASSERT_EQ(page.status, 200u) << address;
    EXPECT_THAT(page.body, AllOf(HasSubstr("Outcome expected"), HasSubstr("Outcome now"), HasSubstr("From 58% to 66% by 2012"), HasSubstr("% in 20"))) << address;
  }
  EXPECT_THAT(home().get_page("/cy/gwariant/680", officer()).body, AllOf(HasSubstr("Canlyniad disgwyliedig"), HasSubstr("Canlyniad nawr"), HasSubstr("% yn 20")));
  // The government sees of results what is published.
  const auto published = home().get_page("/en/spend-line/" + line(award, 1), government());
  ASSERT_EQ(published.status, 200u);
  EXPECT_THAT(published.body, AllOf(HasSubstr("in the published figures"), Not(HasSubstr("% in 20"))));
}

TEST(Spending, Mon02AnExcludedCostIsStoppedWithItsRuleAndReleasedByAnother) {
  const auto award = new_award();
  const auto cookies = head(), id = line(award, 1), body = cost("50", "Ramp+3", "&spend=building&page=spend-line%2F" + id);
  const auto english = home().post("/en/post-cost/" + id, body, cookies), welsh = home().post("/cy/cofnodi-cost/" + id, body, cookies);
  EXPECT_EQ(english.status, 422u);
  EXPECT_THAT(english.body, HasSubstr("Building work may not be paid from it."));
  EXPECT_EQ(welsh.status, 422u);
  EXPECT_THAT(welsh.body, AllOf(HasSubstr("Ni ellir talu am waith adeiladu ohoni."), Not(HasSubstr("Building work may not"))));
  const auto release = "spend=building&document=Ramp+3&amount=50&reason=A+pupil+needs+it";
  EXPECT_EQ(home().post("/en/release-cost/" + id, release, cookies).status, 404u) << "not by the school itself";
  EXPECT_EQ(home().post("/en/release-cost/" + id, release, officer()).status, 303u);
  EXPECT_EQ(home().post("/en/post-cost/" + id, body, cookies).status, 303u);
  EXPECT_THAT(home().get_page("/en/spend/680", officer()).body, AllOf(HasSubstr("A pupil needs it"), HasSubstr("Building work may not be paid from it.")));
}

TEST(Spending, Mon09ACostIsReversedAndTheTrailOfTheLineCanBeExported) {
  const auto award = new_award();
  const auto cookies = officer(), id = line(award, 2);
  ASSERT_EQ(home().post("/en/post-cost/" + id, cost("100", "Mentor+1"), cookies).status, 303u);
  const auto posting = store::postings_of(home().ledger(), LineId{award, 2}).back().batch;
  EXPECT_EQ(home().post("/cy/gwrthdroi-cofnod/" + id, "posting=" + std::to_string(posting) + "&reason=Anfoneb+anghywir", cookies).status, 303u);
  EXPECT_EQ(home().post("/en/reverse-posting/" + id, "posting=" + std::to_string(posting) + "&reason=x", cookies).status, 422u);
  EXPECT_EQ(money(award, 2).actual, Pence{0});
  const auto inspector = home().signed_in("inspector", "680", "inspection");
  const auto csv = home().get_page("/en/spend-line/" + id + ".csv", inspector);
  ASSERT_EQ(csv.status, 200u);
  EXPECT_THAT(csv.body, AllOf(HasSubstr("£100.00"), HasSubstr("−£100.00"), HasSubstr("Anfoneb anghywir"), HasSubstr("£500.00"), HasSubstr("cost reversed")));
  EXPECT_EQ(home().post("/en/reverse-posting/" + id, "posting=" + std::to_string(posting) + "&reason=x", inspector).status, 404u);
}

TEST(Spending, Mon05ACostOfTwoSourcesIsPaidToThePennyAndEnteredOnce) {
  const auto award = new_award();
  const auto cookies = officer(), id = line(award, 2);
  EXPECT_EQ(home().post("/en/post-cost/" + id, cost("10.01", "Both+1", "&spend=supply&share=33.33&elsewhere=RAISE"), cookies).status, 303u);
  EXPECT_EQ(money(award, 2).actual, Pence{334});
  EXPECT_THAT(home().get_page("/en/spend-line/" + id, cookies).body, AllOf(HasSubstr("£6.67"), HasSubstr("RAISE, 66.7%")));
  const auto again = home().post("/en/post-cost/" + id, cost("10.01", "Both+1", "&spend=supply&page=spend-line%2F" + id), cookies);
  EXPECT_EQ(again.status, 422u);
  EXPECT_THAT(again.body, HasSubstr("on record as paid already"));
  EXPECT_EQ(home().post("/en/post-cost/" + id, cost("10.01", "Both+2", "&spend=supply&share=33.33"), cookies).status, 422u);
  EXPECT_EQ(money(award, 2).actual, Pence{334});
}

TEST(Spending, Flt10ACostSentTwiceIsEnteredOnce) {
  const auto award = new_award();
  const auto cookies = officer(), id = line(award, 2), body = cost("10", "Twice+1", "&spend=supply&key=the-same-key-of-a-form");
  for (int i = 0; i < 3; ++i) EXPECT_EQ(home().post("/en/post-cost/" + id, body, cookies).status, 303u);
  EXPECT_EQ(money(award, 2).actual, Pence{1'000});
}

TEST(Spending, NoMoreIsSpentOrMovedThanThereIs) {
  const auto award = new_award();
  const auto cookies = officer();
  const auto refused = home().post("/en/post-cost/" + line(award, 2), cost("500.01", "Dear+1", "&spend=supply&page=spend-line%2F" + line(award, 2)), cookies);
  EXPECT_EQ(refused.status, 422u);
  EXPECT_THAT(refused.body, HasSubstr("Line 2 has £500.00 that is neither committed nor paid, and this takes £500.01."));
  EXPECT_EQ(home().post("/en/post-cost/" + line(award, 1), "kind=actual&amount=1&day=2010-11-23&document=Early+1&spend=supply", cookies).status, 422u) << "not paid yet";
  EXPECT_EQ(home().post("/en/post-cost/" + line(award, 1), "kind=commitment&amount=1&day=2010-11-23&document=Early+1&spend=supply", cookies).status, 303u);
  const auto move = "from=" + line(award, 2) + "&to=" + line(award, 1) + "&reason=More+pupils&amount=";
  EXPECT_EQ(home().post("/en/move-money/680", move + "500.01", cookies).status, 422u);
  EXPECT_EQ(home().post("/cy/symud-arian/680", move + "500", cookies).status, 303u);
  EXPECT_EQ((std::pair{money(award, 1).plan, money(award, 2).plan}), (std::pair{Pence{150'000}, Pence{0}}));
  EXPECT_EQ(home().post("/en/move-money/680", move + "1", head()).status, 404u);
}

TEST(Spending, OthersNeitherSeeNorEnterIt) {
  const auto award = new_award();
  const auto other = home().signed_in("headteacher", home().schools().back(), "improvement");
  EXPECT_EQ(home().get_page("/en/spend-line/" + line(award, 1), other).status, 404u);
  EXPECT_EQ(home().get_page("/en/money/" + the_school(), other).status, 404u);
  EXPECT_EQ(home().post("/en/post-cost/" + line(award, 1), cost("1", "x"), other).status, 404u);
  EXPECT_EQ(home().post("/en/post-cost/" + line(award, 2), cost("1", "x"), head()).status, 404u) << "a line of the authority";
  EXPECT_EQ(home().post("/en/post-cost/" + line(award, 1), cost("1", "x"), government()).status, 404u);
  EXPECT_EQ(money(award, 1).actual, Pence{0});
}

TEST(SchoolMoney, Del05ASchoolSeesEverySourceWithItsConditionsAndItsLastDay) {
  new_award();
  const auto cookies = head();
  EXPECT_THAT(home().get_page("/en/money/" + the_school(), cookies).body,
              AllOf(HasSubstr("Small fund, 2010-11"), HasSubstr("£1,000.00"), HasSubstr("31 March 2011"), HasSubstr("Building work may not be paid from it.")));
  EXPECT_THAT(home().get_page("/cy/arian/" + the_school(), cookies).body, AllOf(HasSubstr("Cronfa fach, 2010-11"), HasSubstr("31 Mawrth 2011")));
  // Where the running year has nothing, the newest year that has.
  const auto other = home().schools().back();
  EXPECT_THAT(home().get_page("/en/money/" + other, home().signed_in("headteacher", other, "improvement")).body, HasSubstr("delegated and in no agreed spending plan"));
}

TEST(Spending, Mon03WhatIsExpectedToBeLeftIsFollowedUpInTime) {
  const auto award = new_award();
  const auto page = home().get_page("/en/spend/680", officer()).body;
  // Nothing is paid on 22 November: all of both lines, on the last days of September, November and January.
  EXPECT_THAT(page, AllOf(HasSubstr("30 September 2010"), HasSubstr("30 November 2010"), HasSubstr("31 January 2011"), HasSubstr("Ask the school or team now"), HasSubstr("as it went so far")));
  ASSERT_EQ(home().post("/en/post-cost/" + line(award, 1), "kind=forecast&amount=1000&day=2010-11-22&spend=supply", head()).status, 303u);
  EXPECT_THAT(home().get_page("/en/spend/680", officer()).body, HasSubstr("as an officer or the school says"));
}

// On the last day of November, and not again until that of January.
TEST(Spending, Mon03TheSchoolIsToldOfItByMailOnTheDaysOfTheRule) {
  new_award();
  head();
  const auto people = store::people(home().ledger());
  const auto id = std::ranges::max_element(people, {}, [](const Person& each) { return static_cast<std::int64_t>(each.id); })->id;
  const auto definitions = catalogue::Catalogue::load(POTENSIAL_ROOT "/catalogue").value();
  const auto policy = catalogue::access_policy_on(definitions, Date(2010, 11, 22)).value();
  auto opened = service::Home::open(home().folder() / "home", definitions, 1).value();
  const auto told = [&](int month, int day) {
    const auto year = std::chrono::year{month < 4 ? 2011 : 2010};
    EXPECT_TRUE(service::remind_of_money(opened, policy, std::chrono::sys_days{year / month / day} + std::chrono::hours(9)));
    const auto mails = store::mails(home().ledger());
    return std::ranges::count_if(mails, [&](const store::Mail& each) { return each.person == id && each.kind == store::MailKind::money_left && each.object == the_school(); });
  };
  EXPECT_EQ(told(11, 29), 0);
  EXPECT_EQ(told(11, 30), 1);
  EXPECT_EQ(told(12, 10), 1);
  EXPECT_EQ(told(1, 30), 1);
  EXPECT_EQ(told(2, 3), 2) << "the service did not run on 31 January";
}

struct ClaimMade {
  std::string id, maker;
};

ClaimMade claim_of_a_cost() {
  const auto award = new_award();
  const auto cookies = officer();
  home().post("/en/post-cost/" + line(award, 2), cost("100.01", "Mentor+of+award+" + std::to_string(award)), cookies);
  const auto address = header(home().post("/en/make-claim/" + std::to_string(award), "", cookies), "Location");
  return {address.substr(address.rfind('/') + 1), cookies};
}

unsigned step(const ClaimMade& claim, const std::string& step, int seen, const std::string& cookies, const std::string& more = "") {
  return home().post("/en/step-claim/" + claim.id, "step=" + step + "&version=" + std::to_string(seen) + more, cookies).status;
}

TEST(Claims, Fnd07IsMadeEvidencedApprovedByAnotherAndPaid) {
  const auto claim = claim_of_a_cost();
  const auto page = home().get_page("/en/claim/" + claim.id, claim.maker).body;
  EXPECT_THAT(page, AllOf(HasSubstr("£60.01"), HasSubstr("£40.00"), HasSubstr("evidence of £40.00 of the contribution is missing")));
  EXPECT_EQ(step(claim, "submit", 0, claim.maker), 303u);
  const auto own = home().post("/en/step-claim/" + claim.id, "step=approve&version=1&page=claim%2F" + claim.id, claim.maker);
  EXPECT_THAT(own.body, HasSubstr("“Approve the claim” needs another person: you worked on this claim yourself. Ask a colleague."));
  EXPECT_NE(own.status, 303u);
  const auto welsh = home().post("/cy/cam-hawliad/" + claim.id, "step=approve&version=1&page=claim%2F" + claim.id, claim.maker);
  EXPECT_THAT(welsh.body, AllOf(HasSubstr("Cymeradwyo’r hawliad"), HasSubstr("Gofynnwch i gydweithiwr")));
  EXPECT_EQ(step(claim, "approve", 1, officer()), 303u);
  const auto payer = government();
  const auto early = home().post("/en/step-claim/" + claim.id, "step=pay&version=2&page=claim%2F" + claim.id, payer);
  EXPECT_EQ(early.status, 422u);
  EXPECT_THAT(early.body, HasSubstr("The evidence does not cover the contribution."));
  EXPECT_EQ(home().post("/en/prove-contribution/" + claim.id, "document=Account+5&amount=40.00", claim.maker).status, 303u);
  EXPECT_EQ(step(claim, "pay", 2, payer), 303u);
  EXPECT_NE(step(claim, "pay", 3, payer), 303u);
  EXPECT_EQ(store::claim(home().ledger(), std::stoll(claim.id))->state(), "paid");
  EXPECT_THAT(home().get_page("/cy/hawliad/" + claim.id, payer).body, AllOf(HasSubstr("Talwyd y grant o £60.01."), HasSubstr("Account 5")));
}

TEST(Claims, Mon05NoCostIsClaimedTwiceUntilAClaimIsWithdrawn) {
  const auto claim = claim_of_a_cost();
  const auto award = std::to_string(store::claim(home().ledger(), std::stoll(claim.id))->award);
  EXPECT_EQ(home().post("/en/make-claim/" + award, "", claim.maker).status, 422u);
  EXPECT_EQ(step(claim, "withdraw", 0, claim.maker), 422u) << "without a reason";
  EXPECT_EQ(step(claim, "withdraw", 0, claim.maker, "&words=A+mistake"), 303u);
  EXPECT_EQ(home().post("/en/make-claim/" + award, "", claim.maker).status, 303u);
}

TEST(Claims, Sec9AreStoppedOutOfTheirOrderAndByOthers) {
  const auto claim = claim_of_a_cost();
  for (const char* each : {"approve", "pay", "return-claim"}) EXPECT_NE(step(claim, each, 0, officer()), 303u) << each;
  EXPECT_EQ(step(claim, "submit", 0, home().signed_in("inspector", "680", "inspection")), 404u);
  EXPECT_EQ(step(claim, "submit", 0, head()), 404u);
  EXPECT_EQ(step(claim, "submit", 7, claim.maker), 409u) << "other steps were taken since";
  EXPECT_EQ(home().get_page("/en/claim/" + claim.id, head()).status, 404u);
  EXPECT_EQ(home().get_page("/en/claim/" + claim.id, government()).status, 200u);
  EXPECT_TRUE(store::claim(home().ledger(), std::stoll(claim.id))->steps.empty());
}

TEST(Claims, StandOnThePageOfWalesForWhoeverPaysThem) {
  const auto claim = claim_of_a_cost();
  EXPECT_THAT(links_of(home().get_page("/en/spend/W92000004", government()).body), ::testing::Contains("/en/claim/" + claim.id));
  EXPECT_THAT(links_of(home().get_page("/en/home", government()).body), ::testing::Contains("/en/spend/W92000004"));
  EXPECT_THAT(links_of(home().get_page("/en/home", officer()).body), ::testing::Contains("/en/spend/680"));
  EXPECT_THAT(links_of(home().get_page("/en/home", head()).body), ::testing::Contains("/en/money/" + the_school()));
}

}  // namespace spending_journey
}  // namespace potensial::tests
