// The key sentences said the unit of a difference twice: "between 9 percentage points and 39 percentage points".
#include <gtest/gtest.h>

#include "insight/page_parts.hpp"
#include "page_phrases.hpp"
#include "report/words.hpp"

namespace potensial::insight {
namespace {

namespace unit_said_once {

Phrase difference(double estimate, double low, double high, Scale scale) {
  Judgement judged;
  judged.estimate = estimate;
  judged.low = low;
  judged.high = high;
  return difference_phrase(verbatim(Text{"Reading – boys", "Darllen – bechgyn"}),
                           verbatim(Text{"similar learners", "dysgwyr tebyg"}), judged, scale);
}

std::string said(const Phrase& phrase, Language language) {
  const auto messages = tests::messages();
  return report::Words(messages, language).say(phrase);
}

}  // namespace unit_said_once

TEST(UnitSaidOnce, InPercentagePoints) {
  const Phrase low = unit_said_once::difference(-0.24, -0.39, -0.09, Scale::yes_no);
  EXPECT_EQ(unit_said_once::said(low, Language::en),
            "Reading – boys, against similar learners: our best estimate is 24 percentage points less. The true "
            "difference is likely to be between 9 and 39 percentage points.");
  EXPECT_EQ(unit_said_once::said(low, Language::cy),
            "Darllen – bechgyn, yn erbyn dysgwyr tebyg: ein hamcangyfrif gorau yw 24 pwynt canran yn llai. Mae’r "
            "gwahaniaeth gwirioneddol yn debygol o fod rhwng 9 a 39 pwynt canran.");
}

TEST(UnitSaidOnce, WithTheMutationsOfWelsh) {
  EXPECT_TRUE(unit_said_once::said(unit_said_once::difference(-0.02, -0.03, -0.01, Scale::yes_no), Language::cy)
                  .ends_with("rhwng 1 a 3 phwynt canran."));
  EXPECT_TRUE(unit_said_once::said(unit_said_once::difference(-0.05, -0.08, -0.02, Scale::yes_no), Language::cy)
                  .ends_with("rhwng 2 ac 8 pwynt canran."));
}

TEST(UnitSaidOnce, AcrossZero) {
  const Phrase open = unit_said_once::difference(-0.10, -0.28, 0.08, Scale::yes_no);
  EXPECT_TRUE(unit_said_once::said(open, Language::en).ends_with("between 28 percentage points less and 8 more."));
  EXPECT_TRUE(unit_said_once::said(open, Language::cy).ends_with("rhwng 28 pwynt canran yn llai ac 8 yn fwy."));
}

TEST(UnitSaidOnce, InStandardDeviations) {
  const Phrase low = unit_said_once::difference(-0.25, -0.33, -0.18, Scale::ordered);
  EXPECT_TRUE(unit_said_once::said(low, Language::en).ends_with("between 0.18 and 0.33 standard deviations."));
}

}  // namespace
}  // namespace potensial::insight
