#include "base/secret.hpp"

#include <gtest/gtest.h>
#include <sodium.h>

#include <algorithm>
#include <string>
#include <vector>

namespace potensial {
namespace {

void random_bytes(std::span<unsigned char> bytes) { randombytes_buf(bytes.data(), bytes.size()); }

TEST(Secret, Sec14TokensHave256BitsAndAreNeverTheSame) {
  std::vector<std::string> made;
  for (int i = 0; i < 1'000'000; ++i) made.push_back(random_token(random_bytes));
  EXPECT_EQ(made.front().size(), 43u);  // 32 bytes, six bits a character
  std::ranges::sort(made);
  EXPECT_EQ(std::ranges::adjacent_find(made), made.end());
}

TEST(Secret, TokensFollowFromTheirBytesAlone) {
  const auto zeros = [](std::span<unsigned char> bytes) { std::ranges::fill(bytes, 0); };
  EXPECT_EQ(random_token(zeros), std::string(43, 'A'));
}

TEST(Secret, Sec10PasswordsAreHashedWithArgon2idOfTheAskedCost) {
  const auto hash = password_hash("ysgol gyfun llanfair", {});
  EXPECT_TRUE(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$")) << hash;
  EXPECT_TRUE(password_matches(hash, "ysgol gyfun llanfair"));
  EXPECT_FALSE(password_matches(hash, "ysgol gyfun llanfaiR"));
  EXPECT_NE(hash, password_hash("ysgol gyfun llanfair", {}));  // salted
}

TEST(Secret, WhatIsNoHashMatchesNothing) {
  EXPECT_FALSE(password_matches("", ""));
  EXPECT_FALSE(password_matches(std::string(500, '$'), "x"));
}

TEST(Secret, Sec33ComparesWholeSecrets) {
  EXPECT_TRUE(same_secret("", ""));
  EXPECT_TRUE(same_secret("abc", "abc"));
  EXPECT_FALSE(same_secret("abc", "abcd"));
  EXPECT_FALSE(same_secret("abc", "abd"));
}

}  // namespace
}  // namespace potensial
