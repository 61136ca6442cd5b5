// Where only one year was loaded the list of findings said "not in every year".
#include <gtest/gtest.h>

#include "insight/findings_table.hpp"
#include "page_phrases.hpp"

namespace potensial::insight {

TEST(FindingsTable, DoesNotSayOfOneYearThatItDoesNotLast) {
  FindingRecord finding;
  finding.indicator_name = {"Mathematics", "Mathemateg"};
  finding.by_year = {GapOfYear{}};
  const auto table = findings_table("findings", phrase("insight.empty.findings"), std::span(&finding, 1), OwnFigure::of_all);
  Page page;
  page.blocks = {table};
  EXPECT_TRUE(tests::PagePhrases(page).says("insight.finding.one-year-only"));
  EXPECT_FALSE(tests::PagePhrases(page).says("insight.finding.not-lasting"));
}

}  // namespace potensial::insight
