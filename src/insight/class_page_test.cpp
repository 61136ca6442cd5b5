#include "insight/class_page.hpp"

#include <gtest/gtest.h>

namespace potensial::insight {
namespace class_page_tests {

LearnerOutcome outcome(const std::string& subject, int year, std::optional<RangeWord> word) {
  LearnerOutcome made;
  made.indicator.id = subject;
  made.indicator.name = {subject, subject};
  made.indicator.scale = Scale::ordered;
  made.year = {static_cast<std::int16_t>(year)};
  made.standing.word = word;
  return made;
}

NextStep step(const std::string& subject, int year) {
  return {.indicator = subject, .result_year = {static_cast<std::int16_t>(year)}, .next = "n", .how = "h", .actor = "a", .at = {}};
}

LearnerInClass learner(int id, std::vector<LearnerOutcome> outcomes, std::vector<NextStep> steps = {}) {
  return {LearnerId(id), "Learner " + std::to_string(id), std::move(outcomes), std::move(steps)};
}

ClassPageInput class_of(std::vector<LearnerInClass> learners) { return {.of = school_class("6802801", {2010}, "6A"), .learners = std::move(learners), .names = {}}; }

// Three of a class: below in two subjects of which one is agreed; below in the years before alone; without results.
const ClassPageInput example = class_of({learner(1, {outcome("mathematics", 2010, RangeWord::below), outcome("science", 2010, RangeWord::below)}, {step("science", 2010)}),
                                         learner(2, {outcome("mathematics", 2006, RangeWord::below), outcome("mathematics", 2010, RangeWord::within)}, {step("mathematics", 2006)}),
                                         learner(3, {})});

std::int64_t number(const Block& sentence) { return std::get<std::int64_t>(std::get<Sentence>(sentence).text.arguments.front().second); }
const Table& table(const Page& page, std::size_t block) { return std::get<Table>(page.blocks.at(block)); }

TEST(ClassPage, CountsWhoWaitsForANextStepAndWhoIsBelow) {
  const auto page = class_page(example);
  EXPECT_EQ(number(page.blocks.at(0)), 1) << "what was agreed before the newest results is to be agreed again";
  EXPECT_EQ(number(page.blocks.at(1)), 1) << "by the newest results alone";
}

TEST(ClassPage, ListsWhoIsBelowAndThenEverybody) {
  const auto page = class_page(example);
  ASSERT_EQ(table(page, 2).rows.size(), 1U);
  EXPECT_EQ(table(page, 2).rows[0].cells[0].link->id, text(LearnerId(1)));
  EXPECT_EQ(std::get<std::vector<Phrase>>(std::get<Phrase>(table(page, 2).rows[0].cells[1].value).arguments.front().second).size(), 2U);
  EXPECT_EQ(table(page, 3).rows.size(), 3U);
  EXPECT_TRUE(table(page, 3).by_name);
}

TEST(ClassPage, BelowInMostSubjectsStandsFirst) {
  const auto page = class_page(class_of({learner(1, {outcome("a", 2010, RangeWord::below)}), learner(2, {outcome("a", 2010, RangeWord::below), outcome("b", 2010, RangeWord::below)})}));
  EXPECT_EQ(table(page, 2).rows[0].cells[0].link->id, text(LearnerId(2)));
}

TEST(ClassPage, WhereItIsAgreedIsOneStepAway) {
  const auto agreed = table(class_page(example), 2).rows[0].cells[2].link;
  EXPECT_EQ(agreed->noun, "progress");
  EXPECT_EQ(agreed->id, text(LearnerId(1)));
}

TEST(ClassPage, WithoutResultsItSaysSo) {
  const auto page = class_page(class_of({learner(1, {})}));
  EXPECT_EQ(std::get<Sentence>(page.blocks.front()).text.message, "class.nothing");
}

// A first assessment has nothing before it to start from.
TEST(ClassPage, WithoutARangeNobodyIsSaidNotToBeBelow) {
  const auto page = class_page(class_of({learner(1, {outcome("mathematics", 2010, std::nullopt)})}));
  EXPECT_EQ(std::get<Sentence>(page.blocks.at(1)).text.message, "insight.learners.no-range");
  EXPECT_EQ(std::get<Phrase>(table(page, 3).rows[0].cells[1].value).message, "progress.range.unknown");
}

TEST(ClassPage, ANameThatIsNotOpenIsNotShown) {
  auto input = example;
  input.learners[0].name.clear();
  EXPECT_EQ(std::get<Phrase>(table(class_page(input), 2).rows[0].cells[0].value).message, "insight.learner.title");
}

}  // namespace class_page_tests
}  // namespace potensial::insight
