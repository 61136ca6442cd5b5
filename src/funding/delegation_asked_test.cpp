#include "funding/delegation_asked.hpp"

#include <gtest/gtest.h>

namespace potensial::funding {
namespace delegation_asked_cases {

TEST(DelegationAsked, UntouchedItIsFiftyTenForty) {
  const auto read = read_delegation({}, Pence{24000000});
  ASSERT_TRUE(read);
  EXPECT_EQ(read->total.count, 24000000);
  EXPECT_EQ(read->weights, (DelegationWeights{50, 10, 40, {}, {}, {}}));
}

TEST(DelegationAsked, AnEmptiedWeightIsNone) {
  const auto read = read_delegation({"£240,000.00", "90", "10", "", "95", "", "12.5"}, {});
  ASSERT_TRUE(read);
  EXPECT_EQ(read->total.count, 24000000);
  EXPECT_EQ(read->weights, (DelegationWeights{90, 10, 0, 9500, {}, 1250}));
  EXPECT_EQ(typed(*read).total, "£240,000.00");
  EXPECT_EQ(typed(*read).floor, "95");
  EXPECT_EQ(typed(*read).cap, "");
  EXPECT_EQ(typed(*read).damping, "12.5");
}

TEST(DelegationAsked, SaysWhichFieldIsWrong) {
  const auto wrong = [](const DelegationAsked& asked) { return read_delegation(asked, Pence{100}).error(); };
  EXPECT_EQ(wrong({"", "many", "", "", "", "", ""}).field, "learners");
  EXPECT_EQ(wrong({"", "many", "", "", "", "", ""}).refusal.code, "delegation.weight-form");
  EXPECT_EQ(wrong({"", "1", "-1", "", "", "", ""}).field, "lump");
  EXPECT_EQ(wrong({"", "1", "", "1000000001", "", "", ""}).field, "need");
  EXPECT_EQ(wrong({"", "", "", "", "95%", "", ""}).field, "floor");
  EXPECT_EQ(wrong({"", "", "", "", "", "1.005", ""}).refusal.code, "allocation.percent-form");
  EXPECT_EQ(wrong({"", "", "", "", "", "", "x"}).field, "damping");
  EXPECT_EQ(wrong({"0", "", "", "", "", "", ""}).refusal.code, "delegation.nothing-to-share");
  EXPECT_EQ(wrong({"a lot", "", "", "", "", "", ""}).refusal.code, "money.not-an-amount");
  EXPECT_EQ(read_delegation({}, {}).error().refusal.code, "delegation.no-total");
}

TEST(DelegationAsked, PercentagesAreWrittenAsTheyAreTyped) {
  for (const char* text : {"0", "95", "12.5", "12.05", "100", "7.25"}) EXPECT_EQ(percent_text(**basis_points(text)), text);
  EXPECT_FALSE(*basis_points(""));
}

}  // namespace delegation_asked_cases
}  // namespace potensial::funding
