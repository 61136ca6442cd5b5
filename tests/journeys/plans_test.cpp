// A school's spending plan from what was awarded to it to the score and the targets that both sign (PLN-01 to -05, PLN-08).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "journeys/submission_steps.hpp"
#include "store/award_store.hpp"
#include "store/need_analysis_store.hpp"

namespace potensial::tests {
namespace plan_journey {

using ::testing::HasSubstr;
using ::testing::Not;

SiteHome& home() { return SiteHome::get(); }
std::string school() { return home().schools().back(); }
std::string authority() { return school().substr(0, 3); }

struct People {
  std::string head = home().signed_in("headteacher", school(), "improvement");
  std::string adviser = home().signed_in("school-adviser", school(), "improvement");
  std::string officer = home().signed_in("authority-grants-officer", authority(), "");
};

// One line for the school by name.
void award_to_school(FinancialYear year, Pence grant, Pence contribution) {
  const Award award{.fund = "better-schools-fund", .year = year, .organisation = authority(), .source = "", .name = {"Better Schools Fund", "Y Gronfa Ysgolion Gwell"}, .rate = 6'000, .spend = {},
                    .lines = {{.number = 1, .title = "Small groups", .area = "2C", .initiative = "thinking-skills", .school = school(), .grant = grant, .contribution = contribution,
                               .indicator = "", .outcome = "Learners read as well as others like them.", .evaluation = "Compared with like learners."}},
                    .actor = "Somebody", .person = PersonId{1}, .at = home().now};
  store::Transaction transaction(home().ledger());
  ASSERT_TRUE(store::add_award(home().ledger(), award, Pence{4'000'000'000}));
  transaction.commit();
}

const NeedFigure& figure_of(const NeedAnalysis& analysis) {
  for (const auto& each : analysis.figures)
    if (each.unit == Unit::percent && each.value < 90) return each;
  throw std::runtime_error("no figure below 90%");
}

std::string begun_plan(const People& people, const std::string& year) {
  const auto reply = home().post("/en/begin-plan/" + school(), "year=" + year, people.head);
  EXPECT_EQ(reply.status, 303u) << reply.body;
  const auto id = begun(reply);
  EXPECT_EQ(home().post("/en/freeze-need/" + school(), "of=" + id, people.head).status, 303u);
  return id;
}

void fill(const SubmissionAsked& plan, const People& people, bool only_amounts) {
  const auto analysis = store::need_analyses_of(home().ledger(), school()).front();
  const auto& figure = figure_of(analysis);
  EXPECT_EQ(plan.save("last-year", {{"review", "Last year taught us to train two from each department."}}, people.head).status, 303u);
  EXPECT_EQ(plan.save("plan-priorities/new",
                      {{"priority-number", "1"}, {"plan-priority", "Reading"}, {"plan-outcomes/1/plan-group", figure.group}, {"plan-outcomes/1/plan-indicator", figure.indicator},
                       {"plan-outcomes/1/plan-target", "97"}, {"plan-outcomes/1/plan-date", "2011-08-31"}}, people.head).status, 303u);
  FormValues activity{{"activity", "Reading groups"}, {"activity-cost", "1,000.00"}};
  if (!only_amounts)
    activity.insert(activity.end(), {{"activity-priority", "1"}, {"activity-serves", "whole-school"}, {"activity-purpose", "More learners read well."}, {"activity-done", "Groups of three each morning."},
                                     {"activity-people", "4"}, {"activity-days", "8"}, {"activity-outcome", "More learners at the level."}, {"activity-indicator", figure.indicator}});
  EXPECT_EQ(plan.save("activities/new", activity, people.head).status, 303u);
}

TEST(Plans, AreWrittenCommentedScoredWithReasonsAndSignedByBoth) {
  const People people;
  award_to_school({2007}, {60'000}, {40'000});
  const SubmissionAsked plan{home(), "plan", begun_plan(people, "2007-08")};
  fill(plan, people, false);
  const auto draft = home().get_page("/en/plan/" + plan.id, people.head).body;
  EXPECT_THAT(draft, HasSubstr("Nothing is wanting."));
  EXPECT_THAT(draft, HasSubstr("£1,000.00"));
  EXPECT_EQ(home().get_page("/en/plan/" + plan.id, people.officer).status, 404u) << "a draft is for those who write it";
  ASSERT_EQ(plan.step("submit", {}, people.head).status, 303u);
  ASSERT_EQ(plan.step("comment", {{"comment", "Clear and followed up."}}, people.adviser).status, 303u);
  const auto reply = home().post("/en/begin-assessment/" + plan.id, "page=plan%2F" + plan.id, people.officer);
  ASSERT_EQ(reply.status, 303u) << reply.body;
  const SubmissionAsked score{home(), "assessment", begun(reply)};
  for (const std::string criterion : {"review", "links", "outcomes", "balance"})
    EXPECT_EQ(score.save(criterion, {{criterion + "-grade", "meets"}, {criterion + "-reason", "The plan says it in full."}}, people.officer).status, 303u);
  ASSERT_EQ(score.step("sign", {}, people.officer).status, 303u);
  EXPECT_EQ(plan.state(), "scored");
  EXPECT_THAT(home().get_page("/en/plan/" + plan.id, people.head).body, HasSubstr("The plan says it in full."));
  EXPECT_THAT(home().get_page("/cy/cynllun/" + plan.id, people.head).body, HasSubstr("Yn cyrraedd y safon"));
  EXPECT_EQ(plan.step("agree", {}, people.officer).status, 422u) << "the school has not signed";
  ASSERT_EQ(plan.step("sign", {}, people.head).status, 303u);
  ASSERT_EQ(plan.step("agree", {}, people.officer).status, 303u);
  EXPECT_EQ(plan.state(), "agreed");

  award_to_school({2008}, {60'000}, {40'000});
  const SubmissionAsked next{home(), "plan", begun_plan(people, "2008-09")};
  const auto opened = home().get_page("/en/plan/" + next.id, people.head).body;
  EXPECT_THAT(opened, HasSubstr("Reading groups")) << "opens with last year's activities (PLN-02)";
}

TEST(Plans, OfAmountsAloneCannotBeSubmitted) {
  const People people;
  award_to_school({2009}, {60'000}, {40'000});
  const SubmissionAsked plan{home(), "plan", begun_plan(people, "2009-10")};
  fill(plan, people, true);
  const auto refused = plan.step("submit", {}, people.head);
  EXPECT_EQ(refused.status, 422u);
  for (const auto* said : {"Activity 1: Purpose", "Activity 1: What will be done", "Activity 1: Expected learner outcome", "Activity 1: Why it serves no priority"}) EXPECT_THAT(refused.body, HasSubstr(said));
  EXPECT_EQ(plan.state(), "draft");
  EXPECT_THAT(home().get_page("/en/plan/" + plan.id, people.head).body, HasSubstr("1 activity of 1 serves no priority of the development plan."));
}

TEST(Plans, WithoutMoneyOfTheSchoolSayWhatIsMissing) {
  const People people;
  const auto id = begun(home().post("/en/begin-plan/" + school(), "year=2011-12", people.head));
  EXPECT_THAT(home().get_page("/en/plan/" + id, people.head).body, HasSubstr("Money available: the system fills this in, and has nothing to put here."));
}

}  // namespace plan_journey
}  // namespace potensial::tests
