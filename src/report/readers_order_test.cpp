// Names stand in the order of the reader's language (NAT-08, ACC-6): expected orders are those of the Welsh alphabet.
#include "report/readers_order.hpp"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/page_csv.hpp"

namespace potensial::report::readers_order_tests {

using ::testing::ElementsAre;
using ::testing::ElementsAreArray;

const Words& words(Language language) {
  static const auto messages = catalogue::Messages::load(POTENSIAL_ROOT "/catalogue/messages").value();
  static const Words english(messages, Language::en), welsh(messages, Language::cy);
  return language == Language::cy ? welsh : english;
}

std::vector<std::string> sorted(std::vector<std::string> names, Language language) {
  const NameOrder order(language);
  std::ranges::sort(names, [&](const std::string& a, const std::string& b) { return order(a, b); });
  return names;
}

TEST(NameOrder, TakesTheLettersOfWelshAsLetters) {
  const std::vector<std::string> welsh{"Cydweli", "Chwilog", "Dyfed", "Ddol", "Fali", "Ffestiniog", "Lydney", "Llandudno", "Pwllheli", "Phil", "Rogerstone", "Rhyl", "Tywyn", "Theatr"};
  EXPECT_THAT(sorted({welsh.rbegin(), welsh.rend()}, Language::cy), ElementsAreArray(welsh));
  EXPECT_THAT(sorted({"Lydney", "Llandudno", "Chwilog", "Cydweli"}, Language::en), ElementsAre("Chwilog", "Cydweli", "Llandudno", "Lydney"));
}

TEST(NameOrder, AnAccentPartsNoName) {
  for (const auto language : {Language::cy, Language::en})
    EXPECT_THAT(sorted({"Ynys Z", "Ŷnys B", "Ynys A", "abad", "Zeta"}, language), ElementsAre("abad", "Ynys A", "Ŷnys B", "Ynys Z", "Zeta"));
}

Page page_by_name(bool by_name) {
  Table table{"t", verbatim(std::string("Places")), {{verbatim(std::string("Place")), Align::text}, {verbatim(std::string("n")), Align::number}}, {}, {}, by_name};
  for (const auto& [en, cy, n] : {std::tuple{"Anglesey", "Ynys Môn", 1}, {"Llanelli", "Llanelli", 2}, {"Lydney", "Lydney", 3}, {"Swansea", "Abertawe", 4}})
    table.rows.push_back({{{verbatim(Text{en, cy}), {}}, {Quantity{double(n), Unit::count}, {}}}});
  Chart chart;
  chart.table = "t";
  for (std::size_t row = 0; row < 4; ++row) chart.tiles.push_back({row, int(row), 0, {}});
  List list{{{verbatim(Text{"Swansea", "Abertawe"}), {}}, {verbatim(Text{"Anglesey", "Ynys Môn"}), {}}}, by_name};
  Page page;
  page.blocks = {Details{verbatim(std::string("More")), {table, chart, list}}};
  return page;
}

std::vector<double> numbers(const Page& page) {
  std::vector<double> all;
  for (const auto& row : std::get<Table>(std::get<Details>(page.blocks[0]).blocks[0]).rows) all.push_back(std::get<Quantity>(row.cells[1].value).value);
  return all;
}

TEST(ReadersOrder, SortsTablesThatStandByName) {
  EXPECT_THAT(numbers(in_readers_order(page_by_name(true), words(Language::en))), ElementsAre(1, 2, 3, 4));
  EXPECT_THAT(numbers(in_readers_order(page_by_name(true), words(Language::cy))), ElementsAre(4, 3, 2, 1));
  EXPECT_THAT(numbers(in_readers_order(page_by_name(false), words(Language::cy))), ElementsAre(1, 2, 3, 4));
}

TEST(ReadersOrder, ChartsFollowTheirRowsAndListsAreSorted) {
  const auto page = in_readers_order(page_by_name(true), words(Language::cy));
  const auto& blocks = std::get<Details>(page.blocks[0]).blocks;
  std::vector<std::size_t> rows;
  for (const auto& tile : std::get<Chart>(blocks[1]).tiles) rows.push_back(tile.row);
  EXPECT_THAT(rows, ElementsAre(3u, 2u, 1u, 0u));
  EXPECT_EQ(words(Language::cy).say(std::get<List>(blocks[2]).items.front().text), "Abertawe");
}

TEST(ReadersOrder, HoldsInFilesToo) {
  const auto csv = page_csv(page_by_name(true), words(Language::cy));
  EXPECT_LT(csv.find("Abertawe"), csv.find("Lydney"));
  EXPECT_LT(csv.find("Lydney"), csv.find("Llanelli"));
  EXPECT_LT(csv.find("Llanelli"), csv.find("Ynys Môn"));
}

}  // namespace potensial::report::readers_order_tests
