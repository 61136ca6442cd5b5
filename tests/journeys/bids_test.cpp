// A bid from the guidance to the award, as its people meet it on the site and through the API: drafted and frozen need, lines
// with baselines, submitted, assessed by two who do not see each other's grades, awarded on condition, improved (requirements
// FND-08 to FND-14; SEC-7 to SEC-9).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "journeys/bid_steps.hpp"

namespace potensial::tests {
namespace bid_journey {

using ::testing::HasSubstr;
using ::testing::Not;
using namespace bid_steps;

TEST(Bids, GoFromTheGuidanceToAConditionalAwardAndItsImprovement) {
  const People people;
  const auto id = drafted_bid(people.officer, "bsf-2007-08");
  const auto draft = home().get_page("/en/bid/" + id, people.officer).body;
  EXPECT_THAT(draft, HasSubstr("Nothing is wanting."));
  EXPECT_THAT(draft, HasSubstr("£50,400.01"));  // three fifths of £84,000.01, to the nearest penny
  EXPECT_THAT(draft, HasSubstr("£33,600.00"));
  EXPECT_EQ(home().get_page("/en/bid/" + id, people.first).status, 404u) << "a draft is for those who write it";
  EXPECT_THAT(home().get_page("/cy/cais/" + id, people.officer).body, HasSubstr("Nid oes dim yn eisiau."));
  ASSERT_EQ(step(id, "submit", {}, people.officer).status, 303u);
  EXPECT_EQ(home().get_page("/en/bid/" + id, people.first).status, 200u);

  const auto one = assessed(id, people.first, true);
  EXPECT_EQ(home().get_page("/en/assessment/" + one, people.second).status, 404u) << "blind until one's own is signed";
  EXPECT_THAT(home().get_page("/en/assessment/" + one, people.first).body, HasSubstr("1 priority names no analysis of its own that supports it."));
  ASSERT_EQ(step(one, "sign", {}, people.first, "assessment").status, 303u);
  EXPECT_EQ(state_of(id), "assessed-once");
  EXPECT_EQ(home().get_page("/en/assessment/" + one, people.second).status, 404u);
  const auto two = assessed(id, people.second, false);
  ASSERT_EQ(step(two, "sign", {}, people.second, "assessment").status, 303u);
  EXPECT_EQ(state_of(id), "assessed");
  EXPECT_THAT(home().get_page("/en/bid/" + id, people.second).body, HasSubstr("agree on 4 of 5 criteria"));
  EXPECT_THAT(home().get_page("/en/bid/" + id, people.officer).body, Not(HasSubstr("agree on"))) << "before it is decided";

  ASSERT_EQ(step(id, "propose-award", {{"reason", "Strong on need."}}, people.first).status, 303u);
  const auto same = step(id, "award-conditionally", {{"conditions", "The improvement first."}}, people.first);
  EXPECT_EQ(same.status, 403u) << "whoever proposes does not approve (SEC-8)";
  const auto outright = step(id, "award", {}, people.third);
  EXPECT_EQ(outright.status, 422u);
  EXPECT_THAT(outright.body, HasSubstr("Improvements are required, so the award is conditional."));
  ASSERT_EQ(step(id, "award-conditionally", {{"conditions", "The improvement first."}}, people.third).status, 303u);
  EXPECT_THAT(home().get_page("/en/bid/" + id, people.officer).body, HasSubstr("agree on 4 of 5 criteria"));
  EXPECT_THAT(step(id, "confirm-award", {}, people.third).body, HasSubstr("A required improvement is still open."));

  const auto improvements = store::submissions_about(ledger(), "required-improvement", id);
  ASSERT_EQ(improvements.size(), 1u);
  const auto improvement = improvements.front().id;
  EXPECT_THAT(home().get_page("/en/improvement/" + improvement, people.officer).body, HasSubstr("Name the group that falls furthest short."));
  ASSERT_EQ(step(improvement, "report-done", {{"evidence", "The line names it now."}}, people.officer, "improvement").status, 303u);
  ASSERT_EQ(step(improvement, "close", {}, people.first, "improvement").status, 303u);
  ASSERT_EQ(step(id, "confirm-award", {}, people.third).status, 303u);
  EXPECT_EQ(state_of(id), "awarded");
  EXPECT_EQ(step(id, "confirm-award", {}, people.third).status, 422u) << "no step is taken twice (SEC-9)";
  const auto decisions = home().get_page("/en/decisions/bsf-2007-08", people.first).body;
  EXPECT_THAT(decisions, HasSubstr("is awarded or promised on conditions"));
  EXPECT_THAT(decisions, HasSubstr("£84,000.01"));
  EXPECT_THAT(decisions, HasSubstr("Below the standard"));
  EXPECT_EQ(home().get_page("/en/decisions/bsf-2007-08", people.officer).status, 404u);
}

TEST(Bids, WhatIsWantingIsSaidByLineInBothLanguagesAndThroughTheApi) {
  const People people;
  const auto id = begun_bid(people.officer, "bsf-2006-07");
  const auto analysis = frozen(id, people.officer);
  auto pieces = whole_bid(analysis);
  for (auto& [part, values] : pieces) {
    if (part == "need") std::erase_if(values, [](const auto& each) { return each.first == "need-analysis"; });
    if (part == "lines/new") {
      for (auto& [name, value] : values) {
        if (name == "activity-area") value = "1C";
        if (name == "initiative") value = "physical-education";
        if (name == "outcomes/1/outcome-group") value = "";
      }
      std::string long_purpose;
      for (int i = 0; i < 61; ++i) long_purpose += "word ";
      for (auto& [name, value] : values)
        if (name == "purpose") value = long_purpose;
    }
    ASSERT_EQ(save(id, part, values, people.officer).status, 303u) << part;
  }
  ASSERT_EQ(save(id, "priorities/new", {{"priority-rank", "1"}, {"priority", "Another"}, {"priority-reason", "It matters as much."}}, people.officer).status, 303u);
  const auto refused = step(id, "submit", {}, people.officer);
  EXPECT_EQ(refused.status, 422u);
  for (const auto* said : {"Need analysis", "Line 1, Outcome 1: Baseline", "Line 1: Purpose", "61", "Another priority has the same rank."}) EXPECT_THAT(refused.body, HasSubstr(said));
  const auto welsh = home().get_page("/cy/cais/" + id, people.officer).body;
  for (const auto* said : {"Dadansoddiad o anghenion", "Llinell 1, Canlyniad 1: Gwaelodlin", "Llinell 1: Diben", "Mae blaenoriaeth arall â’r un safle yn y drefn."}) EXPECT_THAT(welsh, HasSubstr(said));

  app::HttpRequest api;
  api.method = "POST";
  api.path = "/api/v1/take-step/" + id;
  const auto cookie = people.officer;
  api.headers = {{"authorization", "Bearer " + cookie.substr(cookie.find('=') + 1, cookie.find(';') - cookie.find('=') - 1)}, {"content-type", "application/json"}};
  api.body = R"({"step": "submit"})";
  const auto answered = home().send(api);
  EXPECT_EQ(answered.status, 422u);
  const auto problem = boost::json::parse(answered.body).as_object();
  EXPECT_EQ(problem.at("code").as_string(), "submission.problems");
  std::vector<std::string> paths;
  for (const auto& each : problem.at("problems").as_array()) {
    paths.emplace_back(each.at("path").as_string());
    EXPECT_FALSE(each.at("cy").as_string().empty());
    EXPECT_NE(each.at("cy").as_string(), each.at("en").as_string());
  }
  EXPECT_THAT(paths, ::testing::IsSupersetOf({std::string("need-analysis"), std::string("lines/1/outcomes/1/baseline"), std::string("lines/1/purpose"), std::string("priorities/3/priority-rank")}));
  EXPECT_EQ(state_of(id), "draft");
  ASSERT_EQ(step(id, "withdraw", {{"reason", "Only a trial."}}, people.officer).status, 303u);
}

TEST(Bids, Flt9TwoWhoEditOneBidLoseNothing) {
  const People people;
  const auto other = home().signed_in("authority-grants-officer", authority(), "");
  const auto id = begun_bid(people.officer, "bsf-2006-07");
  const auto seen = std::to_string(version_of(id));
  const auto saved = [&](const std::string& part, const std::string& field, const std::string& text, const std::string& who) {
    return home().post("/en/save-answers/" + id, form_body({{"part", part}, {"version", seen}, {"a." + field, text}, {"page", "bid/" + id + "?part=" + part}}), who);
  };
  EXPECT_EQ(saved("need", "need", "What one wrote", people.officer).status, 303u);
  EXPECT_EQ(saved("consultation", "consultation", "What the other wrote elsewhere", other).status, 303u) << "another part of the bid";
  const auto late = saved("need", "need", "What the other wrote here", other);
  EXPECT_EQ(late.status, 409u);
  EXPECT_THAT(late.body, HasSubstr("What one wrote"));
  EXPECT_THAT(late.body, HasSubstr("What the other wrote here</textarea>"));
  const auto page = home().get_page("/en/bid/" + id, people.officer).body;
  EXPECT_THAT(page, HasSubstr("What one wrote"));
  EXPECT_THAT(page, HasSubstr("What the other wrote elsewhere"));
  ASSERT_EQ(step(id, "withdraw", {{"reason", "Only a trial."}}, people.officer).status, 303u);
}

TEST(Bids, Sec7WhatTheFormDoesNotAskOrFillsInItselfIsRefused) {
  const People people;
  const auto id = begun_bid(people.officer, "bsf-2006-07");
  for (const auto& [part, field] : {std::pair{"lines/new", "grant"}, {"lines/new", "outcomes/1/baseline"}, {"need", "nothing"}, {"money", "total-cost"}})
    EXPECT_EQ(save(id, part, {{field, "1"}}, people.officer).status, 422u) << field;
  EXPECT_EQ(home().post("/en/save-answers/" + id, form_body({{"part", "need"}, {"version", "1"}, {"b.need", "x"}}), people.officer).status, 422u);
  EXPECT_EQ(save(id, "need", {{"need", "x"}}, people.first).status, 404u) << "of another role";
  const auto elsewhere = home().signed_in("authority-grants-officer", authority() == "680" ? "681" : "680", "");
  EXPECT_EQ(save(id, "need", {{"need", "x"}}, elsewhere).status, 404u) << "of another authority";
  ASSERT_EQ(step(id, "withdraw", {{"reason", "Only a trial."}}, people.officer).status, 303u);
}

TEST(Bids, OneIsUnderWayForEachGuidance) {
  const People people;
  const auto id = begun_bid(people.officer, "bsf-2006-07");
  const auto again = home().post("/en/begin-bid/" + authority(), "guidance=bsf-2006-07&page=bids%2F", people.officer);
  EXPECT_EQ(again.status, 422u);
  EXPECT_THAT(again.body, HasSubstr(id));
  EXPECT_THAT(home().get_page("/en/bids", people.officer).body, HasSubstr("/en/bid/" + id));
  EXPECT_THAT(home().get_page("/en/bids", people.first).body, Not(HasSubstr("/en/bid/" + id)));
  ASSERT_EQ(step(id, "withdraw", {{"reason", "Only a trial."}}, people.officer).status, 303u);
}

// What was required of the authority and how its bids of earlier years went stands before everything that is assessed.
TEST(Bids, Fnd14AnAssessmentOpensWithTheRecordOfEarlierYears) {
  const People people;
  const auto earlier = assessed_bid("668", 10'001);
  ASSERT_EQ(step(earlier, "propose-award", {{"reason", "x"}}, people.first).status, 303u);
  ASSERT_EQ(step(earlier, "award", {}, people.second).status, 303u);
  underway(home(), {"required-improvement", "", "668", earlier, "open"});
  underway(home(), {"required-improvement", "", "668", "bsf-bid-of-long-ago", "closed"});
  const auto now = underway(home(), {"bsf-bid", "bsf-bid", "668", "bsf-2009-10", "submitted"});
  const auto reply = home().post("/en/begin-assessment/" + now, "page=bid%2F" + now, people.first);
  ASSERT_EQ(reply.status, 303u) << reply.body;
  const auto page = home().get_page("/en/assessment/" + begun(reply), people.first).body;
  EXPECT_THAT(page, HasSubstr("Of 2 improvements required before, 1 is still open, not late."));
  EXPECT_LT(page.find(">Open<"), page.find(">Closed<")) << "those that are open come first";
  for (const auto* said : {"The record of earlier years", "£100.01", "0 of 0 that are known, 0 named", ">Awarded<", "How each line was to be evaluated", ">Large line<", ">Small line<", "Compared with like learners."}) EXPECT_THAT(page, HasSubstr(said));
  EXPECT_LT(page.find("The record of earlier years"), page.find("Need analysis: grade"));
}

}  // namespace bid_journey
}  // namespace potensial::tests
