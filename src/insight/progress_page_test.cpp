#include "insight/progress_page.hpp"

#include <gtest/gtest.h>

namespace potensial::insight {
namespace progress_tests {

LearnerOutcome outcome(const std::string& indicator, int year, RangeWord word) {
  LearnerOutcome made;
  made.indicator.id = indicator;
  made.indicator.name = {indicator, indicator};
  made.indicator.scale = Scale::ordered;
  made.year = {static_cast<std::int16_t>(year)};
  made.standing.word = word;
  made.result = 3;
  return made;
}

NextStep step(const std::string& indicator, int year, const std::string& next) {
  return {.indicator = indicator, .result_year = {static_cast<std::int16_t>(year)}, .next = next, .how = "by practice", .actor = "a", .at = {}};
}

const Table& table_of(const Page& page) { return std::get<Table>(page.blocks.at(1)); }
std::string message(const Cell& cell) { return std::get<Phrase>(cell.value).message; }

TEST(Progress, ShowsTheNewestResultOfEachSubjectAndTheNewestAgreement) {
  LearnerPageInput learner;
  learner.outcomes = {outcome("ks1-mathematics", 2006, RangeWord::within), outcome("ks2-mathematics", 2010, RangeWord::below),
                      outcome("ks2-science", 2010, RangeWord::above)};
  const NextStep steps[] = {step("ks2-mathematics", 2010, "first"), step("ks2-mathematics", 2010, "second")};
  const auto page = progress_page(learner, steps);
  const auto& rows = table_of(page).rows;
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(message(rows[0].cells[1]), "progress.range.below");
  EXPECT_EQ(std::get<std::string>(std::get<Phrase>(rows[0].cells[3].value).arguments.front().second), "second");
  EXPECT_EQ(message(rows[1].cells[3]), "progress.not-agreed");
}

TEST(Progress, AnAgreementFromBeforeTheNewestResultIsSaidToBe) {
  LearnerPageInput learner;
  learner.outcomes = {outcome("ks2-mathematics", 2010, RangeWord::below)};
  const NextStep old[] = {step("ks2-mathematics", 2009, "old")}, now[] = {step("ks2-mathematics", 2010, "now")};
  EXPECT_EQ(message(table_of(progress_page(learner, old)).rows[0].cells[5]), "progress.agreed-before");
  EXPECT_EQ(message(table_of(progress_page(learner, now)).rows[0].cells[5]), "progress.agreed");
}

TEST(Progress, OfALearnerWithoutResultsItSaysSo) {
  const auto page = progress_page({}, {});
  EXPECT_EQ(std::get<Sentence>(page.blocks.front()).text.message, "progress.nothing");
  EXPECT_TRUE(table_of(page).rows.empty());
}

}  // namespace progress_tests
}  // namespace potensial::insight
