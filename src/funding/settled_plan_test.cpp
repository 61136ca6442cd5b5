#include "funding/settled_plan.hpp"

#include <gtest/gtest.h>

namespace potensial::funding {
namespace settled_plan_test {

DraftLine activity(const std::string& title, std::int64_t cost) { return {title, "", "", "6804401", {cost}, "ks2-csi", "More read well.", ""}; }

StandingLine line(int number, const std::string& title, std::int64_t plan, std::int64_t committed = 0, std::int64_t actual = 0) {
  return {{7, number}, title, {{plan}, {committed}, {actual}, {}}};
}

TEST(SettledPlan, OfAFirstPlanAddsEveryActivity) {
  const auto settled = settled_plan({activity("Groups", 100), activity("Mentors", 250)}, {}).value();
  EXPECT_TRUE(settled.changes.empty());
  ASSERT_EQ(settled.added.size(), 2u);
  EXPECT_EQ(settled.added[1].title, "Mentors");
}

TEST(SettledPlan, AnActivityKeepsItsLineAndOneThatIsLeftOutGivesItsMoneyBack) {
  const std::vector standing{line(1, "Groups", 100, 0, 40), line(2, "Mentors", 250), line(3, "Books", 60)};
  const auto settled = settled_plan({activity("Books", 60), activity("Groups", 90), activity("Visits", 200)}, standing).value();
  EXPECT_EQ(settled.changes, (std::vector<LineChange>{{{7, 1}, {-10}}, {{7, 2}, {-250}}}));
  ASSERT_EQ(settled.added.size(), 1u);
  EXPECT_EQ(settled.added[0].title, "Visits");
}

TEST(SettledPlan, OfTheSameTitleEachKeepsItsOwnLine) {
  const std::vector standing{line(1, "Groups", 100), line(2, "Groups", 70)};
  const auto settled = settled_plan({activity("Groups", 100), activity("Groups", 80), activity("Groups", 5)}, standing).value();
  EXPECT_EQ(settled.changes, (std::vector<LineChange>{{{7, 2}, {10}}}));
  ASSERT_EQ(settled.added.size(), 1u);
  EXPECT_EQ(settled.added[0].cost, Pence{5});
}

TEST(SettledPlan, NothingIsPlannedBelowWhatIsBoundOrPaid) {
  const std::vector standing{line(1, "Groups", 100, 30, 40)};
  EXPECT_TRUE(settled_plan({activity("Groups", 70)}, standing));
  for (const auto& plan : {std::vector{activity("Groups", 69)}, std::vector<DraftLine>{}}) {
    const auto refused = settled_plan(plan, standing);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "settled-plan.below-spent");
  }
}

}  // namespace settled_plan_test
}  // namespace potensial::funding
