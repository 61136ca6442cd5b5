#include "app/http/rate_window.hpp"

#include <gtest/gtest.h>

namespace potensial::app {
namespace {

using namespace std::chrono_literals;

TEST(RateWindow, Sec28EarlierHasteEarnsNoCredit) {
  const RateWindow::Clock::time_point start{};
  RateWindow rate(100, 2000ms, start);
  EXPECT_EQ(rate.deadline(), start + 2s);
  rate.moved(199, start + 1s);
  EXPECT_EQ(rate.deadline(), start + 2s);
  rate.moved(1'000'000, start + 1500ms);
  EXPECT_EQ(rate.deadline(), start + 3500ms);
  rate.moved(199, start + 3s);
  EXPECT_EQ(rate.deadline(), start + 3500ms);
}

}  // namespace
}  // namespace potensial::app
