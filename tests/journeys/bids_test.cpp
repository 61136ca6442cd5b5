// A bid from the guidance to the award, as its people meet it on the site and through the API: drafted and frozen need, lines
// with baselines, submitted, assessed by two who do not see each other's grades, awarded on condition, improved (requirements
// FND-08 to FND-14; SEC-7 to SEC-9).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>


#include "journeys/submission_steps.hpp"
#include "store/need_analysis_store.hpp"

namespace potensial::tests {
namespace bid_journey {

using ::testing::HasSubstr;
using ::testing::Not;
using Values = FormValues;

SiteHome& home() { return SiteHome::get(); }

std::string authority() { return home().schools().front().substr(0, 3); }

// The people of one bid.
struct People {
  std::string officer = home().signed_in("authority-grants-officer", authority(), "");
  std::string first = home().signed_in("grants-officer", "W92000004", "");
  std::string second = home().signed_in("grants-officer", "W92000004", "");
  std::string third = home().signed_in("grants-officer", "W92000004", "");
};

std::string begun_bid(const std::string& officer, const std::string& guidance) {
  const auto reply = home().post("/en/begin-bid/" + authority(), "guidance=" + guidance, officer);
  EXPECT_EQ(reply.status, 303u) << reply.body;
  return begun(reply);
}

std::int64_t version_of(const std::string& id) { return store::newest_version(home().ledger(), id)->place; }

app::HttpResponse save(const std::string& id, const std::string& part, const Values& values, const std::string& cookies) {
  return SubmissionAsked{home(), "bid", id}.save(part, values, cookies);
}

app::HttpResponse step(const std::string& id, const std::string& name, const Values& said, const std::string& cookies, const std::string& noun = "bid") {
  return SubmissionAsked{home(), noun, id}.step(name, said, cookies);
}

std::string state_of(const std::string& id) { return SubmissionAsked{home(), "bid", id}.state(); }

store::Ledger& ledger() { return home().ledger(); }

NeedAnalysis frozen(const std::string& id, const std::string& officer) {
  const auto reply = home().post("/en/freeze-need/" + authority(), "of=" + id, officer);
  EXPECT_EQ(reply.status, 303u) << reply.body;
  return store::need_analyses_of(ledger(), authority()).front();
}

// One with room above it for a target.
const NeedFigure& figure_of(const NeedAnalysis& analysis) {
  for (const auto& each : analysis.figures)
    if (each.unit == Unit::percent && each.value < 90) return each;
  throw std::runtime_error("no figure below 90%");
}

Values line_of(const NeedFigure& figure) {
  return {{"line-title", "Small groups for reading"}, {"line-priority", "1"}, {"activity-area", "2C"}, {"initiative", "thinking-skills"},
          {"purpose", "Learners of the group read as well as learners like them."}, {"activity", "Two teachers lead groups of three for thirty weeks."},
          {"activity-ends", "2008-03-31"}, {"serves", "named-schools"}, {"schools", home().schools().front()}, {"learners-reached", "60"}, {"staff-reached", "4"},
          {"support", "capacity"}, {"cost", "84,000.01"}, {"outcomes/1/outcome-group", figure.group}, {"outcomes/1/outcome-indicator", figure.indicator},
          {"outcomes/1/target", "95.5"}, {"outcomes/1/outcome-date", "2008-08-31"}, {"evaluation", "Compared with like learners in schools that join a year later."}};
}

// Everything that the form asks, in its pieces.
std::vector<std::pair<std::string, Values>> whole_bid(const NeedAnalysis& analysis) {
  return {{"partners", {{"joint", "no"}}},
          {"need", {{"need-analysis", analysis.id}, {"need", "The group falls short on every comparison, in each of the last years."}}},
          {"priorities/new", {{"priority-rank", "1"}, {"priority", "Reading of the group"}, {"priority-reason", "It has the widest gap."}, {"priority-analysis", analysis.id}}},
          {"priorities/new", {{"priority-rank", "2"}, {"priority", "Science in Year 9"}, {"priority-reason", "Below what is expected, and falling."}}},
          {"priorities", {{"left-out", "Modern foreign languages, because no group falls short there."}}},
          {"lines/new", line_of(figure_of(analysis))},
          {"last-year", {{"no-evaluation-reason", "This is the first year."}, {"last-year-issues", "Nothing yet: it is the first year."}}},
          {"consultation", {{"schools-asked", "2006-09-29"}, {"consultation", "All heads were asked; supply cover was added."}}}};
}

std::string drafted_bid(const std::string& officer, const std::string& guidance) {
  const auto id = begun_bid(officer, guidance);
  const auto analysis = frozen(id, officer);
  for (const auto& [part, values] : whole_bid(analysis)) {
    const auto saved = save(id, part, values, officer);
    EXPECT_EQ(saved.status, 303u) << part << saved.body;
  }
  return id;
}


// Fills an assessment in and signs it; `below`: the focus on outcomes is below its standard.
std::string assessed(const std::string& bid, const std::string& assessor, bool below) {
  const auto reply = home().post("/en/begin-assessment/" + bid, "page=bid%2F" + bid, assessor);
  EXPECT_EQ(reply.status, 303u) << reply.body;
  const auto id = begun(reply);
  EXPECT_EQ(save(id, "before", {{"improvements-read", "yes"}}, assessor).status, 303u);
  for (const auto* criterion : {"need", "outcomes", "priorities", "collaboration", "evaluation"}) {
    const std::string name = criterion;
    const bool short_of = below && name == "outcomes";
    Values values{{name + "-grade", short_of ? "below" : "meets"}, {name + "-reason", "What the bid says shows it."}};
    if (short_of) values.insert(values.end(), {{name + "-improvement", "Name the group that falls furthest short."}, {name + "-owner", "Principal adviser"}, {name + "-by", "2011-05-31"}});
    EXPECT_EQ(save(id, name, values, assessor).status, 303u) << name;
  }
  EXPECT_EQ(save(id, "recommendation", {{"recommendation", below ? "conditional" : "award"}}, assessor).status, 303u);
  return id;
}

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

}  // namespace bid_journey
}  // namespace potensial::tests
