// The way of a pound as commands: guidance, a bid with its baseline, an improvement required, the award; delegation by need, the
// school's plan, its score, agreed; a cost on the line of its activity; a claim, paid; and who is missed at the school.
#include "bid_commands.hpp"
#include "store/award_store.hpp"
#include "store/claim_store.hpp"
#include "store/delegation_store.hpp"
#include "store/posting_store.hpp"

namespace potensial::tests {
namespace pound_command_cases {

using testing::HasSubstr;

class PoundCommands : public BidCommands {
 protected:
  void SetUp() override {
    BidCommands::SetUp();
    add("colleague@e.invalid", "authority-grants-officer", "680");
  }
  // Kept by one, put before the Forum, released by another: gives the school with most.
  DelegatedAmount delegated() const {
    done("officer", {"do", "keep-option", "680", "year=2010-11", "total=500000", "learners=50", "lump=10", "need=40", "name=B", "reason=More for need",
                     "on-schools=Heads train more of their own staff", "on-services=Two advisers fewer"});
    auto opened = ledger();
    const auto option = store::delegation_options(opened, {"680", better_schools_fund, {2010}}).back();
    const auto most = *std::ranges::max_element(option.schools, {}, [](const DelegatedAmount& each) { return each.amount.count; });
    EXPECT_THAT(as("officer", {"see", "money", most.school.school}).out, HasSubstr("No grant is recorded for this school."));
    const auto release = std::vector<std::string>{"do", "release-delegation", "680", "option=" + std::to_string(option.id)};
    EXPECT_THAT(as("colleague", release).err, HasSubstr("Record the meeting"));
    done("officer", {"do", "record-forum", "680", "year=2010-11", "day=2010-02-10", "paper=Paper 1", "options=A and B", "members=Nine of eleven", "view=agrees"});
    done("colleague", release);
    EXPECT_EQ(option.delegated(), Pence{50'000'000});
    return most;
  }
  std::string agreed_plan(const std::string& school) const {
    const auto plan = led_to("head", {"do", "begin-plan", school, "year=2010-11"});
    led_to("head", {"do", "freeze-need", school});
    auto opened = ledger();
    const auto analysis = store::need_analyses_of(opened, school).front();
    done("head", {"do", "save-answers", plan, "version=1", "answers=" + file("plan.yaml", plan_answers(analysis.figures.front()))});
    done("head", {"do", "take-step", plan, "step=submit"});
    done("adviser", {"do", "take-step", plan, "step=comment", "said.comment=Clear and followed up"});
    const auto score = led_to("colleague", {"do", "begin-assessment", plan});
    std::string grades = "plan: " + plan + "\n";
    for (const std::string criterion : {"review", "links", "outcomes", "balance"}) grades += criterion + "-grade: meets\n" + criterion + "-reason: The plan says it.\n";
    done("colleague", {"do", "save-answers", score, "version=1", "answers=" + file("score.yaml", grades)});
    done("colleague", {"do", "take-step", score, "step=sign"});
    done("head", {"do", "take-step", plan, "step=sign"});
    done("colleague", {"do", "take-step", plan, "step=agree"});
    return plan;
  }
  static std::string plan_answers(const NeedFigure& figure) {
    return "review: We learned to train two from each department.\nplan-priorities:\n  - priority-number: 1\n    plan-priority: Reading\n    plan-outcomes:\n      - {plan-group: \"" + figure.group +
           "\", plan-indicator: " + figure.indicator + ", plan-target: " + std::to_string(figure.value + 1) + ", plan-date: 2011-08-31}\n" +
           "activities:\n  - activity: Reading groups\n    activity-priority: 1\n    activity-serves: whole-school\n    activity-purpose: More learners read well.\n" +
           "    activity-done: Groups of three each morning.\n    activity-people: 4\n    activity-days: 8\n    activity-cost: \"500.00\"\n" +
           "    activity-outcome: More learners at the level.\n    activity-indicator: " + figure.indicator + "\n";
  }
};

TEST_F(PoundCommands, GoFromTheGuidanceToThePaidClaimAndTheLineOfASchoolsPlan) {
  const auto bid = awarded_bid();
  const auto school = delegated().school.school;
  add("head@e.invalid", "headteacher", school, "improvement");
  add("adviser@e.invalid", "school-adviser", school, "improvement");
  const auto plan = agreed_plan(school);

  auto opened = ledger();
  const auto awards = store::awards_of(opened, school, {2010});
  ASSERT_EQ(awards.size(), 1u);
  EXPECT_EQ(awards.front().source, plan);
  const auto line = std::to_string(awards.front().id) + "-1";
  EXPECT_THAT(as("head", {"do", "post-cost", line, "kind=actual", "amount=10", "day=2010-11-05", "document=Ramp 1", "spend=same-cost-twice"}).err, HasSubstr("This cost was stopped"));
  done("head", {"do", "post-cost", line, "kind=actual", "amount=120.50", "day=2010-11-05", "document=Books 1", "spend=training"});
  EXPECT_EQ(store::money_of(opened, {awards.front().id, 1}).left(), Pence{37'950});
  EXPECT_THAT(as("head", {"see", "spend-line", line}).out, HasSubstr("More learners at the level."));

  const auto award = store::awards_of(opened, "680", {2007}).front();
  EXPECT_EQ(award.source, bid);
  const auto of_bid = std::to_string(award.id);
  done("officer", {"do", "post-cost", of_bid + "-1", "kind=actual", "amount=100.01", "day=2007-11-05", "document=Mentor 1", "spend=training"});
  const auto claim = led_to("officer", {"do", "make-claim", of_bid});
  done("officer", {"do", "prove-contribution", claim, "document=Account 5", "amount=40.00"});
  done("officer", {"do", "step-claim", claim, "step=submit", "version=0"});
  EXPECT_THAT(as("officer", {"do", "step-claim", claim, "step=approve", "version=1"}).err, HasSubstr("needs another person"));
  done("colleague", {"do", "step-claim", claim, "step=approve", "version=1"});
  done("first", {"do", "step-claim", claim, "step=pay", "version=2"});
  EXPECT_EQ(store::claim(opened, std::stoll(claim))->state(), "paid");
  EXPECT_THAT(as("head", {"see", "school", school}).out, HasSubstr("Who is missed"));
}

}  // namespace pound_command_cases
}  // namespace potensial::tests
