#include "funding/take_up.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace potensial::funding {
namespace take_up_test {

const std::vector<std::string> seven{"A", "B", "C", "D", "E", "F", "G"};

// By hand: fifths of seven schools are A, B, CD, E and FG.
TEST(TakeUp, CountsEachFifthAndNamesTheNeediestOutside) {
  const auto found = take_up(seven, {{"reading", {"B", "D", "G", "Z"}}}, 3);
  ASSERT_EQ(found.size(), 1u);
  const std::vector<std::pair<int, int>> expected{{1, 0}, {1, 1}, {2, 1}, {1, 0}, {2, 1}};
  for (std::size_t k = 0; k < expected.size(); ++k) {
    EXPECT_EQ(found[0].fifths[k].schools, expected[k].first) << k;
    EXPECT_EQ(found[0].fifths[k].taking, expected[k].second) << k;
  }
  EXPECT_THAT(found[0].outside, ::testing::ElementsAre("A", "C", "E"));
  EXPECT_EQ(found[0].taking(), 3);
}

TEST(TakeUp, OfNoSchoolsThereIsNothing) {
  const auto found = take_up({}, {{"reading", {"B"}}}, 3);
  EXPECT_EQ(found[0].taking(), 0);
  EXPECT_TRUE(found[0].outside.empty());
}

}  // namespace take_up_test
}  // namespace potensial::funding
