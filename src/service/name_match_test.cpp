#include "service/name_match.hpp"

#include <gtest/gtest.h>

namespace potensial::service::name_match_tests {

std::optional<std::size_t> distance(const char* typed, const char* name) { return NameQuery(typed).distance(folded_name(name)); }

TEST(NameMatch, CapitalsAccentsHyphensAndApostrophesMakeNoDifference) {
  EXPECT_EQ(folded_name("Ysgol  Gŵyr-y-Bryn"), "ysgol gwyr y bryn");
  EXPECT_EQ(folded_name("O’NEILL, Siân"), "oneill sian");
  EXPECT_EQ(folded_name("O'Neill"), "oneill");
  EXPECT_EQ(folded_name("TŶ ÂR"), "ty ar");
  EXPECT_EQ(folded_name(" ?! "), "");
}

TEST(NameMatch, EveryWordTypedMustFitAWordOfTheName) {
  EXPECT_EQ(distance("gwyr ysgol", "Ysgol Gŵyr"), 0u);
  EXPECT_TRUE(distance("ysg gwy", "Ysgol Gŵyr"));
  EXPECT_FALSE(distance("ysgol bryn", "Ysgol Gŵyr"));
}

TEST(NameMatch, APartOfAWordFitsFromThreeLettersOn) {
  EXPECT_TRUE(distance("dydd", "Caerdydd"));
  EXPECT_FALSE(distance("dy", "Caerdydd"));
  EXPECT_TRUE(distance("ca", "Caerdydd")) << "a beginning fits from one letter on";
}

TEST(NameMatch, OneWrongLetterIsForgivenAndTwoAreNot) {
  for (const char* typed : {"Gaerdydd", "Caerdyd", "Caerddydd", "Carerdydd", "Ceardydd"}) EXPECT_TRUE(distance(typed, "Caerdydd")) << typed;
  for (const char* typed : {"Gaerdyth", "Caerd1dx", "Craedydd"}) EXPECT_FALSE(distance(typed, "Caerdydd")) << typed;
  EXPECT_FALSE(distance("jon", "Ian")) << "short words must be right";
}

TEST(NameMatch, WhatAgreesMoreIsNearer) {
  EXPECT_LT(distance("rees", "Rees"), distance("rees", "Reese"));
  EXPECT_LT(distance("rees", "Reese"), distance("rees", "Prees"));
  EXPECT_LT(distance("rees", "Prees"), distance("rees", "Reas"));
}

TEST(NameMatch, OneLetterIsNotEnoughToLookFor) {
  EXPECT_FALSE(NameQuery("a").is_long_enough());
  EXPECT_FALSE(NameQuery("?!").is_long_enough());
  EXPECT_TRUE(NameQuery("ab").is_long_enough());
  EXPECT_TRUE(NameQuery("a b").is_long_enough());
}

}  // namespace potensial::service::name_match_tests
