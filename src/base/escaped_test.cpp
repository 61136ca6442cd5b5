#include "base/escaped.hpp"

#include <gtest/gtest.h>

namespace potensial {
namespace {

bool is_small(char c, bool) { return c >= 'a' && c <= 'z'; }

TEST(Escaped, WritesWhatMayNotStayAsTwoDigits) {
  EXPECT_EQ(escaped("5a b", '%', is_small), "%35a%20b");
  EXPECT_EQ(escaped("\xC5\xB5", '_', is_small), "_C5_B5") << "bytes above 127 too";
  EXPECT_EQ(escaped("", '%', is_small), "");
}

TEST(Escaped, WhatStaysMayDependOnWhetherItIsTheFirst) {
  EXPECT_EQ(escaped("..", '~', [](char, bool first) { return !first; }), "~2E.");
}

}  // namespace
}  // namespace potensial
