#include "report/display_width.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace potensial::report {

using ::testing::ElementsAre;

TEST(DisplayWidth, WelshLettersTakeOnePlace) {
  EXPECT_EQ(display_width("grŵp â ŷ"), 8u);
  EXPECT_EQ(display_width("gw\u0302p"), 3u);  // w with a combining circumflex
  EXPECT_EQ(display_width("−0.31"), 5u);
}

TEST(DisplayWidth, PadsToTheSameWidth) {
  EXPECT_EQ(padded_right("Tŷ", 4), "Tŷ  ");
  EXPECT_EQ(padded_left("−4", 4), "  −4");
  EXPECT_EQ(padded_left("12345", 4), "12345");
}

TEST(DisplayWidth, FoldsAtSpacesAndCutsLongWords) {
  EXPECT_THAT(folded("Ysgol Pen y Ddôl", 10), ElementsAre("Ysgol Pen", "y Ddôl"));
  EXPECT_THAT(folded("Llanfihangel-y-Creuddyn", 10), ElementsAre("Llanfihang", "el-y-Creud", "dyn"));
  EXPECT_THAT(folded("a Llanfihangel", 8), ElementsAre("a", "Llanfiha", "ngel"));
  EXPECT_THAT(folded("", 10), ElementsAre(""));
}

}  // namespace potensial::report
