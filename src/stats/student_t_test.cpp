#include "stats/student_t.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>

#include "stats/normal_distribution.hpp"

namespace potensial::stats {
namespace {

TEST(StudentT, RefusesImpossibleArguments) {
  EXPECT_TRUE(std::isnan(student_t_cdf(1, 0)));
  EXPECT_TRUE(std::isnan(student_t_cdf(std::nan(""), 3)));
  EXPECT_TRUE(std::isnan(student_t_quantile(1.5, 3)));
  EXPECT_TRUE(std::isnan(student_t_quantile(0.5, -1)));
}

// Closed forms: one degree of freedom is the Cauchy distribution, two has an algebraic cdf.
TEST(StudentT, EqualsTheClosedFormsOfOneAndTwoDegreesOfFreedom) {
  for (double t = -40; t <= 40; t += 0.73) {
    EXPECT_NEAR(student_t_cdf(t, 1), 0.5 + std::atan(t) / std::numbers::pi, 1e-14) << t;
    EXPECT_NEAR(student_t_cdf(t, 2), 0.5 + t / (2 * std::sqrt(2 + t * t)), 1e-14) << t;
  }
}

// Two-sided 5% points of printed tables (Fisher and Yates), and the normal as the limit.
TEST(StudentT, EqualsPublishedCriticalValues) {
  EXPECT_NEAR(student_t_quantile(0.975, 1), 12.706204736432095, 1e-9);
  EXPECT_NEAR(student_t_quantile(0.975, 5), 2.570581835636314, 1e-10);
  EXPECT_NEAR(student_t_quantile(0.975, 11), 2.200985160082949, 1e-10);
  EXPECT_NEAR(student_t_quantile(0.995, 30), 2.749995653567231, 1e-10);
  EXPECT_NEAR(student_t_quantile(0.025, 1e9), normal_quantile(0.025), 1e-7);
  EXPECT_EQ(student_t_cdf(1.3, std::numeric_limits<double>::infinity()), normal_cdf(1.3));
}

// Impact example of the inference specification: t = 2.1527605 is the 97.5% point at 13.468112 df.
TEST(StudentT, TakesFractionalDegreesOfFreedom) { EXPECT_NEAR(student_t_quantile(0.975, 13.468112), 2.1527605, 1e-6); }

TEST(StudentT, QuantileUndoesCdf) {
  for (const double df : {0.7, 3.0, 13.5, 119.0, 121.0, 5000.0, 2e6})
    for (double p = 1e-8; p < 0.5; p *= 5) EXPECT_NEAR(student_t_cdf(student_t_quantile(p, df), df) / p, 1, 1e-9) << df << " " << p;
}

TEST(StudentT, DensityRatioIsContinuousWhereTheSeriesTakesOver) {
  EXPECT_NEAR(student_t_cdf(-2, 120 - 1e-9), student_t_cdf(-2, 120 + 1e-9), 1e-13);
}

}  // namespace
}  // namespace potensial::stats
