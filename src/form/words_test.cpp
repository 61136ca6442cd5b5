#include "form/words.hpp"

#include <gtest/gtest.h>

namespace potensial::form {
namespace {

TEST(WordCount, ApostrophesAndHyphensDoNotSplitWelshWords) {
  EXPECT_EQ(word_count("Mae’r ysgol yn ei chefnogi"), 5u);
  EXPECT_EQ(word_count("i'w hysgol nhw"), 3u);
  EXPECT_EQ(word_count("e-bost di-dâl a gwrth-fwlio"), 4u);
  EXPECT_EQ(word_count("Pen-y-bont ar Ogwr"), 3u);
  EXPECT_EQ(word_count("ŵyn, tŷ, môr"), 3u);
}

TEST(WordCount, CountsRunsBetweenAnyWhiteSpaceThatHaveALetterOrDigit) {
  EXPECT_EQ(word_count(""), 0u);
  EXPECT_EQ(word_count(" \t\n"), 0u);
  EXPECT_EQ(word_count("one – two - three …"), 3u);
  EXPECT_EQ(word_count("one\u00a0two\u2003three\nfour"), 4u);
  EXPECT_EQ(word_count("58.0% of 412"), 3u);
}

TEST(WordCount, TakesBytesThatAreNoTextForNoWord) {
  EXPECT_EQ(word_count("\xff\xfe"), 0u);
  EXPECT_EQ(word_count("a\xff b"), 2u);
  EXPECT_FALSE(is_utf8("a\xff"));
  EXPECT_TRUE(is_utf8("tŷ"));
}

TEST(CharacterCount, CountsCodePoints) { EXPECT_EQ(character_count("tŷ 1"), 4u); }

TEST(PlainText, IsTheSameForWhatReadsTheSame) {
  EXPECT_EQ(plain_text("  Ŵyn  a\nTŶ "), plain_text("ŵyn a tŷ"));
  EXPECT_NE(plain_text("a b"), plain_text("ab"));
  EXPECT_TRUE(is_white_space("\u00a0 \n"));
  EXPECT_FALSE(is_white_space("."));
}

}  // namespace
}  // namespace potensial::form
