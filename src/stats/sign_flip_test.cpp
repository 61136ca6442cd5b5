#include "stats/sign_flip.hpp"

#include <gtest/gtest.h>

namespace potensial::stats {

TEST(SignFlip, GivesThePrintedSignsOfSeed2010) {
  const int printed[2][4] = {{1, -1, 1, -1}, {1, -1, 1, 1}};
  for (std::uint64_t draw = 0; draw < 2; ++draw)
    for (std::uint64_t cluster = 0; cluster < 4; ++cluster)
      EXPECT_EQ(sign_flip(2010, draw, cluster), printed[draw][cluster]) << draw << " " << cluster;
}

TEST(SignFlip, PacksEightClustersToAByte) {
  const SignPatterns patterns(2010, 7, 19);
  EXPECT_EQ(patterns.bytes(), 3u);
  for (std::size_t draw = 0; draw < 7; ++draw)
    for (std::size_t cluster = 0; cluster < 19; ++cluster) {
      const bool negative = patterns.of_byte(cluster / 8)[draw] >> (cluster % 8) & 1;
      EXPECT_EQ(negative ? -1 : 1, sign_flip(2010, draw, cluster));
    }
}

}  // namespace potensial::stats
