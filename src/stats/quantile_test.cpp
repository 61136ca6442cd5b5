#include "stats/quantile.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace potensial::stats {
namespace {

TEST(Quantile, OfNothingIsUnknown) {
  EXPECT_TRUE(std::isnan(quantile({}, 0.5)));
  EXPECT_TRUE(std::isnan(quantile(std::array{std::nan("")}, 0.5)));
}

TEST(Quantile, LeavesOutMissingValues) { EXPECT_EQ(quantile(std::array{3.0, std::nan(""), 1.0}, 0.5), 2); }

// R: quantile(c(7, 1, 3, 12), c(0, .05, .25, .5, .9, 1)) gives 1, 1.3, 2.5, 5, 10.5, 12.
TEST(Quantile, InterpolatesLikeTypeSeven) {
  const auto q = quantiles(std::array{7.0, 1.0, 3.0, 12.0}, std::array{0.0, 0.05, 0.25, 0.5, 0.9, 1.0});
  const std::array expected{1.0, 1.3, 2.5, 5.0, 10.5, 12.0};
  for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_NEAR(q[i], expected[i], 1e-14);
}

}  // namespace
}  // namespace potensial::stats
