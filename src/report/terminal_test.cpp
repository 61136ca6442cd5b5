#include "report/terminal.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "report/display_width.hpp"

namespace potensial::report::terminal_tests {

using ::testing::HasSubstr;
using ::testing::Not;

const Words& words(Language language) {
  static const auto messages = catalogue::Messages::load(POTENSIAL_ROOT "/catalogue/messages").value();
  static const Words english(messages, Language::en), welsh(messages, Language::cy);
  return language == Language::cy ? welsh : english;
}

Phrase named(const char* text) { return verbatim(std::string(text)); }

Page page_of(std::vector<Block> blocks) {
  Page page;
  page.title = named("Ysgol Pen y Ddôl");
  page.invented = true;
  page.blocks = std::move(blocks);
  return page;
}

Table groups() {
  Table table{"g", named("Grwpiau"), {{named("Grŵp"), Align::text}, {named("n"), Align::number}}, {}, named("None.")};
  table.rows = {{{{named("Tŷ gwyn"), {}}, {Quantity{1234, Unit::count}, {}}}}, {{{named("Bechgyn"), {}}, {Mark::suppressed, {}}}}};
  return table;
}

TEST(Terminal, ColumnsAreAlignedByWhatTheLettersTake) {
  EXPECT_THAT(terminal_text(page_of({groups()}), words(Language::cy)),
              HasSubstr("Grŵp         n\n"
                        "-------  -----\n"
                        "Tŷ gwyn  1,234\n"
                        "Bechgyn    [c]\n"
                        "[c] heb ei ddangos"));
}

TEST(Terminal, SaysWhatThePageIs) {
  const std::string text = terminal_text(page_of({Sentence{named("Key."), Weight::key}, Heading{named("Next"), ""}}), words(Language::en));
  EXPECT_THAT(text, HasSubstr("Invented data.\n"));
  EXPECT_THAT(text, HasSubstr("Ysgol Pen y Ddôl\n================\n"));
  EXPECT_THAT(text, HasSubstr("\n> Key.\n"));
  EXPECT_THAT(text, HasSubstr("\nNext\n====\n"));
}

TEST(Terminal, ListsFactsAndDetailsAreReadInOrder) {
  const Details details{named("More"), {Summary{{{named("Rule"), named("two")}}}, List{{{named("one"), {}}}}}};
  EXPECT_THAT(terminal_text(page_of({details}), words(Language::en)), HasSubstr("More\n....\n\nRule:\n    two\n\n- one\n"));
}

TEST(Terminal, AWideTableContinuesBelowWithItsFirstColumn) {
  Table table = groups();
  table.columns.push_back({named("a column with a title of many words"), Align::text});
  for (auto& row : table.rows) row.cells.push_back({named("words that take some room here"), {}});
  std::istringstream lines(terminal_text(page_of({table}), words(Language::en), 40));
  std::size_t named_rows = 0;
  for (std::string line; std::getline(lines, line);) {
    EXPECT_LE(display_width(line), 40u) << line;
    if (line.starts_with("Tŷ gwyn")) ++named_rows;
  }
  EXPECT_EQ(named_rows, 2u);
}

TEST(Terminal, AnEmptyTableSaysWhy) {
  Table empty = groups();
  empty.rows.clear();
  EXPECT_THAT(terminal_text(page_of({empty}), words(Language::en)), HasSubstr("None.\n"));
}

TEST(Terminal, TextCannotCommandTheTerminal) {
  Table table = groups();
  table.rows[0].cells[0].value = named("\x1b[2Jgone\nline");
  const std::string text = terminal_text(page_of({table, Sentence{named("\x1b[31mred\x07 \xc2\x9b" "2J")}}), words(Language::en));
  EXPECT_THAT(text, Not(HasSubstr("\x1b")));
  EXPECT_THAT(text, Not(HasSubstr("\x07")));
  EXPECT_THAT(text, Not(HasSubstr("\xc2\x9b")));
}

}  // namespace potensial::report::terminal_tests
