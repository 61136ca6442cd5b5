#include "report/printed_page.hpp"

#include <gtest/gtest.h>

namespace potensial::report::printed_page_tests {

Phrase words(const char* text) { return verbatim(std::string(text)); }

Page page_of(std::vector<Block> blocks) {
  Page page;
  page.blocks = std::move(blocks);
  return page;
}

Form form() { return {"decide", {"decide-finding", "1", ""}, {}, words("Decide")}; }

TEST(PrintedPage, UnfoldsWhatIsFoldedUnderItsTitle) {
  const auto page = printed_page(page_of({Details{words("How"), {Sentence{words("so"), Weight::body}, Details{words("Deeper"), {Sentence{words("thus"), Weight::body}}}}}}));
  ASSERT_EQ(page.blocks.size(), 4u);
  EXPECT_TRUE(std::holds_alternative<Heading>(page.blocks[0]));
  EXPECT_TRUE(std::holds_alternative<Sentence>(page.blocks[1]));
  EXPECT_TRUE(std::holds_alternative<Heading>(page.blocks[2]));
  EXPECT_TRUE(std::holds_alternative<Sentence>(page.blocks[3]));
}

Table long_table(std::size_t rows) {
  Table table{"t", words("T"), {{words("a"), Align::text}}, {}, {}};
  for (std::size_t i = 0; i < rows; ++i) table.rows.push_back({{{words("x"), {}}}});
  return table;
}

TEST(PrintedPage, NamesAtItsEndWhatIsTooLongForPaper) {
  const auto page = printed_page(page_of({Details{words("Short"), {long_table(12)}}, Details{words("Long"), {long_table(13)}}, Details{words("Drawn"), {long_table(2), Chart{}}},
                                          Details{words("Open"), {long_table(13)}, true}}));
  ASSERT_EQ(page.blocks.size(), 6u);
  EXPECT_EQ(std::get<Table>(page.blocks[1]).rows.size(), 12u);
  EXPECT_EQ(std::get<Table>(page.blocks[3]).rows.size(), 13u);
  const auto& left_out = std::get<List>(page.blocks[5]).items;
  ASSERT_EQ(left_out.size(), 2u);
  EXPECT_EQ(std::get<std::string>(left_out[0].text.arguments.at(0).second), "Long");
  EXPECT_EQ(std::get<std::string>(left_out[1].text.arguments.at(0).second), "Drawn");
}

TEST(PrintedPage, HoldsEveryPartOfThePageWhateverItsLength) {
  const Details part{words("Key Stage 1"), {long_table(13), Chart{}, Details{words("Long"), {long_table(13)}}}, false, true};
  const auto page = printed_page(page_of({Heading{words("Key Stage 2"), "ks2"}, Sentence{words("so"), Weight::body}, part}));
  ASSERT_EQ(page.blocks.size(), 7u);
  EXPECT_TRUE(std::holds_alternative<Heading>(page.blocks[2]));
  EXPECT_EQ(std::get<Table>(page.blocks[3]).rows.size(), 13u);
  EXPECT_TRUE(std::holds_alternative<Chart>(page.blocks[4]));
  EXPECT_EQ(std::get<List>(page.blocks[6]).items.size(), 1u) << "what is long in it stays folded and is named";
}

TEST(PrintedPage, HoldsNothingToFillInNorTheHeadingOfThat) {
  const auto page = printed_page(page_of({Heading{words("Decide"), "decide"}, form(), Heading{words("Since"), ""}, Sentence{words("yesterday"), Weight::body},
                                          Details{words("Change"), {form()}}}));
  ASSERT_EQ(page.blocks.size(), 2u);
  EXPECT_TRUE(std::holds_alternative<Heading>(page.blocks[0]));
  EXPECT_TRUE(std::holds_alternative<Sentence>(page.blocks[1]));
}

TEST(PrintedPage, NamesEachDefinitionOnceAtItsEnd) {
  const Target reading{"definition", "ks2-reading", ""};
  Table table{"t", words("T"), {{words("Outcome"), Align::text}}, {{{{words("Reading"), reading}}}, {{{words("Reading"), reading}}}}, {}};
  const auto page = printed_page(page_of({std::move(table), List{{{words("To the school"), Target{"school", "1", ""}}, {words("Maths"), Target{"definition", "ks2-maths", ""}}}}}));
  ASSERT_EQ(page.blocks.size(), 4u);
  const auto& definitions = std::get<List>(page.blocks.back()).items;
  ASSERT_EQ(definitions.size(), 2u);
  EXPECT_EQ(std::get<std::string>(definitions[0].text.arguments.at(1).second), "ks2-reading");
  EXPECT_EQ(std::get<std::string>(definitions[1].text.arguments.at(1).second), "ks2-maths");
}

}  // namespace potensial::report::printed_page_tests
