#include "stats/normal_scores.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <limits>

namespace potensial::stats {
namespace {

TEST(NormalScores, OfNothingAreNothing) {
  EXPECT_TRUE(mid_rank_normal_scores({}).empty());
  EXPECT_TRUE(rank_normal_scores({}).empty());
}

TEST(NormalScores, OfOneAreTheMiddle) {
  EXPECT_EQ(rank_normal_scores(std::array{17.0})[0], 0);
  EXPECT_EQ(mid_rank_normal_scores(std::array<std::uint64_t, 1>{5})[0], 0);
}

TEST(NormalScores, GiveEmptyCategoriesAndMissingValuesNone) {
  const auto z = mid_rank_normal_scores(std::array<std::uint64_t, 3>{0, 4, 4});
  EXPECT_TRUE(std::isnan(z[0]));
  EXPECT_NEAR(z[1], -0.6744897501960817, 1e-14);
  EXPECT_TRUE(std::isnan(rank_normal_scores(std::array{std::nan(""), 1.0})[0]));
}

// The inference specification, worked example 1: earlier levels 2 to 5 of the national table.
TEST(NormalScores, ReproduceTheNationalTable) {
  const auto z = mid_rank_normal_scores(std::array<std::uint64_t, 4>{600, 1900, 4700, 2800});
  const std::array expected{-1.880794, -1.015222, -0.037608, 1.080319};
  for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_NEAR(z[i], expected[i], 5.1e-7);
}

TEST(NormalScores, BreakTiesByOrderAndPutInfinitiesAtTheEnds) {
  const double infinity = std::numeric_limits<double>::infinity();
  const auto z = rank_normal_scores(std::array{2.0, infinity, 2.0, -infinity});
  EXPECT_LT(z[3], z[0]);
  EXPECT_LT(z[0], z[2]);
  EXPECT_LT(z[2], z[1]);
  EXPECT_NEAR(z[0], -z[2], 1e-15);
}

}  // namespace
}  // namespace potensial::stats
