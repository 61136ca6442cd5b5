// Needs without an activity (TGT-05): listed for the authority until a plan has an outcome for just the group, or until somebody
// decides not to act, with a reason and a day; and taken back.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "journeys/submission_steps.hpp"
#include "store/finding_store.hpp"
#include "store/inaction_store.hpp"

namespace potensial::tests {
namespace unmet_need_journey {

namespace json = boost::json;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

SiteHome& home() { return SiteHome::get(); }

std::string officer() { return home().signed_in("authority-grants-officer", "680", ""); }

// Findings that stand in one table of the page, as the officer sees it.
std::vector<std::string> listed(const std::string& table) {
  const auto answer = home().get_page("/en/needs-without-activity/680.json", officer());
  EXPECT_EQ(answer.status, 200u) << answer.body.substr(0, 400);
  std::vector<std::string> findings;
  const auto page = json::parse(answer.body);
  for (const auto& block : page.at("blocks").as_array())
    if (block.at("kind").as_string() == "table" && block.at("id").as_string() == table)
      for (const auto& row : block.at("rows").as_array()) findings.emplace_back(row.at(0).at("link").at("id").as_string());
  return findings;
}

// Other journeys count on nothing of it: `from` the end of the list.
FindingRecord unmet(std::size_t from) {
  const auto all = listed("unmet");
  if (all.size() <= from) throw std::runtime_error("too few needs are listed");
  return store::finding(home().ledger(), all[all.size() - 1 - from]).value();
}

std::string decision(const std::string& reason, const std::string& review, const std::string& version, const std::string& finding) {
  return form_body({{"reason", reason}, {"review", review}, {"version", version}, {"finding", finding}, {"page", "needs-without-activity/680"}});
}

TEST(UnmetNeeds, Tgt05ANeedIsListedUntilItIsDecidedNotToActAndAgainWhenThatIsTakenBack) {
  const auto need = unmet(0).id;
  const auto cookies = officer();
  const auto decide = "/en/decide-not-to-act/" + need;
  const std::string reason = "Five learners, all of whom leave this summer";
  EXPECT_THAT(home().post(decide, decision("Too few", "2011-06-30", "0", need), cookies).body, HasSubstr("The reason has fewer than 5 words"));
  EXPECT_THAT(home().post(decide, decision(reason, "2010-11-22", "0", need), cookies).body, HasSubstr("must lie after today"));
  EXPECT_THAT(listed("unmet"), Contains(need)) << "nothing was recorded";
  ASSERT_EQ(home().post(decide, decision(reason, "2011-06-30", "0", need), cookies).status, 303u);
  EXPECT_THAT(listed("unmet"), Not(Contains(need)));
  EXPECT_THAT(listed("left"), Contains(need));
  const auto late = home().post(decide, decision("Somebody else thought of the same", "2011-06-30", "0", need), officer());
  EXPECT_NE(late.status, 303u);
  EXPECT_THAT(late.body, AllOf(HasSubstr("has already decided not to act"), HasSubstr("Somebody else thought of the same"), HasSubstr(reason))) << "both texts are seen";
  const auto finding = home().get_page("/en/finding/" + need, cookies).body;
  EXPECT_THAT(finding, AllOf(HasSubstr("What is done about it"), HasSubstr(reason), HasSubstr("30 June 2011")));
  const auto welsh = home().get_page("/cy/anghenion-heb-weithgaredd/680", cookies).body;
  EXPECT_THAT(welsh, AllOf(HasSubstr("Penderfynwyd peidio â gweithredu"), HasSubstr(reason), HasSubstr("Tynnu’r penderfyniad yn ôl")));
  const auto back = form_body({{"reason", "More learners came in the autumn"}, {"version", "1"}, {"page", "finding/" + need}});
  ASSERT_EQ(home().post("/en/reopen-need/" + need, back, cookies).status, 303u);
  EXPECT_THAT(listed("unmet"), Contains(need));
  EXPECT_EQ(store::inactions_about(home().ledger(), need).size(), 2u) << "nothing is removed";
}

// A plan of a school of the authority with one outcome, handed on.
std::string planned(const FindingRecord& need, const std::string& by) {
  std::string group;
  for (const auto& each : need.conditions) group += (group.empty() ? "" : ",") + each.characteristic + ":" + each.level;
  const json::object outcome{{"plan-group", group}, {"plan-indicator", need.indicator}, {"plan-baseline", "50"}, {"plan-target", "60"}, {"plan-date", by}};
  const json::object priority{{"priority-number", "1"}, {"plan-priority", "Narrow the gap"}, {"plan-outcomes", json::array{outcome}}};
  const auto answers = json::serialize(json::object{{"plan-priorities", json::array{priority}}});
  auto& ledger = home().ledger();
  store::Transaction transaction(ledger);
  const auto id = store::add_submission(ledger, {.form = "school-spending-plan", .form_version = 1, .stages = "school-spending-plan", .stages_version = 1, .organisation = home().schools().at(2),
                                                 .about = "2014-15", .at = home().now});
  EXPECT_TRUE(store::add_version(ledger, id, {.place = 0, .answers = answers, .person = "1", .actor = "Somebody", .at = home().now}));
  EXPECT_TRUE(store::add_deed(ledger, id, {.place = 0, .name = "submit", .person = "1", .actor = "Somebody", .state = "submitted", .version = 1, .said = {}, .at = home().now}));
  transaction.commit();
  return id;
}

void give_up(const std::string& plan) {
  store::Transaction transaction(home().ledger());
  EXPECT_TRUE(store::add_deed(home().ledger(), plan, {.place = 1, .name = "withdraw", .person = "1", .actor = "Somebody", .state = "withdrawn", .version = 1, .said = {}, .at = home().now}));
  transaction.commit();
}

TEST(UnmetNeeds, Tgt05APlanForJustTheGroupTakesItOffTheListUntilItIsGivenUp) {
  const auto need = unmet(1);
  const auto past = planned(need, "2010-08-31");
  EXPECT_THAT(listed("unmet"), Contains(need.id)) << "the results that told of the need are those of that plan";
  give_up(past);
  const auto plan = planned(need, "2011-07-20");
  EXPECT_THAT(listed("unmet"), Not(Contains(need.id)));
  EXPECT_THAT(listed("left"), Not(Contains(need.id)));
  EXPECT_THAT(home().get_page("/en/finding/" + need.id, officer()).body, HasSubstr("Spending plan " + plan));
  EXPECT_THAT(home().post("/en/decide-not-to-act/" + need.id, decision("Nobody seems to work on it", "2011-06-30", "0", need.id), officer()).body, HasSubstr("An activity was put on record"));
  give_up(plan);
  EXPECT_THAT(listed("unmet"), Contains(need.id));
}

TEST(UnmetNeeds, Tgt05TheStartPageSaysHowManyThereAre) {
  const auto n = listed("unmet").size();
  ASSERT_GT(n, 1u);
  EXPECT_THAT(home().get_page("/en/home", officer()).body, HasSubstr(std::to_string(n) + " needs that were found have no activity"));
  EXPECT_THAT(home().get_page("/cy/hafan", officer()).body, HasSubstr("Anghenion a ganfuwyd heb weithgaredd: " + std::to_string(n)));
}

TEST(UnmetNeeds, Sec1OthersReadAndDoNotDecide) {
  const auto need = unmet(0).id;
  const auto inspector = home().signed_in("inspector", "680", "");
  const auto page = home().get_page("/en/needs-without-activity/680", inspector);
  EXPECT_EQ(page.status, 200u);
  EXPECT_THAT(page.body, Not(HasSubstr("decide-not-to-act")));
  EXPECT_EQ(home().post("/en/decide-not-to-act/" + need, decision("I should not be able to", "2011-06-30", "2", need), inspector).status, 404u);
  EXPECT_EQ(home().get_page("/en/needs-without-activity/680", home().signed_in("authority-grants-officer", "681", "")).status, 404u);
}

}  // namespace unmet_need_journey
}  // namespace potensial::tests
