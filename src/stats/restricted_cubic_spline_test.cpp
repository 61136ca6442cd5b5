#include "stats/restricted_cubic_spline.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace potensial::stats {
namespace {

TEST(RestrictedCubicSpline, OfNothingHasEmptyColumns) {
  const auto columns = restricted_cubic_spline({}, std::array{0.0, 1.0, 2.0});
  ASSERT_EQ(columns.size(), 2u);
  EXPECT_TRUE(columns[1].empty());
}

TEST(RestrictedCubicSpline, FallsBackToALineWithoutThreeDistinctKnots) {
  const std::array x{1.0, 1.0, 1.0, 2.0};
  const auto knots = spline_knots(x, kFourKnots);
  EXPECT_LT(knots.size(), 3u);
  EXPECT_EQ(restricted_cubic_spline(x, knots).size(), 1u);
}

// By hand, knots 0, 1, 3: at x = 2, (8 - 1 * 3/2) / 9; at x = 4, (64 - 27 * 3/2 + 1 * 1/2) / 9.
TEST(RestrictedCubicSpline, EqualsTheFormulaByHand) {
  const auto columns = restricted_cubic_spline(std::array{-1.0, 0.5, 2.0, 4.0}, std::array{0.0, 1.0, 3.0});
  EXPECT_EQ(columns[0][2], 2);
  EXPECT_EQ(columns[1][0], 0);
  EXPECT_NEAR(columns[1][1], 0.125 / 9, 1e-15);
  EXPECT_NEAR(columns[1][2], 6.5 / 9, 1e-15);
  EXPECT_NEAR(columns[1][3], 24.0 / 9, 1e-14);
}

TEST(RestrictedCubicSpline, IsLinearBeyondTheLastKnot) {
  const auto columns = restricted_cubic_spline(std::array{5.0, 6.0, 7.0}, std::array{0.0, 1.0, 3.0, 4.0});
  for (const auto& c : columns) EXPECT_NEAR(c[2] - c[1], c[1] - c[0], 1e-12);
}

TEST(RestrictedCubicSpline, KeepsMissingMissing) {
  for (const auto& c : restricted_cubic_spline(std::array{std::nan("")}, std::array{0.0, 1.0, 3.0}))
    EXPECT_TRUE(std::isnan(c[0]));
}

}  // namespace
}  // namespace potensial::stats
