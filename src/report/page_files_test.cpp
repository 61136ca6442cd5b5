// CSV, XLSX and JSON of one page say the same.
#include <boost/json.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "report/flat_table.hpp"
#include "report/page_csv.hpp"
#include "report/page_json.hpp"
#include "report/page_xlsx.hpp"

namespace potensial::report::page_files_tests {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

const Words& words() {
  static const auto messages = catalogue::Messages::load(POTENSIAL_ROOT "/catalogue/messages").value();
  static const Words english(messages, Language::en);
  return english;
}

Phrase named(const char* text) { return verbatim(std::string(text)); }

Page sample() {
  Table table{"g", named("Gaps"), {{named("Group"), Align::text}, {named("Gap"), Align::number}, {named("Interval"), Align::number},
                                   {named("Verdict"), Align::text}}, {}, {}};
  table.rows = {{{{named("=Boys, \"all\""), Target{"group", "boys", ""}}, {Quantity{-8.25, Unit::points, true}, {}},
                  {Interval{-12.5, -3.75, Unit::points}, {}}, {Verdict::low, {}}}},
                {{{named("Girls"), {}}, {Mark::suppressed, {}}, {Mark::suppressed, {}}, {Verdict::cannot_be_judged, {}}}}};
  Page page;
  page.address = {"school", "1", ""};
  page.title = named("Ysgol");
  page.blocks = {Sentence{named("Key."), Weight::key}, Details{named("More"), {table}}};
  return page;
}

TEST(FlatTables, NameTheUnitAndSplitIntervals) {
  const Page page = sample();
  const FlatTable table = flat_table(*tables_of(page.blocks).at(0), words());
  EXPECT_THAT(table.titles, ElementsAre("Group", "Gap (percentage points)", "Interval (percentage points): from",
                                        "Interval (percentage points): to", "Verdict"));
  EXPECT_EQ(std::get<Quantity>(table.rows[0][3]).value, -3.75);
  EXPECT_EQ(std::get<std::string>(table.rows[1][2]), "[c]");
  EXPECT_THAT(table.notes, ElementsAre("[c] not shown, so that no pupil can be recognised"));
}

TEST(FlatTables, NameTheUnitOfEachRowWhereTheyDiffer) {
  const Table mixed{"m", named("M"), {{named("What"), Align::text}, {named("Value"), Align::number}},
                    {{{{named("a"), {}}, {Quantity{1, Unit::percent}, {}}}}, {{{named("b"), {}}, {Quantity{2, Unit::score}, {}}}}}, {}};
  const FlatTable table = flat_table(mixed, words());
  EXPECT_THAT(table.titles, ElementsAre("What", "Value", "Value: unit"));
  EXPECT_EQ(std::get<std::string>(table.rows[0][2]), "per cent");
  EXPECT_EQ(std::get<std::string>(table.rows[1][2]), "score");
}

TEST(FlatTables, NameWhatStandsBehindTheFiguresOfARowOnce) {
  const Target boys{"figure", "680", "", {{"indicator", "ks2-csi"}, {"group", "sex:M"}}}, all{"figure", "loaded", "", {{"indicator", "ks2-csi"}}};
  const Table table{"g", named("Gaps"), {{named("Group"), Align::text}, {named("Share"), Align::number}, {named("Wales"), Align::number}},
                    {{{{named("Boys"), boys}, {Quantity{40, Unit::percent}, boys}, {Quantity{50, Unit::percent}, all}}},
                     {{{named("Girls"), Target{"school", "1", ""}}, {Mark::suppressed, {}}, {Mark::suppressed, {}}}}}, {}};
  const FlatTable flat = flat_table(table, words().in(Language::cy));
  EXPECT_EQ(flat.titles.back(), "Yr hyn sydd y tu ôl i’r ffigurau hyn");
  EXPECT_EQ(std::get<std::string>(flat.rows[0].back()), "/cy/ffigur/680?indicator=ks2-csi&group=sex%3AM /cy/ffigur/loaded?indicator=ks2-csi");
  EXPECT_EQ(std::get<std::string>(flat.rows[1].back()), "");
}

TEST(FlatTables, HoldMoneyInPounds) {
  const Table table{"m", named("Money"), {{named("School"), Align::text}, {named("Money"), Align::number}}, {{{{named("a"), {}}, {Quantity{2800434, Unit::pence}, {}}}}}, {}};
  const FlatTable flat = flat_table(table, words());
  EXPECT_EQ(flat.titles.back(), "Money (pounds)");
  EXPECT_EQ(std::get<Quantity>(flat.rows[0][1]).value, 28004.34);
}

TEST(PageCsv, HoldsHeadAndEveryTable) {
  EXPECT_EQ(page_csv(sample(), words()),
            "\uFEFFYsgol\r\n\"Not for publication: true counts, for staff entitled to them.\"\r\nLanguage: English\r\n\r\n"
            "Gaps\r\nGroup,Gap (percentage points),Interval (percentage points): from,Interval (percentage points): to,Verdict\r\n"
            "\"'=Boys, \"\"all\"\"\",-8.25,-12.5,-3.75,low\r\nGirls,[c],[c],[c],cannot be judged\r\n"
            "\"[c] not shown, so that no pupil can be recognised\"\r\n");
}

TEST(PageCsv, Sec23NoTextBecomesAFormula) {
  for (const char* start : {"=", "+", "-", "@", "\t", "＝", "＋", "－", "＠"})
    EXPECT_THAT(csv_text(std::string(start) + "1"), StartsWith("'")) << start;
  EXPECT_THAT(csv_text("\rx"), StartsWith("\"'\r"));
  EXPECT_EQ(csv_text("5 - 3"), "5 - 3");
}

TEST(PageXlsx, HasTheHeadAndOneSheetForEachTable) {
  const auto workbook = page_workbook(sample(), words(), Date(2008, 11, 14));
  ASSERT_EQ(workbook.sheets.size(), 2u);
  EXPECT_THAT(workbook.sheets[0].before, ElementsAre("Ysgol", HasSubstr("Not for publication"), "Language: English"));
  EXPECT_THAT(workbook.sheets[0].after, ElementsAre("Key."));
  const auto& number = std::get<exchange::SheetNumber>(workbook.sheets[1].rows[0][1]);
  EXPECT_EQ(number.value, -8.25);
  EXPECT_EQ(number.format, "#,##0.0");
  EXPECT_EQ(std::get<std::string>(workbook.sheets[1].rows[0][0]), "=Boys, \"all\"");
}

TEST(PageJson, HoldsWordsAndExactValues) {
  const auto page = boost::json::parse(page_json(sample(), words()));
  EXPECT_EQ(page.at("address").at("noun"), "school");
  EXPECT_EQ(page.at("blocks").at(0).at("weight"), "key");
  const auto& rows = page.at("blocks").at(1).at("blocks").at(0).at("rows");
  EXPECT_EQ(rows.at(0).at(1).at("text"), "−8.2 points");
  EXPECT_EQ(rows.at(0).at(1).at("value"), -8.25);
  EXPECT_EQ(rows.at(0).at(2).at("low"), -12.5);
  EXPECT_EQ(rows.at(0).at(3).at("verdict"), "low");
  EXPECT_EQ(rows.at(0).at(0).at("link").at("id"), "boys");
  EXPECT_EQ(rows.at(1).at(1).at("mark"), "suppressed");
}

TEST(PageJson, ANumberThatIsNoneIsNull) {
  Page page = sample();
  page.blocks = {Table{"t", named("T"), {{named("x"), Align::number}},
                       {{{{Quantity{std::numeric_limits<double>::quiet_NaN(), Unit::percent}, {}}}}}, {}}};
  EXPECT_TRUE(boost::json::parse(page_json(page, words())).at("blocks").at(0).at("rows").at(0).at(0).at("value").is_null());
}

}  // namespace potensial::report::page_files_tests
