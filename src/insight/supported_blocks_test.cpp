#include "insight/supported_blocks.hpp"

#include <algorithm>

#include <gtest/gtest.h>

namespace potensial::insight {
namespace supported_page_example {

ActivityOutcome outcome(const char* name, std::size_t matched, SupportedWord word) {
  ActivityOutcome made{{name, name}, {"Key Stage 2", "Cyfnod Allweddol 2"}, {}, {}};
  made.indicator.name = {"Language", "Iaith"};
  made.indicator.scale = Scale::ordered;
  auto& of = made.outcome;
  of.matched = matched, of.with_activity = matched + 8, of.none_near = 8, of.same_school = matched, of.schools = 6;
  of.mean = 4.1, of.peer_mean = 3.9, of.freedom = 9, of.difference = {0.2, 0.05, 0.1, 0.3}, of.unlike_before = -0.8, of.unlike_after = 0.01;
  of.years = {{2009}};
  of.word = word;
  return made;
}

SupportedBlockInput input(std::vector<ActivityOutcome> outcomes) {
  SupportedBlockInput made{.activities = {{{"Reading", "Darllen"}, 60, true}}, .outcomes = std::move(outcomes), .rule = {}, .sentence = {"Rule.", "Rheol."}, .named = false};
  return made;
}

const Table* table(const std::vector<Block>& blocks, std::string_view id) {
  for (const auto& block : blocks) {
    if (const auto* found = std::get_if<Table>(&block); found && found->id == id) return found;
    if (const auto* details = std::get_if<Details>(&block))
      if (const auto* inside = table(details->blocks, id)) return inside;
  }
  return nullptr;
}

bool says(const std::vector<Block>& blocks, std::string_view message) {
  return std::ranges::any_of(blocks, [&](const Block& block) {
    const auto* sentence = std::get_if<Sentence>(&block);
    return sentence && sentence->text.message == message;
  });
}

bool is_hidden(const Cell& cell) {
  const auto* mark = std::get_if<Mark>(&cell.value);
  return mark && *mark == Mark::too_few;
}

double number(const Cell& cell) { return std::get<Quantity>(cell.value).value; }

TEST(SupportedBlocks, Grp07TheTableSaysTheWordThePairsTheDifferenceAndBothMeans) {
  const auto blocks = supported_blocks(input({outcome("Reading", 40, SupportedWord::better)}));
  const auto* rows = table(blocks, "supported-outcomes");
  ASSERT_TRUE(rows);
  const auto& cells = rows->rows.at(0).cells;
  EXPECT_EQ(std::get<Phrase>(cells[1].value).message, "supported.word.better");
  EXPECT_EQ(number(cells[2]), 40);
  EXPECT_EQ(number(cells[3]), 0.2);
  EXPECT_EQ(std::get<Interval>(cells[4].value).low, 0.1);
  EXPECT_EQ(number(cells[5]), 4.1);
  EXPECT_EQ(number(cells[6]), 3.9);
  EXPECT_TRUE(says(blocks, "insight.does-not-show.supported"));
  EXPECT_TRUE(says(blocks, "supported.description"));
}

TEST(SupportedBlocks, NoFigureStandsForFewerThanFive) {
  const auto blocks = supported_blocks(input({outcome("Reading", 4, SupportedWord::too_few)}));
  const auto& cells = table(blocks, "supported-outcomes")->rows.at(0).cells;
  for (std::size_t column = 2; column < cells.size(); ++column) EXPECT_TRUE(is_hidden(cells[column])) << column;
  const auto& counts = table(blocks, "supported-unmatched")->rows.at(0).cells;
  EXPECT_TRUE(is_hidden(counts[1])) << "less the eight who were not matched it would tell the four";
}

TEST(SupportedBlocks, ASmallReasonIsNotToldToThoseWhoMayNotSeeTheNames) {
  auto of = outcome("Reading", 40, SupportedWord::better);
  of.outcome.none_near = 6, of.outcome.no_peer = 2;
  auto asked = input({of});
  const auto hidden = table(supported_blocks(asked), "supported-unmatched")->rows.at(0).cells;
  EXPECT_EQ(number(hidden[1]), 48) << "eight are not matched, which is told";
  EXPECT_TRUE(is_hidden(hidden[6]));
  EXPECT_TRUE(is_hidden(hidden[7])) << "the other would tell it";
  asked.named = true;
  const auto told = table(supported_blocks(asked), "supported-unmatched")->rows.at(0).cells;
  EXPECT_EQ(number(told[6]), 2);
}

TEST(SupportedBlocks, AnIntervalThatCannotBeToldIsMarked) {
  auto of = outcome("Reading", 40, SupportedWord::too_few);
  of.outcome.freedom = 2;
  const auto blocks = supported_blocks(input({of}));
  const auto& cells = table(blocks, "supported-outcomes")->rows.at(0).cells;
  EXPECT_EQ(std::get<Phrase>(cells[1].value).message, "supported.word.too-few-schools");
  EXPECT_TRUE(is_hidden(cells[3])) << "without an interval it is no claim";
  EXPECT_TRUE(is_hidden(cells[4]));
  EXPECT_EQ(number(cells[5]), 4.1);
}

TEST(SupportedBlocks, WithoutARegisterNothingIsSaidAndWithoutResultsWhichActivitiesWait) {
  EXPECT_TRUE(supported_blocks({}).empty());
  auto waiting = input({});
  waiting.activities.front().has_outcomes = false;
  const auto blocks = supported_blocks(waiting);
  EXPECT_TRUE(says(blocks, "supported.waiting"));
  EXPECT_TRUE(table(blocks, "supported-outcomes")->rows.empty());
}

}  // namespace supported_page_example
}  // namespace potensial::insight
