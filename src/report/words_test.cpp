#include "report/words.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace potensial::report::words_tests {

const catalogue::Messages& messages() {
  static const auto messages = catalogue::Messages::load(POTENSIAL_ROOT "/catalogue/messages").value();
  return messages;
}

const Words& english() {
  static const Words words(messages(), Language::en);
  return words;
}
const Words& welsh() {
  static const Words words(messages(), Language::cy);
  return words;
}
std::string en(double value, Unit unit, bool plus = false) { return english().say(Quantity{value, unit, plus}); }

TEST(Words, CountsAreGroupedInThrees) {
  EXPECT_EQ(en(0, Unit::count), "0");
  EXPECT_EQ(en(999, Unit::count), "999");
  EXPECT_EQ(en(1234, Unit::count), "1,234");
  EXPECT_EQ(en(466000, Unit::count), "466,000");
  EXPECT_EQ(en(123456789012, Unit::count), "123,456,789,012");
}

TEST(Words, UnitsHaveTheirDecimals) {
  EXPECT_EQ(en(58.04, Unit::percent), "58.0%");
  EXPECT_EQ(en(8.24, Unit::points, true), "+8.2 points");
  EXPECT_EQ(en(-0.314, Unit::standard, true), "−0.31");
  EXPECT_EQ(en(312.46, Unit::score), "312.5");
  EXPECT_EQ(en(1234.56, Unit::per_thousand), "1,234.6");
  EXPECT_EQ(en(0.0042, Unit::probability), "0.004");
  EXPECT_EQ(en(0.0004, Unit::probability), "under 0.001");
  EXPECT_EQ(en(-0.1704, Unit::index, true), "−0.170");
}

// To the penny: 64 bits of pence up to 2^53 stand in a number exactly.
TEST(Words, MoneyIsWrittenInPoundsAndPence) {
  EXPECT_EQ(en(123456, Unit::pence), "£1,234.56");
  EXPECT_EQ(en(-65630, Unit::pence, true), "−£656.30");
  EXPECT_EQ(en(670434, Unit::pence, true), "+£6,704.34");
  EXPECT_EQ(en(9007199254740991, Unit::pence), "£90,071,992,547,409.91");
  EXPECT_EQ(welsh().say(Quantity{3930000000, Unit::pence}), "£39,300,000.00");
}

TEST(Words, ZeroHasNoSign) {
  EXPECT_EQ(en(-0.04, Unit::points), "0.0 points");
  EXPECT_EQ(en(0.004, Unit::standard, true), "0.00");
}

TEST(Words, ANumberThatIsNoneDoesNotApply) {
  EXPECT_EQ(en(std::numeric_limits<double>::quiet_NaN(), Unit::percent), "[z]");
  EXPECT_EQ(english().say(Interval{0, std::numeric_limits<double>::infinity()}), "[z]");
}

TEST(Words, IntervalsAreInWords) {
  EXPECT_EQ(english().say(Interval{0.7, 4.5, Unit::points}), "0.7 to 4.5");
  EXPECT_EQ(welsh().say(Interval{0.7, 4.5, Unit::points}), "0.7 i 4.5");
  EXPECT_EQ(english().say(Interval{-12.6, -3.8, Unit::score}), "−12.6 to −3.8");
  EXPECT_EQ(english().say(Interval{58, 61.2, Unit::percent}), "58.0% to 61.2%");
  EXPECT_EQ(welsh().say(Interval{1, 4, Unit::months}), "1 i 4 mis");
}

TEST(Words, WelshPointsAndMonths) {
  EXPECT_EQ(welsh().say(Quantity{-8.2, Unit::points}), "−8.2 pwynt");
  EXPECT_EQ(welsh().say(Quantity{2, Unit::months}), "2 fis");
  EXPECT_EQ(welsh().say(Quantity{5, Unit::months}), "5 mis");
  EXPECT_EQ(welsh().say(Quantity{0.0001, Unit::probability}), "o dan 0.001");
}

TEST(Words, DatesAndYears) {
  EXPECT_EQ(english().say(Date(2008, 11, 14)), "14 November 2008");
  EXPECT_EQ(welsh().say(Date(2008, 11, 14)), "14 Tachwedd 2008");
  EXPECT_EQ(english().say(AcademicYear{2008}), "2007/08");
  EXPECT_EQ(english().say(AcademicYear{2000}), "1999/00");
}

TEST(Words, VerdictsReadAsTheirTags) {
  EXPECT_EQ(english().say(Verdict::low), "low");
  EXPECT_EQ(welsh().say(Verdict::low), "isel");
  EXPECT_EQ(english().say(Verdict::not_low), "not low");
  EXPECT_EQ(welsh().say(Verdict::not_low), "ddim yn isel");
  EXPECT_EQ(english().say(Verdict::cannot_be_judged), "cannot be judged");
  EXPECT_EQ(welsh().say(Verdict::cannot_be_judged), "ni ellir barnu");
}

TEST(Words, AMarkIsNeverZero) {
  EXPECT_EQ(english().say(Value{Mark::suppressed}), "[c]");
  EXPECT_EQ(welsh().meaning(Mark::suppressed), "heb ei ddangos, fel na ellir adnabod unrhyw ddisgybl");
  EXPECT_EQ(english().meaning(Mark::not_applicable), "not applicable");
}

TEST(Words, PhrasesJoinTheirPartsByCommas) {
  const Phrase both{"", {{"text", std::vector<Phrase>{verbatim("a"), verbatim(Text{"boys", "bechgyn"})}}}};
  EXPECT_EQ(welsh().say(both), "a, bechgyn");
}

TEST(Words, AnUnknownSentenceIsSeen) {
  EXPECT_EQ(english().say(phrase("no.such", {{"n", std::int64_t{1234}}})), "⟦no.such n=1,234⟧");
}

TEST(Words, AnswerInPhrasesWithValues) {
  const auto gaps = catalogue::Messages::of(
      "- {id: gap, en: '{n, plural, one {# boy} other {# boys}}, {gap}', cy: '{n, plural, two {# fachgen} other {# bachgen}}, {gap}'}").value();
  const Phrase gap = phrase("gap", {{"n", std::int64_t{2}}, {"gap", Quantity{-24.04, Unit::percent}}});
  EXPECT_EQ(Words(gaps, Language::en).say(gap), "2 boys, −24.0%");
  EXPECT_EQ(Words(gaps, Language::cy).say(gap), "2 fachgen, −24.0%");
}

}  // namespace potensial::report::words_tests
