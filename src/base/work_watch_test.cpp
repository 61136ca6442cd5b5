#include "base/work_watch.hpp"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace potensial {

TEST(WorkWatch, TellsStepRoundAndWhatIsDoneOfIt) {
  WorkWatch watch;
  EXPECT_EQ(watch.progress().step, "");
  watch.enter_part("ks2", 2, 5);
  watch.enter("trying", 7);
  watch.next_round(10);
  watch.next_round(8);
  std::vector<std::jthread> others;
  for (int i = 0; i < 4; ++i) others.emplace_back([&] { watch.advance(); });
  others.clear();
  const auto now = watch.progress();
  EXPECT_EQ(now.part, "ks2");
  EXPECT_EQ(now.part_number, 2u);
  EXPECT_EQ(now.parts, 5u);
  EXPECT_EQ(now.step, "trying");
  EXPECT_EQ(now.round, 2u);
  EXPECT_EQ(now.done, 4u);
  EXPECT_EQ(now.of, 8u);
}

TEST(WorkWatch, AStepBegunAnewForgetsWhatWasCounted) {
  WorkWatch watch;
  watch.enter("reading", 3);
  watch.advance(9);
  EXPECT_EQ(watch.progress().done, 3u);  // never more than there is
  watch.enter("trying");
  EXPECT_EQ(watch.progress().done, 0u);
  EXPECT_EQ(watch.progress().round, 0u);
}

TEST(WorkWatch, IsStoppedOnceAndWithTheLargerWork) {
  WorkWatch whole, piece(whole.token());
  EXPECT_TRUE(goes_on(&piece));
  EXPECT_TRUE(goes_on(nullptr));
  EXPECT_TRUE(whole.stop());
  EXPECT_TRUE(whole.stop());
  EXPECT_TRUE(piece.stopped());
  EXPECT_FALSE(whole.can_be_stopped());
  EXPECT_EQ(goes_on(&piece).error().code, "work.stopped");
}

TEST(WorkWatch, CannotBeStoppedOnceItsEndHasBegun) {
  WorkWatch ended, stopped;
  EXPECT_TRUE(ended.begin_end());
  EXPECT_FALSE(ended.stop());
  EXPECT_FALSE(ended.stopped());
  EXPECT_FALSE(ended.can_be_stopped());
  EXPECT_TRUE(stopped.stop());
  EXPECT_FALSE(stopped.begin_end());
}

}  // namespace potensial
