#include "stats/benjamini_hochberg.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <vector>

#include "stats/normal_distribution.hpp"

namespace potensial::stats {
namespace {

TEST(BenjaminiHochberg, OfNothingIsNothing) { EXPECT_TRUE(benjamini_hochberg({}).empty()); }

TEST(BenjaminiHochberg, LeavesOutWhatIsNotJudged) {
  const auto q = benjamini_hochberg(std::array{0.03, std::nan(""), 0.5});
  EXPECT_NEAR(q[0], 0.06, 1e-15);
  EXPECT_TRUE(std::isnan(q[1]));
  EXPECT_NEAR(q[2], 0.5, 1e-15);
}

// The inference specification, worked example 2: nine rows of one page.
TEST(BenjaminiHochberg, ReproducesTheVerdictPage) {
  const std::array<std::array<double, 3>, 9> rows{{{-0.31, 0.07, 0.0000427},
                                                   {-0.04, 0.06, 0.2841},
                                                   {-0.12, 0.06, 0.04095},
                                                   {0.06, 0.09, 0.7475},
                                                   {-0.28, 0.09, 0.002796},
                                                   {-0.42, 0.13, 0.002778},
                                                   {-0.35, 0.21, 0.06144},
                                                   {-0.22, 0.115, 0.04181},
                                                   {-0.055, 0.02, 0.006704}}};
  std::vector<double> p;
  for (const auto& [e, se, q] : rows) p.push_back(normal_cdf(e / se));
  const auto q = benjamini_hochberg(p);
  for (std::size_t i = 0; i < rows.size(); ++i) EXPECT_NEAR(q[i] / rows[i][2], 1, 1.2e-3) << i;
}

TEST(BenjaminiHochberg, TiesShareOneValueAndNoneExceedsOne) {
  const auto q = benjamini_hochberg(std::array{0.02, 0.02, 0.9, 1.0});
  EXPECT_NEAR(q[0], 0.04, 1e-15);
  EXPECT_EQ(q[0], q[1]);
  EXPECT_EQ(q[2], 1);
}

}  // namespace
}  // namespace potensial::stats
