#include "exchange/upn.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "base/csv.hpp"

namespace potensial::exchange {
namespace {

constexpr std::string_view kEvery = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

std::string file_text(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

std::string verdict_words(const UpnVerdict& verdict) {
  switch (verdict.fault) {
    case UpnFault::none: return "valid";
    case UpnFault::wrong_length: return "wrong length";
    case UpnFault::letter_not_allowed: return "letter I, O or S not allowed";
    case UpnFault::wrong_check_letter: return "wrong check letter";
    case UpnFault::wrong_form: return "wrong form";
    case UpnFault::unknown_authority: return "unknown authority";
  }
  return {};
}

TEST(Upn, JudgesAllReferenceVectors) {
  const auto text = file_text(POTENSIAL_ROOT "/tests/reference/upn_vectors.csv");
  CsvCells csv(text);
  ASSERT_TRUE(csv.next());
  int judged = 0;
  while (csv.next()) {
    const auto verdict = judge_upn(csv.cells()[0]);
    EXPECT_EQ(verdict_words(verdict), csv.cells()[2]) << csv.cells()[0];
    if (verdict.fault != UpnFault::wrong_length) {
      EXPECT_EQ(verdict.kind == UpnKind::temporary ? "temporary" : "permanent", csv.cells()[1]);
    }
    ++judged;
  }
  EXPECT_EQ(judged, 60);
}

TEST(Upn, AgreesWithTheWorkedExamples) {
  EXPECT_EQ(upn_check_letter("674123101121"), 'R');
  EXPECT_EQ(upn_check_letter("68140390901Q"), 'A');
  EXPECT_TRUE(judge_upn("R674123101121").valid());
  EXPECT_EQ(judge_upn("A68140390901Q").kind, UpnKind::temporary);
}

TEST(Upn, CatchesEverySingleWrongCharacter) {
  for (const std::string sound : {"R674123101121", "A68140390901Q"})
    for (std::size_t place = 0; place < sound.size(); ++place)
      for (const char other : kEvery) {
        auto wrong = sound;
        wrong[place] = other;
        // A last digit and the letter of the same value are two numbers with one sum, told apart by kind.
        const bool same_value = place == 12 && judge_upn(wrong).kind != judge_upn(sound).kind;
        if (other == sound[place] || same_value) continue;
        EXPECT_FALSE(judge_upn(wrong).valid()) << wrong;
      }
}

TEST(Upn, CatchesEverySwapOfNeighbouringDigits) {
  const std::string sound = "R674123101121";
  for (std::size_t place = 1; place + 1 < sound.size(); ++place) {
    auto wrong = sound;
    std::swap(wrong[place], wrong[place + 1]);
    if (wrong == sound) continue;
    EXPECT_EQ(judge_upn(wrong).fault, UpnFault::wrong_check_letter) << wrong;
  }
}

TEST(Upn, KnowsAuthoritiesWhenTold) {
  const std::uint16_t welsh[] = {674, 681};
  EXPECT_TRUE(judge_upn("R674123101121", welsh).valid());
  EXPECT_EQ(judge_upn("W891406902449", welsh).fault, UpnFault::unknown_authority);
}

TEST(Upn, RefusesLowerCaseAndEmptyText) {
  EXPECT_EQ(judge_upn("r674123101121").fault, UpnFault::wrong_form);
  EXPECT_EQ(judge_upn("").fault, UpnFault::wrong_length);
}

TEST(Uln, ChecksItsLastDigit) {
  // 1..9 with weights 10..2 give 210; 210 mod 11 = 1; 10 - 1 = 9.
  EXPECT_TRUE(is_uln("1234567899"));
  EXPECT_FALSE(is_uln("1234567898"));
  EXPECT_FALSE(is_uln("123456789"));
  EXPECT_FALSE(is_uln("0000000000"));
}

}  // namespace
}  // namespace potensial::exchange
