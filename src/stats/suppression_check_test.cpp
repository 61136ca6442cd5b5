#include "stats/suppression_check.hpp"

#include <gtest/gtest.h>

#include "crossing_places.hpp"

namespace potensial::stats {
namespace suppression_check_test {

SuppressionTask task() { return crossing_places::task_of({.schools = 40, .authorities = 4, .learners = 20, .seed = 3}); }

TEST(SuppressionCheck, GivesCountsThatNobodyCanExclude) {
  const auto asked = task();
  const auto found = suppress(asked).value();
  const auto ranges = proven_ranges(asked, found);
  ASSERT_TRUE(ranges);
  for (const auto& each : asked.protect) {
    EXPECT_LE((*ranges)[each.cell].low, each.lower);
    EXPECT_GE((*ranges)[each.cell].high, each.upper);
  }
  for (std::size_t cell = 0; cell < ranges->size(); ++cell) EXPECT_TRUE(found.hidden[cell] || (*ranges)[cell].settled()) << cell;
}

TEST(SuppressionCheck, NoticesThatTheProofsAreGone) {
  const auto asked = task();
  const auto found = suppress(asked).value();
  ASSERT_FALSE(found.second_tables.empty());
  auto none = found;
  none.second_tables.clear();
  EXPECT_FALSE(proven_ranges(asked, none));
}

TEST(SuppressionCheck, NoticesACellThatIsShownAfterAll) {
  const auto asked = task();
  const auto found = suppress(asked).value();
  for (const auto cell : found.secondary) {
    auto shown = found;
    shown.hidden[cell] = false;
    EXPECT_FALSE(proven_ranges(asked, shown)) << cell;
  }
}

TEST(SuppressionCheck, NoticesASecondTableThatDoesNotAddUp) {
  const auto asked = task();
  auto found = suppress(asked).value();
  ++found.second_tables.front().changes.front().change;
  EXPECT_FALSE(proven_ranges(asked, found));
}

// Whoever knows all other cells of the worked sum knows the last one: only the public cannot.
TEST(SuppressionCheck, NoticesAnInsiderWhoKnowsTheRest) {
  SuppressionTask asked{.table = {{3, 7, 10}, {{2, {0, 1}}}}, .weights = {1, 1, 1}, .states = {CellState::hidden, CellState::shown, CellState::kept_shown},
                        .protect = {{0, 0, 5}}, .insiders = {}};
  const auto found = suppress(asked).value();
  EXPECT_TRUE(proven_ranges(asked, found));
  asked.insiders = {{1}};
  EXPECT_FALSE(proven_ranges(asked, found));
  EXPECT_EQ(suppress(asked).error().code, "cells.no-safe-pattern");
}

}  // namespace suppression_check_test
}  // namespace potensial::stats
