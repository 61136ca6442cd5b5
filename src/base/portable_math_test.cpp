#include "base/portable_math.hpp"

#include <cmath>

#include "gtest/gtest.h"

namespace potensial {
namespace {

TEST(PortableMath, AgreesWithTheLibraryOverTheWholeRange) {
  for (double x = -690; x < 690; x += 0.37) {
    EXPECT_NEAR(portable_exp(x) / std::exp(x), 1, 2e-14) << x;
    EXPECT_NEAR(portable_log(std::exp(x)), std::log(std::exp(x)), 1e-13 + 2e-16 * std::abs(x)) << x;
  }
}

TEST(PortableMath, ExactValuesStayExact) {
  EXPECT_EQ(portable_exp(0), 1);
  EXPECT_EQ(portable_log(1), 0);
  EXPECT_EQ(portable_logistic(0), 0.5);
  EXPECT_EQ(portable_exp(-1000), 0);
}

// Upper quantiles of the normal as printed in tables to 15 digits.
TEST(PortableMath, GivesPublishedNormalQuantiles) {
  EXPECT_NEAR(normal_quantile_portable(0.975), 1.959963984540054, 1e-13);
  EXPECT_NEAR(normal_quantile_portable(0.75), 0.674489750196082, 1e-13);
  EXPECT_NEAR(normal_quantile_portable(0.001), -3.090232306167814, 1e-13);
  EXPECT_NEAR(normal_quantile_portable(1e-20), -9.262340089798408, 1e-12);
  EXPECT_EQ(normal_quantile_portable(0.5), 0);
}

}  // namespace
}  // namespace potensial
