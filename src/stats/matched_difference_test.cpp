#include "stats/matched_difference.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace potensial::stats {
namespace matched_difference_example {

using Column = std::vector<double>;
using Codes = std::vector<std::uint32_t>;

// Extra hours of sleep of ten patients under two drugs: Student (1908), The probable error of a mean, Biometrika 6(1). The paired test
// of R 4.2 on its table `sleep`: mean difference 1.58, 95% interval 0.7001142 to 2.4598858, 9 degrees of freedom.
const Column hours{1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4, 0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};

std::vector<MatchedSet> patients() {
  std::vector<MatchedSet> sets;
  for (std::size_t i = 0; i < 10; ++i) sets.push_back({i, {i + 10}, {0}});
  return sets;
}

TEST(MatchedDifference, Evl03OfOnePlaceIsThePairedIntervalOfStudent) {
  const Codes place(20, 4);
  const auto told = matched_difference({hours, place, {}}, patients());
  ASSERT_TRUE(told);
  EXPECT_FALSE(told->by_place);
  EXPECT_NEAR(told->plain.estimate, 1.58, 1e-12);
  EXPECT_NEAR(told->plain.low, 0.7001142, 5e-8);
  EXPECT_NEAR(told->plain.high, 2.4598858, 5e-8);
  EXPECT_NEAR(told->plain_df, 9, 1e-9);
  EXPECT_NEAR(told->treated_mean - told->peer_mean, 1.58, 1e-12);
}

// By hand: differences of three places of two sets are 1, 3; 2, 2; 6, 4 with means 2, 2, 5. Mean 3, error of the mean of three equal
// places sqrt(((-1)^2 + (-1)^2 + 2^2) / 2 / 3) = 1, two degrees of freedom, t = 4.302653.
TEST(MatchedDifference, OfSeveralPlacesTheyAreTheClusters) {
  const Column outcome{1, 3, 2, 2, 6, 4, 0, 0, 0, 0, 0, 0};
  const Codes place{0, 0, 1, 1, 9, 9, 5, 5, 5, 5, 5, 5};
  std::vector<MatchedSet> sets;
  for (std::size_t i = 0; i < 6; ++i) sets.push_back({i, {i + 6}, {0}});
  const auto told = matched_difference({outcome, place, {}}, sets);
  ASSERT_TRUE(told);
  EXPECT_TRUE(told->by_place);
  EXPECT_EQ(told->places, 3u);
  EXPECT_NEAR(told->plain.estimate, 3, 1e-12);
  EXPECT_NEAR(told->plain.se, 1, 1e-12);
  EXPECT_NEAR(told->plain_df, 2, 1e-9);
  EXPECT_NEAR(told->plain.high, 3 + 4.302652729911, 1e-8);
}

// The outcome is 2 x + 5 for the treated, 2 x for the others, and the treated start 0.5 lower: plain 4, adjusted 5.
TEST(MatchedDifference, WhatMatchingLeftUnlikeIsTakenOut) {
  Column x, outcome;
  for (int i = 0; i < 8; ++i) x.push_back(i * 0.7), outcome.push_back(2 * x.back() + 5);
  for (int i = 0; i < 8; ++i) x.push_back(i * 0.7 + 0.5), outcome.push_back(2 * x.back());
  const Codes place(16, 0);
  std::vector<MatchedSet> sets;
  for (std::size_t i = 0; i < 8; ++i) sets.push_back({i, {i + 8}, {0}});
  const auto told = matched_difference({outcome, place, {{"x", x}}}, sets);
  ASSERT_TRUE(told);
  EXPECT_NEAR(told->plain.estimate, 4, 1e-12);
  EXPECT_NEAR(told->adjusted.estimate, 5, 1e-12);
}

TEST(MatchedDifference, SeveralPeersCountAsTheirMeanAndOneSetHasNoInterval) {
  const Column outcome{4, 1, 2};
  const Codes place(3, 0);
  const auto told = matched_difference({outcome, place, {}}, std::vector<MatchedSet>{{0, {1, 2}, {0, 0}}});
  ASSERT_TRUE(told);
  EXPECT_EQ(told->peers, 2u);
  EXPECT_NEAR(told->treated_mean - told->peer_mean, 2.5, 1e-12);
  EXPECT_TRUE(std::isnan(told->plain.low));
}

// Treated 1, 3 (variance 2), others 0, 2, 4 (variance 4): before (2 - 2) / sqrt 3; after, with peers 0 and 2, 1 / sqrt 3.
TEST(MatchedDifference, BalanceIsInStandardDeviationsBeforeAndAfter) {
  const Column x{1, 3, 0, 2, 4, std::nan("")};
  const std::vector<std::uint8_t> treated{1, 1, 0, 0, 0, 0};
  const std::vector<NamedColumn> columns{{"x", x}};
  const auto balance = match_balance(treated, columns, std::vector<MatchedSet>{{0, {2}, {0}}, {1, {3}, {0}}});
  ASSERT_EQ(balance.size(), 1u);
  EXPECT_NEAR(balance[0].before, 0, 1e-12);
  EXPECT_NEAR(balance[0].after, 1 / std::sqrt(3.0), 1e-12);
}

}  // namespace matched_difference_example
}  // namespace potensial::stats
