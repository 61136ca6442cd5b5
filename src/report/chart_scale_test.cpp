#include "report/chart_scale.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace potensial::report {

using ::testing::ElementsAre;

TEST(ChartScale, TicksAreRoundAndEncloseTheValues) {
  EXPECT_THAT(axis_around(-39.3, 19.3, 7).ticks, ElementsAre(-40, -30, -20, -10, 0, 10, 20));
  EXPECT_THAT(axis_around(0, 100, 6).ticks, ElementsAre(0, 20, 40, 60, 80, 100));
}

TEST(ChartScale, AValueOnATickNeedsNoFurtherTick) { EXPECT_THAT(axis_around(0, 0.3, 4).ticks.size(), 4u); }

TEST(ChartScale, DecimalsTellTheTicksApart) {
  EXPECT_EQ(axis_around(-0.31, 0.12, 6).decimals, 1);
  EXPECT_EQ(axis_around(0, 0.1, 6).decimals, 2);
  EXPECT_EQ(axis_around(0, 9, 6).decimals, 0);
  EXPECT_EQ(tick_text(axis_around(-1, 1, 5), -0.5, true), "−0.5");
}

TEST(ChartScale, OneValueAloneHasAnAxis) {
  const Axis axis = axis_around(5, 5, 5);
  EXPECT_LT(axis.low, 5);
  EXPECT_GT(axis.high, 5);
}

TEST(ChartScale, ShareRunsFromLowToHigh) {
  const Axis axis = axis_around(-10, 10, 5);
  EXPECT_DOUBLE_EQ(axis.share(axis.low), 0);
  EXPECT_DOUBLE_EQ(axis.share(0), 0.5);
  EXPECT_DOUBLE_EQ(axis.share(axis.high), 1);
}

}  // namespace potensial::report
