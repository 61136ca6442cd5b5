#include "service/group_strategies.hpp"

#include <gtest/gtest.h>

namespace potensial::service {
namespace group_strategies_test {

const Condition boys{"sex", "M", {"boys", "bechgyn"}}, girls{"sex", "F", {"girls", "merched"}}, meals{"fsm", "yes", {"free meals", "prydau am ddim"}};
const std::vector<Condition> watched{{"sex", "M", {}}, {"sex", "F", {}}, {"fsm", "yes", {}}};

Indicator indicator(const char* id) {
  Indicator made;
  made.id = id;
  made.name = {id, id};
  return made;
}
const std::vector<Indicator> indicators{indicator("reading"), indicator("science")};

insight::StandingRow row(const char* of, std::vector<Condition> conditions, std::size_t attained, Verdict expected) {
  insight::StandingRow made;
  made.indicator = of;
  made.conditions = std::move(conditions);
  made.counted = 50;
  made.attained = attained;
  made.judged.expected.verdict = expected;
  return made;
}

insight::Standing standing(std::vector<insight::StandingRow> rows) {
  insight::Standing made;
  made.rows = std::move(rows);
  return made;
}

std::vector<std::string> said(const std::vector<LowGroup>& low) {
  std::vector<std::string> words;
  for (const auto& each : low)
    for (const auto& outcome : each.outcomes) words.push_back(each.group.level + " " + outcome.en);
  return words;
}

TEST(Pln09LowGroups, AreThoseThatAreJudgedLowAndStandBelowTheirSchool) {
  const auto low = low_groups(standing({row("reading", {}, 40, Verdict::not_low), row("reading", {boys}, 30, Verdict::low), row("reading", {girls}, 45, Verdict::low),
                                        row("reading", {meals}, 25, Verdict::cannot_be_judged), row("science", {}, 40, Verdict::low), row("science", {boys}, 39, Verdict::low)}),
                              indicators, watched);
  EXPECT_EQ(said(low), (std::vector<std::string>{"M reading", "M science"})) << "girls stand above, free meals are not judged, all learners are no group";
}

TEST(Pln09LowGroups, AnyOfTheThreeComparisonsConfirms) {
  auto by_like_schools = row("reading", {meals}, 20, Verdict::not_low);
  by_like_schools.judged.comparable.verdict = Verdict::low;
  auto by_before = row("science", {meals}, 20, Verdict::cannot_be_judged);
  by_before.judged.previous.verdict = Verdict::low;
  const auto low = low_groups(standing({row("reading", {}, 40, Verdict::not_low), by_like_schools, row("science", {}, 40, Verdict::not_low), by_before}), indicators, watched);
  EXPECT_EQ(said(low), (std::vector<std::string>{"yes reading", "yes science"}));
}

TEST(Pln09LowGroups, CombinationsAndOtherGroupsAreNotAskedFor) {
  const Condition summer{"birth", "summer", {"summer", "haf"}};
  EXPECT_TRUE(low_groups(standing({row("reading", {}, 40, Verdict::not_low), row("reading", {boys, meals}, 10, Verdict::low), row("reading", {summer}, 10, Verdict::low)}), indicators, watched).empty());
}

// Priority 1 is for boys and has an activity, priority 2 is for girls and has none.
FollowedPlan plan(const char* year) {
  FollowedPlan made;
  made.opened.kept.about = year;
  made.opened.stages.noun = "plan";
  made.opened.state = "submitted";
  made.opened.answers = {{{"plan-priorities", form::Parts{{{{"priority-number", std::int64_t{1}}, {"plan-priority", std::string("Boys read")}}},
                                                          {{{"priority-number", std::int64_t{2}}, {"plan-priority", std::string("Girls count")}}}}},
                          {"activities", form::Parts{{{{"activity", std::string("Groups")}, {"activity-priority", std::int64_t{1}}}}}}}};
  made.outcomes = {{"plan-outcomes", "Boys read", "sex:M,fsm:yes", "reading", 60, 70, Date(2011, 8, 31)}, {"plan-outcomes", "Girls count", "sex:F", "maths", 60, 70, Date(2011, 8, 31)}};
  return made;
}

TEST(Pln09Strategy, OfAPlanNeedsAnOutcomeForTheGroupAndAnActivity) {
  const Date today(2010, 11, 22);
  EXPECT_TRUE(is_for_group(plan("2010-11"), boys, today));
  EXPECT_TRUE(is_for_group(plan("2010-11"), meals, today)) << "the outcome is for boys with free meals";
  EXPECT_TRUE(is_for_group(plan("2011-12"), boys, today));
  EXPECT_FALSE(is_for_group(plan("2010-11"), girls, today)) << "no activity serves the priority";
  EXPECT_FALSE(is_for_group(plan("2009-10"), boys, today)) << "that year is over";
}

TEST(Pln09Strategy, OfTargetsNeedsBothToHaveSigned) {
  auto targets = plan("2010-11");
  targets.opened.stages.noun = "targets";
  targets.opened.state = "signed-by-school";
  EXPECT_FALSE(is_for_group(targets, girls, Date(2010, 11, 22)));
  targets.opened.state = "agreed";
  EXPECT_TRUE(is_for_group(targets, girls, Date(2010, 11, 22)));
}

TEST(Pln09Strategy, ARunCountsWhileItGoesOnAndItsFundIsForTheGroup) {
  const StrategyRun run{.strategy = "S13", .school = "6812001", .fund = "raise", .mode = {}, .from = Date(2010, 9, 1), .to = Date(2011, 3, 31)};
  EXPECT_TRUE(is_for_group(run, meals, "fsm", Date(2010, 11, 22)));
  EXPECT_FALSE(is_for_group(run, meals, "fsm", Date(2011, 4, 1)));
  EXPECT_FALSE(is_for_group(run, meals, "fsm", Date(2010, 8, 31)));
  EXPECT_FALSE(is_for_group(run, boys, "fsm", Date(2010, 11, 22)));
  EXPECT_FALSE(is_for_group(run, meals, "", Date(2010, 11, 22))) << "a fund for everybody";
}

}  // namespace group_strategies_test
}  // namespace potensial::service
