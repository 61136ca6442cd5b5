#include "base/encoding.hpp"

#include <gtest/gtest.h>

namespace potensial {
namespace {

constexpr Encoding kBoth[] = {Encoding::utf8, Encoding::windows_1252};
constexpr Encoding kUtf8[] = {Encoding::utf8};

TEST(Encoding, AcceptsWelshAndRefusesBrokenSequences) {
  EXPECT_TRUE(is_utf8("Tŷ Gŵyr, Siân, €, 𝔘"));
  EXPECT_FALSE(is_utf8("Si\xE2n"));
  EXPECT_FALSE(is_utf8("\xC0\xAF"));          // overlong
  EXPECT_FALSE(is_utf8("\xED\xA0\x80"));      // surrogate
  EXPECT_FALSE(is_utf8("\xF4\x90\x80\x80"));  // past U+10FFFF
  EXPECT_FALSE(is_utf8("long plain text, then a cut \xC5"));
}

TEST(Encoding, DropsTheByteOrderMark) {
  const auto decoded = decode("\xEF\xBB\xBFupn", kBoth);
  ASSERT_TRUE(decoded);
  EXPECT_EQ(decoded->text(), "upn");
}

TEST(Encoding, ReadsWindows1252WhenUtf8DoesNotFit) {
  const auto decoded = decode("Si\xE2n \x80 \x92", kBoth);
  ASSERT_TRUE(decoded);
  EXPECT_EQ(decoded->encoding, Encoding::windows_1252);
  EXPECT_EQ(decoded->text(), "Siân € ’");
}

TEST(Encoding, RefusesWhatNoCandidateFits) {
  EXPECT_EQ(decode("Si\xE2n", kUtf8).error().code, "exchange.encoding-unknown");
  EXPECT_EQ(decode(std::string_view("\xFF\xFEu\0p\0", 6), kBoth).error().code, "exchange.encoding-utf16");
  EXPECT_EQ(decode(std::string_view("u\0p\0n\0,\0", 8), kBoth).error().code, "exchange.encoding-utf16");
  EXPECT_EQ(decode(std::string_view("PK\x03\x04 data \0\0\0", 13), kBoth).error().code, "exchange.not-text");
}

}  // namespace
}  // namespace potensial
