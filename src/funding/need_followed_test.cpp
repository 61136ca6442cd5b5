#include "funding/need_followed.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace potensial::funding {
namespace need_followed_cases {

// The ten schools of the worked example of delegated money: learners, entitled, and last year's pence.
const std::vector<std::string> names{"6600001", "6600002", "6600003", "6600004", "6600005", "6600006", "6600007", "6600008", "6600009", "6600010"};
const std::vector<double> learners{318, 512, 430, 287, 405, 61, 96, 264, 377, 850}, entitled{108, 169, 120, 75, 61, 9, 11, 29, 41, 68};
const std::vector<double> last_year{2130000, 3364000, 2745000, 1931000, 2620000, 634000, 796000, 1758000, 2468000, 5554000};

TEST(NeedFollowed, TellsTheSharesOfTheWorkedExample) {
  const auto need = need_of_receivers(names, learners, entitled);
  EXPECT_EQ(need.fifth, (std::vector<std::size_t>{0, 1}));
  EXPECT_NEAR(need.share_of_need, 0.4009, 0.0001);  // (108 + 169) / 691
  EXPECT_NEAR(need_followed(need, last_year).share_of_fifth, 0.2289, 0.0001);
}

// In proportion to need nothing has to move; in proportion to learners the index is 0.
TEST(NeedFollowed, KnowsTheTwoEnds) {
  const auto need = need_of_receivers(names, learners, entitled);
  EXPECT_NEAR(need_followed(need, entitled).misplaced, 0, 1e-12);
  EXPECT_LT(need_followed(need, entitled).index, 0);
  EXPECT_NEAR(need_followed(need, learners).index, 0, 1e-12);
}

TEST(NeedFollowed, TiesAtTheEdgeGoByName) {
  const auto need = need_of_receivers(std::vector<std::string>{"c", "a", "b"}, {10, 20, 10}, {1, 2, 1});
  EXPECT_EQ(need.fifth, (std::vector<std::size_t>{1}));
}

TEST(NeedFollowed, SaysNothingOfNothing) {
  const auto need = need_of_receivers(std::vector<std::string>{"a", "b"}, {10, 20}, {0, 0});
  EXPECT_TRUE(std::isnan(need.share_of_need));
  EXPECT_TRUE(std::isnan(need_followed(need, std::vector<double>{1, 1}).misplaced));
  EXPECT_TRUE(std::isnan(need_followed(need, std::vector<double>{0, 0}).index));
}

}  // namespace need_followed_cases
}  // namespace potensial::funding
