// A school's spending plan from what was awarded to it to the score and the targets that both sign (PLN-01 to -05, PLN-08).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "journeys/plan_steps.hpp"
#include "store/award_store.hpp"
#include "store/posting_store.hpp"

namespace potensial::tests {
namespace plan_journey {

using ::testing::HasSubstr;
using ::testing::Not;

using namespace plan_steps;
std::string school() { return home().schools().back(); }
std::string authority() { return school().substr(0, 3); }
struct People : plan_steps::People {
  People() : plan_steps::People(plan_journey::school()) {}
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

  const auto spread = home().get_page("/en/plans/" + authority() + "?year=2007-08", people.officer).body;
  EXPECT_THAT(spread, HasSubstr("1 school has submitted a plan for 2007-08; scored: 1."));
  EXPECT_THAT(home().get_page("/en/plans/" + authority() + ".csv", people.officer).body, HasSubstr("Review of last year: Meets the standard,"));
  EXPECT_THAT(spread, HasSubstr("Schools without a strategy on record")) << "PLN-09";
  EXPECT_THAT(home().get_page("/en/plans/" + school(), people.head).body, HasSubstr("Groups that are confirmed low"));
  EXPECT_THAT(links_of(spread), ::testing::Contains("/en/assessment/" + score.id)) << "the reasons can be reached";
  EXPECT_THAT(home().get_page("/cy/cynlluniau/" + school(), people.head).body, HasSubstr("Yn cyrraedd y safon"));
  EXPECT_EQ(home().get_page("/en/plans/" + authority(), people.head).status, 404u) << "a school sees its own";
  EXPECT_EQ(home().get_page("/en/plans/" + authority() + "?year=next", people.officer).status, 422u);

  award_to_school({2008}, {60'000}, {40'000});
  const SubmissionAsked next{home(), "plan", begun_plan(people, "2008-09")};
  const auto opened = home().get_page("/en/plan/" + next.id, people.head).body;
  EXPECT_THAT(opened, HasSubstr("Reading groups")) << "opens with last year's activities (PLN-02)";
  EXPECT_THAT(opened, HasSubstr("taken over from the plan " + plan.id));
  EXPECT_THAT(links_of(opened), ::testing::Contains("/en/plan/" + plan.id));
  for (const auto* what : {"Small groups", "The plan says it in full.", "Not known yet"}) EXPECT_THAT(opened, HasSubstr(what));
  const auto refused = next.step("submit", {}, people.head);
  EXPECT_EQ(refused.status, 422u);
  for (const auto* asked : {"Activity of last year 1: Spent", "Line of last year 1: Do your books say the same?", "Criterion 4: What this plan makes of it", "Outcome of last year 1: What becomes of it"})
    EXPECT_THAT(refused.body, HasSubstr(std::string(asked) + ": this has not been answered.")) << "nothing is taken over silently";
  EXPECT_EQ(next.save("past-outcomes/1", {{"past-outcome-target", "1"}}, people.head).status, 422u) << "what was taken over is not typed";
  const auto remove = form_body({{"part", "past-outcomes/1"}, {"version", std::to_string(store::newest_version(home().ledger(), next.id)->place)}});
  EXPECT_THAT(home().post("/en/remove-item/" + next.id, remove, people.head).body, HasSubstr("what was taken over from last year’s plan stays"));
  EXPECT_THAT(home().get_page("/en/plan/" + next.id + "?part=past-outcomes%2F1", people.head).body, Not(HasSubstr("/en/remove-item/")));
  EXPECT_EQ(next.save("past-outcomes/1", {{"past-outcome-next", "carried-on"}, {"past-outcome-why", "The year is not over."}}, people.head).status, 303u);
  EXPECT_THAT(next.step("submit", {}, people.head).body, Not(HasSubstr("Outcome of last year 1: What becomes of it: ")));
}

TEST(Plans, OfAnEarlierFormStayReadable) {
  const auto id = underway(home(), {"school-spending-plan", "school-spending-plan", school(), "2005-06", "submitted"});
  const auto page = home().get_page("/en/plan/" + id, People().head);
  EXPECT_EQ(page.status, 200u);
  EXPECT_THAT(page.body, HasSubstr("What last year brought"));
  EXPECT_THAT(page.body, Not(HasSubstr("taken over"))) << "the form of its time took nothing over";
}

// The plan of a year of which nothing was awarded by name: all of it is paid from delegated money.
SubmissionAsked submitted_plan(const People& people, const std::string& year) {
  const SubmissionAsked plan{home(), "plan", begun_plan(people, year)};
  fill(plan, people, false);
  EXPECT_EQ(plan.step("submit", {}, people.head).status, 303u);
  return plan;
}

std::vector<Award> delegated_awards(FinancialYear year) {
  auto awards = store::awards_of(home().ledger(), school(), year);
  std::erase_if(awards, [](const Award& each) { return !each.is_delegated(); });
  return awards;
}

// From delegated money to an invoice, on a line of its own for every activity (MON-01), beside what it is to change (MON-06).
TEST(Plans, Mon01AnAgreedPlanIsSpentLineByLine) {
  const People people;
  const auto plan = submitted_plan(people, "2006-07");
  EXPECT_TRUE(delegated_awards({2006}).empty()) << "nothing is spent before both agree";
  agree(plan, people);
  const auto awards = delegated_awards({2006});
  ASSERT_EQ(awards.size(), 1u);
  EXPECT_EQ(awards[0].source, plan.id);
  EXPECT_EQ(awards[0].delegated_by, authority());
  const LineId line{awards[0].id, 1};
  EXPECT_EQ(store::money_of(home().ledger(), line).plan, Pence{100'000});
  const auto id = std::to_string(line.award) + "-1", of_line = "/en/spend-line/" + id;
  EXPECT_EQ(home().post("/en/post-cost/" + id, "kind=actual&amount=250&day=2006-11-06&document=Reading+1&spend=training", people.head).status, 303u);
  EXPECT_THAT(home().get_page(of_line, people.head).body, ::testing::AllOf(HasSubstr("Reading groups"), HasSubstr("More learners at the level."), HasSubstr("£750.00")));
  const auto spend = home().get_page("/en/spend/" + authority() + "?year=2006-07", people.officer).body;
  EXPECT_THAT(spend, ::testing::AllOf(HasSubstr("Money delegated to schools"), HasSubstr("In no agreed plan")));
  EXPECT_EQ(home().post("/en/make-claim/" + std::to_string(line.award), "", people.officer).status, 422u) << "the authority claims on its own award";

  // A changed plan raises its line, and takes no more than was delegated, whatever was awarded by name beside it.
  ASSERT_EQ(plan.step("change", {{"reason", "More groups"}}, people.head).status, 303u);
  award_to_school({2006}, {600'000'000}, {400'000'000});
  EXPECT_EQ(plan.save("activities/1", {{"activity", "Reading groups"}, {"activity-cost", "5,000,000.00"}}, people.head).status, 303u);
  EXPECT_THAT(plan.step("submit", {}, people.head).body, HasSubstr("cost more than was delegated to the school"));
  EXPECT_EQ(plan.save("activities/1", {{"activity", "Reading groups"}, {"activity-cost", "1,100.00"}}, people.head).status, 303u);
  ASSERT_EQ(plan.step("submit", {}, people.head).status, 303u);
  agree(plan, people);
  EXPECT_EQ(delegated_awards({2006}).size(), 1u);
  EXPECT_EQ(store::money_of(home().ledger(), line).plan, Pence{110'000});
  EXPECT_EQ(store::money_of(home().ledger(), line).actual, Pence{25'000});
}

TEST(Plans, OfAmountsAloneCannotBeSubmitted) {
  const People people;
  award_to_school({2009}, {60'000}, {40'000});
  const SubmissionAsked plan{home(), "plan", begun_plan(people, "2009-10")};
  fill(plan, people, true);
  const auto refused = plan.step("submit", {}, people.head);
  EXPECT_EQ(refused.status, 422u);
  for (const auto* said : {"Activity 1: Purpose", "Activity 1: What will be done", "Activity 1: Expected learner outcome", "Activity 1: Why it serves no priority"}) EXPECT_THAT(refused.body, HasSubstr(std::string(said) + ": this has not been answered."));
  EXPECT_EQ(plan.state(), "draft");
  EXPECT_THAT(home().get_page("/en/plan/" + plan.id, people.head).body, HasSubstr("1 activity of 1 serves no priority of the development plan."));
}

TEST(Plans, SayWhomTheyServeAndWarnButAreSubmitted) {
  const People people;
  award_to_school({2012}, {60'000}, {40'000});
  const SubmissionAsked plan{home(), "plan", begun_plan(people, "2012-13")};
  fill(plan, people, false);
  const auto balanced = home().get_page("/en/plan/" + plan.id, people.head).body;
  EXPECT_THAT(balanced, HasSubstr("Share of days"));
  EXPECT_THAT(balanced, Not(HasSubstr("serves whole-school priorities. Look")));
  // £600 of £1,000 and 3 of 8 days for individual staff: the money is not below half, turned round it is.
  EXPECT_EQ(plan.save("activities/1", {{"activity-cost", "400.00"}, {"activity-days", "5"}}, people.head).status, 303u);
  const auto indicator = figure_of(store::need_analyses_of(home().ledger(), school()).front()).indicator;
  EXPECT_EQ(plan.save("activities/new", {{"activity", "First aid"}, {"activity-cost", "600.00"}, {"no-link-reason", "The law requires it."}, {"activity-serves", "individual"},
                                         {"activity-purpose", "Certificates end."}, {"activity-done", "A day course."}, {"activity-people", "2"}, {"activity-days", "3"},
                                         {"activity-outcome", "Learners who are hurt are looked after."}, {"activity-indicator", indicator}}, people.head).status, 303u);
  const auto page = home().get_page("/en/plan/" + plan.id, people.head).body;
  EXPECT_THAT(page, HasSubstr("Less than 50% of the money serves whole-school priorities."));
  EXPECT_THAT(page, Not(HasSubstr("of the days of staff serve"))) << "5 days of 8";
  EXPECT_THAT(page, HasSubstr("62.5%"));
  EXPECT_THAT(home().get_page("/cy/cynllun/" + plan.id, people.head).body, HasSubstr("Mae llai na 50% o’r arian"));
  EXPECT_EQ(plan.step("submit", {}, people.head).status, 303u) << "the warning stops nobody";
}

TEST(Plans, WithoutMoneyOfTheSchoolSayWhatIsMissing) {
  const People people;
  const auto id = begun(home().post("/en/begin-plan/" + school(), "year=2011-12", people.head));
  EXPECT_THAT(home().get_page("/en/plan/" + id, people.head).body, HasSubstr("Money available: the system fills this in, and has nothing to put here."));
}

}  // namespace plan_journey
}  // namespace potensial::tests
