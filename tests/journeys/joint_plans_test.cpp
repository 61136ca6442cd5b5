// An activity that two schools do together (COL-02): one leads, the headteacher of the other confirms its share, both plans are
// agreed, and the activity stands once in the plan, the money and the spend of each. From a plan that a partner may not read whole.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "journeys/plan_steps.hpp"
#include "store/award_store.hpp"
#include "store/posting_store.hpp"

namespace potensial::tests {
namespace joint_plan_journey {

using namespace plan_steps;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

// Three schools of one authority.
std::string school(std::size_t number) {
  const auto all = home().schools();
  std::vector<std::string> same;
  for (const auto& each : all)
    if (each.substr(0, 3) == all.front().substr(0, 3)) same.push_back(each);
  return same.at(number);
}

// Cost £1,000.01. By hand at 60 and 40 per cent: 60,000.6 and 40,000.4 pence, so £600.01 and £400.00.
struct Joint {
  std::string cost, own, partner, share;
};
FormValues activity(const People& lead, const Joint& joint) {
  const auto& [cost, own, partner, share] = joint;
  const auto indicator = figure_of(store::need_analyses_of(home().ledger(), lead.school).front()).indicator;
  return {{"activity", "Reading together"}, {"activity-cost", cost}, {"activity-priority", "1"}, {"activity-serves", "whole-school"}, {"activity-purpose", "Both schools read."},
          {"activity-done", "A course for two of each school."}, {"activity-people", "4"}, {"activity-days", "8"}, {"activity-outcome", "More learners of both at the level."},
          {"activity-indicator", indicator}, {"activity-joint", "yes"}, {"activity-lead-share", own}, {"activity-partners/1/activity-partner", partner},
          {"activity-partners/1/activity-partner-share", share}, {"activity-partners/1/activity-partner-work", "Sends two teachers."}};
}

SubmissionAsked drafted(const People& people, const std::string& year, const std::optional<Joint>& joint = {}) {
  const SubmissionAsked plan{home(), "plan", begun_plan(people, year)};
  fill(plan, people, false);
  if (joint) {
    EXPECT_EQ(plan.save("activities/new", activity(people, *joint), people.head).status, 303u);
  }
  return plan;
}

app::HttpResponse confirm(const SubmissionAsked& plan, const std::string& cookies) {
  const auto version = std::to_string(store::newest_version(home().ledger(), plan.id)->place);
  return home().post("/en/confirm-share/" + plan.id, form_body({{"version", version}, {"activity", "Reading together"}, {"page", "plan/" + plan.id}}), cookies);
}

std::size_t times(const std::string& text, const std::string& of) {
  std::size_t count = 0;
  for (auto at = text.find(of); at != std::string::npos; at = text.find(of, at + 1)) ++count;
  return count;
}

std::vector<AwardLine> delegated_lines(const std::string& of, FinancialYear year) {
  std::vector<AwardLine> lines;
  for (const auto& each : store::awards_of(home().ledger(), of, year))
    if (each.is_delegated()) lines.insert(lines.end(), each.lines.begin(), each.lines.end());
  return lines;
}

Pence cost_of(const std::vector<AwardLine>& lines, const std::string& title) {
  Pence sum;
  for (const auto& each : lines)
    if (each.title == title) sum.count += each.grant.count + each.contribution.count;
  return sum;
}

std::string page(const SubmissionAsked& plan, const std::string& cookies) { return home().get_page("/en/plan/" + plan.id, cookies).body; }

TEST(JointPlans, Col02AnActivityIsConfirmedByItsPartnerAndStandsInBothPlansOnce) {
  const People lead(school(0)), other(school(1)), stranger(school(2));
  const auto own = drafted(other, "2006-07");
  const auto plan = drafted(lead, "2006-07", Joint{"1,000.01", "60", other.school, "40"});
  EXPECT_THAT(page(plan, lead.head), AllOf(HasSubstr("Nothing is wanting."), HasSubstr("£1,600.01")));

  const auto seen = page(plan, other.head);
  EXPECT_THAT(seen, AllOf(HasSubstr("Confirm your share: 40%, £400.00"), HasSubstr("More learners of both at the level."), HasSubstr("Sends two teachers.")));
  for (const auto* what : {"Last year taught us", "Reading groups"}) EXPECT_THAT(seen, Not(HasSubstr(what))) << "a partner sees what it shares, and no more";
  EXPECT_THAT(home().get_page("/cy/cynllun/" + plan.id, other.head).body, HasSubstr("Cadarnhau eich cyfran: 40%, £400.00"));
  EXPECT_EQ(home().get_page("/en/plan/" + plan.id + "?part=activities", other.head).status, 404u);
  EXPECT_EQ(home().get_page("/en/plan/" + plan.id, stranger.head).status, 404u);
  for (const auto* list : {"/en/home", "/en/bids"}) EXPECT_THAT(home().get_page(list, other.head).body, HasSubstr("/en/plan/" + plan.id)) << list;
  EXPECT_EQ(plan.save("last-year", {{"review", "x"}}, other.head).status, 404u) << "a partner does not write";

  const auto refused = plan.step("submit", {}, lead.head);
  EXPECT_EQ(refused.status, 422u);
  EXPECT_THAT(refused.body, HasSubstr("Still wanting: "));
  EXPECT_NE(confirm(plan, other.officer).status, 303u) << "its own headteacher, not its authority";
  EXPECT_EQ(confirm(plan, stranger.head).status, 404u);
  ASSERT_EQ(confirm(plan, other.head).status, 303u);
  EXPECT_EQ(confirm(plan, other.head).status, 422u) << "once";
  const auto taken_in = page(own, other.head);
  EXPECT_EQ(times(taken_in, ">Reading together</td>"), 1u) << "once in its table";
  EXPECT_THAT(taken_in, AllOf(HasSubstr("Reading together"), HasSubstr("£1,400.00"), HasSubstr("/en/plan/" + plan.id)));
  EXPECT_EQ(home().get_page("/en/plan/" + own.id + "?part=shared-activities%2F1", other.head).status, 404u) << "it is changed by the school that leads";
  EXPECT_EQ(home().post("/en/remove-item/" + own.id, form_body({{"part", "shared-activities/1"}, {"version", "99"}}), other.head).status, 422u);

  ASSERT_EQ(plan.step("submit", {}, lead.head).status, 303u);
  EXPECT_EQ(confirm(plan, other.head).status, 422u) << "handed in";
  agree(plan, lead);
  ASSERT_EQ(own.step("submit", {}, other.head).status, 303u);
  agree(own, other);
  EXPECT_EQ(cost_of(delegated_lines(lead.school, {2006}), "Reading together"), Pence{60'001});
  EXPECT_EQ(cost_of(delegated_lines(other.school, {2006}), "Reading together"), Pence{40'000});
  EXPECT_EQ(delegated_lines(other.school, {2006}).size(), 2u) << "one line for each activity";
  EXPECT_EQ(delegated_lines(lead.school, {2006})[1].outcome, delegated_lines(other.school, {2006})[1].outcome) << "one outcome";
  for (const auto& [who, share] : {std::pair{lead, std::string("£600.01")}, {other, std::string("£400.00")}}) {
    const auto spend = home().get_page("/en/spend/" + who.school + "?year=2006-07", who.head).body;
    EXPECT_THAT(spend, AllOf(HasSubstr("Money shared with others"), HasSubstr(share), HasSubstr("£1,000.01"), HasSubstr("More learners of both at the level.")));
  }
  EXPECT_THAT(home().get_page("/cy/gwariant/" + other.school + "?year=2006-07", other.head).body, HasSubstr("Arian a rennir ag eraill"));
  const auto plans = home().get_page("/en/plans/" + lead.authority + "?year=2006-07", lead.officer).body;
  EXPECT_THAT(plans, AllOf(HasSubstr("Activities that schools do together"), HasSubstr("60% (£600.01)"), HasSubstr("40% (£400.00)"), HasSubstr("By all")));

  ASSERT_EQ(plan.step("change", {{"reason", "A larger course"}}, lead.head).status, 303u);
  ASSERT_EQ(plan.save("activities/2", {{"activity-cost", "2,000.00"}}, lead.head).status, 303u);
  EXPECT_EQ(plan.step("submit", {}, lead.head).status, 422u) << "the cost was changed after it was confirmed";
  EXPECT_THAT(page(own, other.head), HasSubstr("no longer as it stands in this plan"));
}

TEST(JointPlans, Col02WhatIsWrongWithSharesIsSaid) {
  const People lead(school(0)), other(school(1));
  const auto plan = drafted(lead, "2005-06", Joint{"1,000.00", "50", lead.authority, "40"});
  EXPECT_THAT(page(plan, lead.head), AllOf(HasSubstr("Only a school shares the cost of an activity of a school."), HasSubstr("The shares of all schools must add up to 100 per cent.")));
  EXPECT_EQ(plan.save("activities/2", {{"activity-partners/1/activity-partner", lead.school}, {"activity-partners/1/activity-partner-share", "0"}}, lead.head).status, 303u);
  EXPECT_THAT(page(plan, lead.head), AllOf(HasSubstr("no partner of itself"), HasSubstr("a share of at least 1 per cent")));
  EXPECT_EQ(plan.save("activities/2", {{"activity-partners/1/activity-partner", other.school}, {"activity-partners/1/activity-partner-share", "25"},
                                       {"activity-partners/2/activity-partner", other.school}, {"activity-partners/2/activity-partner-share", "25"}}, lead.head).status, 303u);
  EXPECT_THAT(page(plan, lead.head), HasSubstr("This school is named twice."));
  EXPECT_EQ(plan.save("activities/2", {{"activity-cost", "0.50"}}, lead.head).status, 303u);
  EXPECT_THAT(page(plan, lead.head), HasSubstr("A cost that schools share is at least £1."));
  ASSERT_EQ(plan.step("withdraw", {{"reason", "Only a trial."}}, lead.head).status, 303u);
}

TEST(JointPlans, Col02AShareBeyondThePartnersDelegatedMoneyIsRefusedInItsPlan) {
  const People lead(school(0)), other(school(1));
  const auto own = drafted(other, "2007-08");
  const auto plan = drafted(lead, "2007-08", Joint{"9,000,000.00", "1", other.school, "99"});
  ASSERT_EQ(confirm(plan, other.head).status, 303u);
  const auto refused = own.step("submit", {}, other.head);
  EXPECT_EQ(refused.status, 422u);
  EXPECT_THAT(refused.body, HasSubstr("The plan costs more than the school has."));
  ASSERT_EQ(plan.step("withdraw", {{"reason", "Only a trial."}}, lead.head).status, 303u);
  EXPECT_THAT(page(own, other.head), HasSubstr("it has changed since")) << "the activity is gone with its plan";
  ASSERT_EQ(own.save("last-year", {{"review", "Looked at once more."}}, other.head).status, 303u);
  EXPECT_THAT(page(own, other.head), AllOf(Not(HasSubstr("it has changed since")), Not(HasSubstr("/en/plan/" + plan.id + "\""))));
}

}  // namespace joint_plan_journey
}  // namespace potensial::tests
