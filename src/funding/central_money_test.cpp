#include "funding/central_money.hpp"

#include <gtest/gtest.h>

namespace potensial::funding {
namespace central_money_test {

CentralShown shown(int place, std::int64_t pence) {
  CentralShown each;
  each.activity.amount_place = place;
  each.activity.amount = {pence};
  return each;
}

// By hand: of £100.01 for advisers two activities take £60.00 and £40.01; £50.00 that nobody named has one of £20.00.
TEST(CentralMoney, Del04PartsAreWhatIsKeptToThePenny) {
  DelegationOption option;
  option.central = {{"Advisers", {10'001}}, {"", {5'000}}, {"Music", {700}}};
  const std::vector<CentralShown> activities{shown(1, 6'000), shown(2, 2'000), shown(1, 4'001)};
  const auto parts = central_parts(option, activities);
  ASSERT_EQ(parts.size(), 5u);
  EXPECT_EQ(parts[0].activity, 0u);
  EXPECT_EQ(parts[1].activity, 2u);
  EXPECT_EQ(parts[2].activity, 1u);
  EXPECT_FALSE(parts[3].activity);
  EXPECT_EQ(parts[3].amount, Pence{3'000});
  EXPECT_TRUE(parts[3].named.empty());
  EXPECT_EQ(parts[4].named, "Music");
  Pence together;
  for (const auto& each : parts) together.count += each.amount.count;
  EXPECT_EQ(together, option.kept_centrally());
  const auto blocks = central_blocks(option, activities);
  ASSERT_EQ(blocks.size(), 4u);
  EXPECT_EQ(std::get<Sentence>(blocks[2]).text.message, "alignment.unassigned-sum");
  EXPECT_EQ(std::get<std::string>(std::get<Sentence>(blocks[2]).text.arguments.front().second), "£30.00");
  EXPECT_EQ(std::get<std::string>(std::get<Sentence>(blocks[3]).text.arguments.front().second), "£7.00");
}

}  // namespace central_money_test
}  // namespace potensial::funding
