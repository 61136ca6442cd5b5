#include "exchange/workbook.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>
#include <zip.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace potensial::exchange::workbook_tests {

using ::testing::HasSubstr;
using ::testing::Not;

std::filesystem::path temporary(const char* name) {
  return std::filesystem::path(::testing::TempDir()) / ("potensial-" + std::to_string(::getpid()) + "-" + name);
}

// What stands in one part of the package, read by another library than the one that wrote it.
std::string part(const std::filesystem::path& file, const char* name) {
  zip_t* package = zip_open(file.c_str(), ZIP_RDONLY, nullptr);
  if (!package) return "";
  std::string content;
  if (zip_file_t* in = zip_fopen(package, name, 0)) {
    char buffer[4096];
    for (zip_int64_t read; (read = zip_fread(in, buffer, sizeof buffer)) > 0;) content.append(buffer, static_cast<std::size_t>(read));
    zip_fclose(in);
  }
  zip_discard(package);
  return content;
}

std::string bytes(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

Workbook sample() {
  Sheet sheet{"Gaps: boys/girls", {"Title"}, {"Group", "Gap"}, {}, {"Note"}};
  sheet.rows = {{std::string("=1+2"), SheetNumber{-9.75, "0.0"}}, {std::string("@Grŵp & <b>"), std::string("[c]")}};
  return {"Gaps", Date(2008, 11, 14), {sheet}};
}

TEST(Workbook, Sec23TextIsNeverAFormulaAndNumbersAreNumbers) {
  const auto file = temporary("formula.xlsx");
  ASSERT_TRUE(write_workbook(sample(), file));
  const std::string sheet = part(file, "xl/worksheets/sheet1.xml"), strings = part(file, "xl/sharedStrings.xml");
  EXPECT_THAT(sheet, Not(HasSubstr("<f>")));
  EXPECT_THAT(sheet, HasSubstr("<v>-9.75</v>"));
  EXPECT_THAT(strings, HasSubstr("=1+2"));
  EXPECT_THAT(strings, HasSubstr("@Grŵp &amp; &lt;b&gt;"));
  EXPECT_THAT(strings, HasSubstr("[c]"));
}

TEST(Workbook, InMemoryItHasTheBytesOfTheFile) {
  const auto file = temporary("memory.xlsx");
  ASSERT_TRUE(write_workbook(sample(), file));
  EXPECT_EQ(workbook_bytes(sample()).value(), bytes(file));
}

TEST(Workbook, MoreRowsThanASheetHoldsAreRefused) {
  auto workbook = sample();
  workbook.sheets.front().rows.resize(1'048'575);
  const auto refused = workbook_bytes(workbook);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "workbook.too-many-rows");
}

TEST(Workbook, TheSameWorkbookGivesTheSameBytes) {
  const auto one = temporary("one.xlsx"), two = temporary("two.xlsx");
  ASSERT_TRUE(write_workbook(sample(), one));
  ASSERT_TRUE(write_workbook(sample(), two));
  EXPECT_EQ(bytes(one), bytes(two));
  EXPECT_THAT(part(one, "docProps/core.xml"), HasSubstr("2008-11-14T00:00:00Z"));
}

TEST(Workbook, SheetNamesFitAndAreClean) {
  EXPECT_EQ(sheet_name(1, "Gaps: boys/girls"), "1 Gaps- boys-girls");
  EXPECT_EQ(sheet_name(12, std::string(40, 'x')), "12 " + std::string(28, 'x'));
  std::string circumflexes;
  for (int i = 0; i < 40; ++i) circumflexes += "ŵ";
  EXPECT_EQ(sheet_name(1, circumflexes).size(), 2 + 29 * 2u);
}

TEST(Workbook, RefusesAPlaceItCannotWrite) {
  const auto written = write_workbook(sample(), "/nowhere/at/all.xlsx");
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().code, "workbook.not-written");
}

}  // namespace potensial::exchange::workbook_tests
