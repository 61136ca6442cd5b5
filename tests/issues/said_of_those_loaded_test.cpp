// Where one authority alone was loaded its pages said "similar learners across Wales", and the seed 2010 of a search
// was written like a count: 2,010.
#include <gtest/gtest.h>

#include "insight/finding_page.hpp"
#include "page_phrases.hpp"
#include "report/terminal.hpp"
#include "report/words.hpp"

namespace potensial::insight {
namespace {

std::string finding_in_words(Language language) {
  FindingPageInput input;
  input.finding.kind = FindingKind::main;
  input.finding.scope = "680";
  input.finding.conditions = {{"sex", "M", {"boys", "bechgyn"}}};
  input.finding.counts.seed = 2010;
  auto& expected = input.finding.judged.expected;
  expected.verdict = Verdict::low;
  expected.estimate = -0.3, expected.low = -0.4, expected.high = -0.2;
  const auto messages = tests::messages();
  return report::terminal_text(finding_page(input), report::Words(messages, language));
}

}  // namespace

TEST(SaidOfThoseLoaded, LikeLearnersAreNotSaidToBeThoseOfWales) {
  EXPECT_EQ(finding_in_words(Language::en).find("across Wales"), std::string::npos);
  EXPECT_EQ(finding_in_words(Language::cy).find("ledled Cymru"), std::string::npos);
}

TEST(SaidOfThoseLoaded, ASeedIsNoCount) {
  const auto words = finding_in_words(Language::en);
  EXPECT_EQ(words.find("2,010"), std::string::npos);
  EXPECT_NE(words.find("seed 2010"), std::string::npos);
}

}  // namespace potensial::insight
