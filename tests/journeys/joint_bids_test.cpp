// A bid of two authorities, from its draft to the money of each: the partner sees it, confirms its share by an officer of its
// own, and the activity stands in the list of each owner once (FND-15, COL-02).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "journeys/bid_steps.hpp"
#include "store/award_store.hpp"

namespace potensial::tests {
namespace joint_bid_journey {

using namespace bid_steps;
using ::testing::HasSubstr;
using ::testing::Not;

std::string partner() { return authority() == "681" ? "680" : "681"; }

std::vector<std::pair<std::string, Values>> shares(const std::string& lead, const std::string& other) {
  return {{"partners", {{"joint", "yes"}, {"lead-share", lead}}},
          {"partners/new", {{"partner", partner()}, {"partner-share", other}, {"partner-work", "Trains the assistants of both."}}}};
}

app::HttpResponse confirm(const std::string& bid, const std::string& cookies) {
  return home().post("/en/confirm-share/" + bid, form_body({{"version", std::to_string(version_of(bid))}, {"page", "bid/" + bid}}), cookies);
}

std::size_t times(const std::string& text, const std::string& of) {
  std::size_t count = 0;
  for (auto at = text.find(of); at != std::string::npos; at = text.find(of, at + 1)) ++count;
  return count;
}

// Cost £84,000.01, grant £50,400.01, contribution £33,600.00. By hand at 70 and 30 per cent: of the grant 35,280.007 and
// 15,120.003, so £35,280.01 and £15,120.00; of the contribution £23,520.00 and £10,080.00.
TEST(JointBids, Fnd15Col02APartnerSeesTheBidAndConfirmsItsShareBeforeItIsSubmitted) {
  const People people;
  const auto other = home().signed_in("authority-grants-officer", partner(), "");
  const auto stranger = home().signed_in("authority-grants-officer", "679", "");
  const auto id = drafted_bid(people.officer, "bsf-2006-07", shares("70", "30"));

  const auto seen = home().get_page("/en/bid/" + id, other);
  ASSERT_EQ(seen.status, 200u) << "a partner sees the draft";
  EXPECT_THAT(seen.body, HasSubstr("Confirm your share: 30%, £25,200.00"));
  EXPECT_THAT(home().get_page("/cy/cais/" + id, other).body, HasSubstr("Cadarnhau eich cyfran: 30%, £25,200.00"));
  EXPECT_EQ(home().get_page("/en/bid/" + id, stranger).status, 404u);
  EXPECT_EQ(save(id, "need", {{"need", "x"}}, other).status, 404u) << "a partner does not write";
  EXPECT_THAT(home().get_page("/en/home", other).body, HasSubstr("/en/bid/" + id));
  EXPECT_THAT(step(id, "submit", {}, people.officer).body, HasSubstr("A partner has not confirmed its share as it now stands."));
  EXPECT_EQ(confirm(id, people.officer).status, 403u) << "whoever wrote it does not confirm";
  EXPECT_EQ(confirm(id, stranger).status, 404u);

  ASSERT_EQ(confirm(id, other).status, 303u);
  EXPECT_EQ(confirm(id, other).status, 422u) << "once";
  ASSERT_EQ(save(id, "partners", {{"lead-share", "60"}}, people.officer).status, 303u);
  ASSERT_EQ(save(id, "partners/1", {{"partner-share", "40"}}, people.officer).status, 303u);
  EXPECT_EQ(step(id, "submit", {}, people.officer).status, 422u) << "the share was changed after it was confirmed";
  ASSERT_EQ(save(id, "partners", {{"lead-share", "70"}}, people.officer).status, 303u);
  ASSERT_EQ(save(id, "partners/1", {{"partner-share", "30"}}, people.officer).status, 303u);
  ASSERT_EQ(step(id, "submit", {}, people.officer).status, 303u) << "as it was confirmed";
  EXPECT_EQ(confirm(id, other).status, 422u) << "handed in";

  ASSERT_EQ(step(id, "withdraw", {{"reason", "Only a trial."}}, people.officer).status, 303u);
}

// Cost £100.01 in lines of £75.01 and £25.00, grant £60.01 (45.01 and 15.00), contribution £40.00 (30.00 and 10.00). By hand at 70
// and 30 per cent: grants 4200.7 and 1800.3 pence, so £42.01 and £18.00, of which the lead takes 3150.9 and 1050.1 of the lines:
// £31.51 and £10.50; contributions £28.00 (£21.00 and £7.00) and £12.00.
TEST(JointBids, Col02EachOwnerHasItsAwardAndTheActivityOnceInItsList) {
  const People people;
  const auto lead = home().signed_in("authority-grants-officer", "670", ""), other = home().signed_in("authority-grants-officer", "671", "");
  const auto stranger = home().signed_in("authority-grants-officer", "679", "");
  const auto id = assessed_bid("670", 10'001, "bsf-2006-07",
                               {{{"joint", true}, {"lead-share", std::int64_t{70}}, {"partners", form::Parts{{{{"partner", "671"}, {"partner-share", std::int64_t{30}}}}}}}});
  ASSERT_EQ(step(id, "propose-award", {{"reason", "Strong on need."}}, people.first).status, 303u);
  ASSERT_EQ(step(id, "award", {}, people.third).status, 303u);
  const auto own = store::awards_of(ledger(), "670", {2006}), shared = store::awards_of(ledger(), "671", {2006});
  ASSERT_EQ(own.size(), 1u);
  ASSERT_EQ(shared.size(), 1u);
  ASSERT_EQ(own[0].lines.size(), 2u);
  ASSERT_EQ(shared[0].lines.size(), 2u);
  EXPECT_EQ(own[0].lines[0].grant, Pence{3'151});
  EXPECT_EQ(own[0].lines[1].grant, Pence{1'050});
  EXPECT_EQ(own[0].lines[0].contribution, Pence{2'100});
  EXPECT_EQ(shared[0].lines[0].grant, Pence{1'350});
  EXPECT_EQ(shared[0].lines[1].grant, Pence{450});
  EXPECT_EQ(shared[0].lines[0].contribution, Pence{900});
  EXPECT_EQ(shared[0].lines[1].contribution, Pence{300});
  for (const auto& [place, who] : {std::pair<std::string, std::string>{"670", lead}, {"671", other}}) {
    EXPECT_EQ(times(home().get_page("/en/bids", who).body, "/en/bid/" + id), 1u) << place;
    EXPECT_THAT(home().get_page("/en/spend/" + place + "?year=2006-07", who).body, HasSubstr("Large line"));
  }
  EXPECT_THAT(home().get_page("/en/bids", stranger).body, Not(HasSubstr("/en/bid/" + id)));
  const auto decisions = home().get_page("/en/decisions/bsf-2006-07", people.first).body;
  EXPECT_THAT(decisions, HasSubstr("1 is joint: £100.01 of the "));
  EXPECT_THAT(home().get_page("/cy/penderfyniadau/bsf-2006-07", people.first).body, HasSubstr("mae 1 ar y cyd: £100.01 o’r "));
  EXPECT_THAT(home().get_page("/en/decisions/bsf-2007-08", people.first).body, HasSubstr("Joint work over the years"));
}

// A body in which authorities work together opens what it spends, where each shared work stands with its own share.
TEST(JointBids, Fnd15Col02AConsortiumSeesItsShareWhereItSpends) {
  const People people;
  const std::string body = "esis";
  const auto adviser = home().signed_in("consortium-adviser", body, ""), lead = home().signed_in("authority-grants-officer", "676", "");
  const auto id = assessed_bid("676", 20'000, "bsf-2007-08",
                               {{{"joint", true}, {"lead-share", std::int64_t{75}}, {"total-grant", std::int64_t{12'000}}, {"total-contribution", std::int64_t{8'000}},
                                  {"partners", form::Parts{{{{"partner", body}, {"partner-share", std::int64_t{25}}}}}}}});
  ASSERT_EQ(step(id, "propose-award", {{"reason", "Strong on need."}}, people.first).status, 303u);
  ASSERT_EQ(step(id, "award", {}, people.third).status, 303u);
  const auto spend = home().get_page("/en/spend/" + body + "?year=2007-08", adviser);
  ASSERT_EQ(spend.status, 200u);
  EXPECT_THAT(spend.body, ::testing::AllOf(HasSubstr("Money shared with others"), HasSubstr("25%"), HasSubstr("£50.00"), HasSubstr("£200.00"), HasSubstr("Large line")));
  EXPECT_THAT(home().get_page("/cy/gwariant/676?year=2007-08", lead).body, ::testing::AllOf(HasSubstr("Arian a rennir ag eraill"), HasSubstr("75%"), HasSubstr("£150.00")));
  EXPECT_EQ(home().get_page("/en/spend/" + body, lead).status, 404u) << "an authority has no key to all that a body spends";
  const auto no_body = drafted_bid(people.officer, "bsf-2006-07", {{"partners", {{"joint", "yes"}, {"lead-share", "70"}}}, {"partners/new", {{"partner", "W92000004"}, {"partner-share", "30"}}}});
  EXPECT_THAT(home().get_page("/en/bid/" + no_body, people.officer).body, HasSubstr("there is no “W92000004” here"));
  ASSERT_EQ(step(no_body, "withdraw", {{"reason", "Only a trial."}}, people.officer).status, 303u);
}

TEST(JointBids, Fnd15SharesThatDoNotAddUpAreSaidAndCannotBeConfirmed) {
  const People people;
  const auto other = home().signed_in("authority-grants-officer", partner(), "");
  const auto id = drafted_bid(people.officer, "bsf-2006-07", shares("60", "30"));
  EXPECT_THAT(home().get_page("/en/bid/" + id, other).body, HasSubstr("do not add up to 100 per cent yet"));
  EXPECT_THAT(confirm(id, other).body, HasSubstr("do not add up to 100 per cent yet"));
  EXPECT_THAT(step(id, "submit", {}, people.officer).body, HasSubstr("The shares of all partners must add up to 100 per cent."));
  ASSERT_EQ(step(id, "withdraw", {{"reason", "Only a trial."}}, people.officer).status, 303u);
}

}  // namespace joint_bid_journey
}  // namespace potensial::tests
