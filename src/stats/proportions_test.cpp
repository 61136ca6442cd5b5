#include "stats/proportions.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace potensial::stats {
namespace {

TEST(Proportions, OfNobodyAreUnknown) {
  EXPECT_TRUE(std::isnan(wilson(0, 0).value));
  EXPECT_EQ(wilson(0, 0).high, 1);
  EXPECT_TRUE(std::isnan(newcombe_difference(1, 2, 0, 0).value));
}

// Newcombe 1998, Two-sided confidence intervals for the single proportion, table I, method 3.
TEST(Proportions, EqualPublishedWilsonIntervals) {
  const struct { unsigned r, n; double low, high; } rows[] = {
      {81, 263, 0.2553, 0.3662}, {15, 148, 0.0624, 0.1605}, {0, 20, 0.0000, 0.1611}, {1, 29, 0.0061, 0.1718}};
  for (const auto& row : rows) {
    EXPECT_NEAR(wilson(row.r, row.n).low, row.low, 5.1e-5) << row.r;
    EXPECT_NEAR(wilson(row.r, row.n).high, row.high, 5.1e-5) << row.r;
  }
}

// Newcombe 1998, Interval estimation for the difference between independent proportions, table II, method 10.
TEST(Proportions, EqualPublishedDifferences) {
  const struct { unsigned a, m, b, n; double low, high; } rows[] = {{56, 70, 48, 80, 0.0524, 0.3339},
                                                                    {9, 10, 3, 10, 0.1705, 0.8090},
                                                                    {5, 56, 0, 29, -0.0381, 0.1926},
                                                                    {10, 10, 0, 20, 0.6791, 1.0000}};
  for (const auto& row : rows) {
    const auto d = newcombe_difference(row.a, row.m, row.b, row.n);
    EXPECT_NEAR(d.low, row.low, 5.1e-5) << row.a;
    EXPECT_NEAR(d.high, row.high, 5.1e-5) << row.a;
  }
}

TEST(Proportions, MirrorWhenSuccessAndFailureSwap) {
  EXPECT_NEAR(wilson(3, 17).low, 1 - wilson(14, 17).high, 1e-15);
  EXPECT_NEAR(newcombe_difference(3, 17, 9, 20).low, -newcombe_difference(9, 20, 3, 17).high, 1e-15);
}

}  // namespace
}  // namespace potensial::stats
