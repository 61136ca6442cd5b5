#include "base/one_time_code.hpp"

#include <gtest/gtest.h>

namespace potensial {
namespace {

using std::chrono::seconds;
using std::chrono::sys_seconds;

// "12345678901234567890" in base32, the secret of RFC 6238, appendix B.
const std::string rfc_secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

TEST(OneTimeCode, GivesTheCodesOfRfc6238) {
  // Appendix B prints eight digits; six-digit codes are their last six.
  const std::pair<long long, const char*> printed[] = {{59, "287082"},         {1111111109, "081804"},  {1111111111, "050471"},
                                                       {1234567890, "005924"}, {2000000000, "279037"}, {20000000000, "353130"}};
  for (const auto& [time, code] : printed)
    EXPECT_EQ(one_time_code(rfc_secret, one_time_step(sys_seconds(seconds(time)))), code) << time;
}

TEST(OneTimeCode, TakesTheStepBeforeAndAfterAndNoOther) {
  const sys_seconds now(seconds(1234567890));
  const auto step = one_time_step(now);
  for (const int away : {-2, -1, 0, 1, 2}) {
    const auto matched = one_time_match(rfc_secret, one_time_code(rfc_secret, step + away), now, 0);
    EXPECT_EQ(matched.has_value(), away >= -1 && away <= 1) << away;
  }
}

TEST(OneTimeCode, Sec11ACodeWorksOnce) {
  const sys_seconds now(seconds(1234567890));
  const auto used = one_time_match(rfc_secret, "005924", now, 0);
  ASSERT_TRUE(used);
  EXPECT_FALSE(one_time_match(rfc_secret, "005924", now, *used));
}

TEST(OneTimeCode, SecretsAreBase32OfTwentyBytes) {
  const auto counting = [](std::span<unsigned char> bytes) {
    for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<unsigned char>("12345678901234567890"[i]);
  };
  EXPECT_EQ(one_time_secret(counting), rfc_secret);
}

TEST(OneTimeCode, WhatIsNoSecretMatchesNothing) {
  EXPECT_FALSE(one_time_match("", "", sys_seconds(seconds(59)), 0));
  EXPECT_FALSE(one_time_match("0189", "287082", sys_seconds(seconds(59)), 0));
}

TEST(OneTimeCode, NamesTheAccountToTheApp) {
  EXPECT_EQ(one_time_address("ABC", "a b@ysgol.example", "Potensial"), "otpauth://totp/Potensial:a%20b%40ysgol.example?secret=ABC&issuer=Potensial");
}

}  // namespace
}  // namespace potensial
