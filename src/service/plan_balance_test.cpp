#include "service/plan_balance.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace potensial::service {
namespace plan_balance_test {

form::Answers activity(const char* serves, std::int64_t pence, std::int64_t days) {
  form::Answers made{{{"activity-cost", pence}, {"activity-days", days}}};
  if (serves) made.values.emplace("activity-serves", std::string(serves));
  return made;
}

// £3,800 over 16 days, £90 over 2, and a line that does not say whom it serves.
TEST(PlanBalance, SumsMoneyAndDaysOfThoseItServes) {
  const form::Answers plan{{{"activities", form::Parts{activity("whole-school", 380'000, 16), activity("individual", 9'000, 2), activity(nullptr, 77'700, 5), activity("whole-school", 1'000, 0)}}}};
  const auto balance = plan_balance(plan).value();
  EXPECT_EQ(balance.whole_school().money, Pence{381'000});
  EXPECT_EQ(balance.whole_school().days, 16);
  EXPECT_EQ(balance.parts[1].money, Pence{0});
  EXPECT_EQ(balance.parts[2].money, Pence{9'000});
  EXPECT_EQ(balance.money, Pence{390'000});
  EXPECT_EQ(balance.days, 18);
}

TEST(PlanBalance, IsBelowOnlyUnderTheShareItself) {
  EXPECT_TRUE(is_below(49'999, 100'000, 50));
  EXPECT_FALSE(is_below(50'000, 100'000, 50));
  EXPECT_FALSE(is_below(0, 0, 50)) << "of nothing nothing is below";
}

TEST(PlanBalance, RefusesMoneyBeyondWhatCanBeCounted) {
  const auto most = std::numeric_limits<std::int64_t>::max();
  const form::Answers plan{{{"activities", form::Parts{activity("individual", most, 0), activity("individual", 1, 0)}}}};
  EXPECT_EQ(plan_balance(plan).error().code, "money.too-large");
}

}  // namespace plan_balance_test
}  // namespace potensial::service
