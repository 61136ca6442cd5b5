#include "model/learner_id.hpp"

#include <gtest/gtest.h>

namespace potensial {

TEST(LearnerId, TextIsReadBack) {
  for (const std::uint64_t value : {0ull, 1ull, 31ull, 32ull, 0x8000000000000000ull, 0xffffffffffffffffull})
    EXPECT_EQ(learner_id(text(LearnerId{value})), LearnerId{value});
}

TEST(LearnerId, OtherTextIsNoId) {
  for (const auto* written : {"", "0", "zzzzzzzzzzzzz", "000000000000u", "00000000000000"})
    EXPECT_FALSE(learner_id(written)) << written;
}

}  // namespace potensial
