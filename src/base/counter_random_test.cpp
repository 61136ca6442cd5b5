#include "base/counter_random.hpp"

#include <array>
#include <cmath>

#include "gtest/gtest.h"

namespace potensial {
namespace {

// Known-answer vectors published with Random123.
TEST(CounterRandom, PhiloxGivesThePublishedAnswers) {
  EXPECT_EQ(philox4x32({0, 0, 0, 0}, {0, 0}), (PhiloxCounter{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
  const std::uint32_t ones = 0xffffffff;
  EXPECT_EQ(philox4x32({ones, ones, ones, ones}, {ones, ones}),
            (PhiloxCounter{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
  EXPECT_EQ(philox4x32({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
            (PhiloxCounter{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

TEST(CounterRandom, ADrawDependsOnlyOnItsPlace) {
  const RandomStream stream(7, "lives");
  auto in_order = stream.at(12, 2008);
  double third = 0;
  for (int i = 0; i < 3; ++i) third = in_order.uniform();
  auto jumped = stream.at(12, 2008);
  jumped.skip_to(2);
  EXPECT_EQ(jumped.uniform(), third);
}

TEST(CounterRandom, SeedStreamEntityAndYearEachChangeTheNumber) {
  const double base = RandomStream(7, "lives").at(12, 2008).uniform();
  EXPECT_NE(base, RandomStream(8, "lives").at(12, 2008).uniform());
  EXPECT_NE(base, RandomStream(7, "moves").at(12, 2008).uniform());
  EXPECT_NE(base, RandomStream(7, "lives").at(13, 2008).uniform());
  EXPECT_NE(base, RandomStream(7, "lives").at(12, 2009).uniform());
}

TEST(CounterRandom, DrawsHaveTheMomentsOfTheirDistribution) {
  const RandomStream stream(1, "moments");
  const int n = 200000;
  double sum = 0, squares = 0, counts = 0;
  for (int i = 0; i < n; ++i) {
    auto draws = stream.at(static_cast<std::uint64_t>(i));
    const double z = draws.normal();
    sum += z;
    squares += z * z;
    counts += draws.poisson(1.6);
  }
  EXPECT_NEAR(sum / n, 0, 4 / std::sqrt(n));
  EXPECT_NEAR(squares / n, 1, 4 * std::sqrt(2.0 / n));
  EXPECT_NEAR(counts / n, 1.6, 4 * std::sqrt(1.6 / n));
}

TEST(CounterRandom, PickFollowsTheWeights) {
  const RandomStream stream(1, "picks");
  const std::array weights{1.0, 0.0, 3.0};
  std::array<int, 3> seen{};
  for (int i = 0; i < 40000; ++i) ++seen[stream.at(static_cast<std::uint64_t>(i)).pick(weights)];
  EXPECT_NEAR(seen[0], 10000, 400);
  EXPECT_EQ(seen[1], 0);
  EXPECT_NEAR(seen[2], 30000, 400);
}

}  // namespace
}  // namespace potensial
