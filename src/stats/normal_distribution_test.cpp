#include "stats/normal_distribution.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace potensial::stats {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

TEST(NormalDistribution, HasLimitsAtBothEndsAndRefusesWhatIsNoProbability) {
  EXPECT_EQ(normal_cdf(-kInfinity), 0);
  EXPECT_EQ(normal_cdf(kInfinity), 1);
  EXPECT_TRUE(std::isnan(normal_cdf(std::nan(""))));
  EXPECT_EQ(normal_quantile(0), -kInfinity);
  EXPECT_EQ(normal_quantile(1), kInfinity);
  EXPECT_TRUE(std::isnan(normal_quantile(-0.1)));
  EXPECT_TRUE(std::isnan(normal_quantile(1.1)));
  EXPECT_TRUE(std::isnan(normal_quantile(std::nan(""))));
}

// Abramowitz and Stegun, tables 26.1 and 26.5; Wichura, Applied Statistics 241.
TEST(NormalDistribution, EqualsPublishedTables) {
  EXPECT_NEAR(normal_cdf(1), 0.841344746068543, 1e-15);
  EXPECT_NEAR(normal_cdf(2), 0.977249868051821, 1e-15);
  EXPECT_NEAR(normal_cdf(-5) / 2.866515718791939e-07, 1, 1e-13);
  EXPECT_NEAR(normal_quantile(0.975), 1.959963984540054, 1e-14);
  EXPECT_NEAR(normal_quantile(0.25), -0.6744897501960817, 1e-15);
  EXPECT_NEAR(normal_quantile(0.001), -3.090232306167814, 1e-14);
  EXPECT_NEAR(normal_quantile(1e-20) / -9.262340089798408, 1, 1e-14);
}

TEST(NormalDistribution, QuantileUndoesCdf) {
  for (double p = 1e-300; p < 0.5; p *= 3.7) EXPECT_NEAR(normal_cdf(normal_quantile(p)) / p, 1, 1e-9) << p;
  for (double x = -6; x <= 6; x += 0.37) EXPECT_NEAR(normal_quantile(normal_cdf(x)), x, 1e-7) << x;
}

}  // namespace
}  // namespace potensial::stats
