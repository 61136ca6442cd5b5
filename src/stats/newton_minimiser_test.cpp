#include "stats/newton_minimiser.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace potensial::stats {
namespace {

TEST(NewtonMinimiser, StaysAtAMinimum) {
  const auto found = minimise([](auto x) { return x[0] * x[0]; }, {0});
  EXPECT_TRUE(found.converged);
  EXPECT_NEAR(found.at[0], 0, 1e-9);
}

TEST(NewtonMinimiser, FollowsTheBananaValley) {
  const auto rosenbrock = [](auto x) { return 100 * std::pow(x[1] - x[0] * x[0], 2) + std::pow(1 - x[0], 2); };
  const auto found = minimise(rosenbrock, {-1.2, 1});
  EXPECT_TRUE(found.converged);
  EXPECT_NEAR(found.at[0], 1, 1e-6);
  EXPECT_NEAR(found.at[1], 1, 1e-6);
}

TEST(NewtonMinimiser, LeavesTheNeighbourhoodOfASaddle) {
  const auto two_wells = [](auto x) { return std::pow(x[0] * x[0] - 1, 2) + x[1] * x[1]; };
  EXPECT_NEAR(std::abs(minimise(two_wells, {0.01, 0.5}).at[0]), 1, 1e-6);
}

TEST(NewtonMinimiser, ShortensStepsThatLeaveTheDomain) {
  const auto barrier = [](auto x) {
    return x[0] > 0 ? x[0] - std::log(x[0]) : std::numeric_limits<double>::infinity();
  };
  EXPECT_NEAR(minimise(barrier, {2.5}).at[0], 1, 1e-6);
}

TEST(NewtonMinimiser, SaysWhenItStoppedEarly) {
  EXPECT_FALSE(minimise([](auto x) { return -x[0]; }, {0}, {.most_steps = 3}).converged);
}

// The same functions with their gradients, written down by hand.
double banana(std::span<const double> x, std::span<double> gradient) {
  const double off = x[1] - x[0] * x[0];
  gradient[0] = -400 * off * x[0] - 2 * (1 - x[0]);
  gradient[1] = 200 * off;
  return 100 * off * off + (1 - x[0]) * (1 - x[0]);
}

TEST(NewtonMinimiser, FollowsTheBananaValleyByItsGradient) {
  const auto found = minimise_with_gradient(banana, {-1.2, 1}, {.tolerance = 1e-14});
  EXPECT_TRUE(found.converged);
  EXPECT_NEAR(found.at[0], 1, 1e-6);
  EXPECT_NEAR(found.at[1], 1, 1e-6);
}

TEST(NewtonMinimiser, LeavesTheNeighbourhoodOfASaddleByItsGradient) {
  const auto two_wells = [](std::span<const double> x, std::span<double> gradient) {
    gradient[0] = 4 * x[0] * (x[0] * x[0] - 1);
    gradient[1] = 2 * x[1];
    return std::pow(x[0] * x[0] - 1, 2) + x[1] * x[1];
  };
  EXPECT_NEAR(std::abs(minimise_with_gradient(two_wells, {0.01, 0.5}).at[0]), 1, 1e-6);
}

TEST(NewtonMinimiser, ShortensStepsThatLeaveTheDomainByItsGradient) {
  const auto barrier = [](std::span<const double> x, std::span<double> gradient) {
    gradient[0] = 1 - 1 / x[0];
    return x[0] > 0 ? x[0] - std::log(x[0]) : std::numeric_limits<double>::infinity();
  };
  EXPECT_NEAR(minimise_with_gradient(barrier, {2.5}).at[0], 1, 1e-6);
}

TEST(NewtonMinimiser, SaysWhenItStoppedEarlyByItsGradient) {
  EXPECT_FALSE(minimise_with_gradient(banana, {-1.2, 1}, {.most_steps = 3}).converged);
}

}  // namespace
}  // namespace potensial::stats
