#include "base/csv.hpp"

#include <gtest/gtest.h>

#include <random>

namespace potensial {
namespace {

using Records = std::vector<std::vector<std::string>>;

Records all_records(std::string_view text, char separator = ',') {
  CsvCells csv(text, separator);
  Records records;
  while (csv.next()) records.emplace_back(csv.cells().begin(), csv.cells().end());
  return records;
}

TEST(Csv, SplitsPlainCellsAndKeepsEmptyOnes) {
  EXPECT_EQ(all_records("a,b,\n,1,2\n"), (Records{{"a", "b", ""}, {"", "1", "2"}}));
}

TEST(Csv, EndsRecordsAtAnyLineBreak) {
  EXPECT_EQ(all_records("a,b\r\nc,d\re,f\ng,h"), (Records{{"a", "b"}, {"c", "d"}, {"e", "f"}, {"g", "h"}}));
}

TEST(Csv, KeepsSeparatorsBreaksAndQuotesInsideQuotes) {
  EXPECT_EQ(all_records("\"a,b\",\"two\nlines\",\"say \"\"yes\"\"\"\nx,,z\n"),
            (Records{{"a,b", "two\nlines", "say \"yes\""}, {"x", "", "z"}}));
}

TEST(Csv, TakesAQuoteInsideAnUnquotedCellAsText) {
  EXPECT_EQ(all_records("5\" pipe,a\n\"b\"c,d\n"), (Records{{"5\" pipe", "a"}, {"bc", "d"}}));
}

TEST(Csv, PassesOverEmptyLines) { EXPECT_EQ(all_records("\n\na,b\n\n\nc,d\n\n"), (Records{{"a", "b"}, {"c", "d"}})); }

TEST(Csv, NamesTheLineOfAQuoteThatIsNeverClosed) {
  CsvCells csv("a,b\n\"x\ny\",2\nc,\"d\ne,f\n");
  EXPECT_TRUE(csv.next());
  EXPECT_TRUE(csv.next());
  EXPECT_EQ(csv.line(), 2u);
  EXPECT_FALSE(csv.next());
  ASSERT_TRUE(csv.unterminated().has_value());
  EXPECT_EQ(*csv.unterminated(), 4u);
  EXPECT_FALSE(csv.next());
}

TEST(Csv, SaysWhetherTheLastLineWasClosed) {
  CsvCells csv("a\nb");
  EXPECT_TRUE(csv.next());
  EXPECT_TRUE(csv.closed());
  EXPECT_TRUE(csv.next());
  EXPECT_FALSE(csv.closed());
}

TEST(Csv, GuessesTheSeparatorFromTheFirstLines) {
  EXPECT_EQ(csv_separator("a;b;c\n1,5;2,5;3\n4,5;1;1\n", ",;\t"), ';');
  EXPECT_EQ(csv_separator("a\tb\n1\t2\n", ",;\t"), '\t');
  EXPECT_EQ(csv_separator("one\ntwo\n", ",;\t"), ',');
}

TEST(Csv, ReadsBackWhateverItWrites) {
  std::mt19937 random(7);
  const std::string_view alphabet = "ab,\";\n\r\t w^";
  for (int round = 0; round < 2000; ++round) {
    const char separator = ",;\t"[random() % 3];
    Records written(1 + random() % 4, std::vector<std::string>(2 + random() % 3));
    std::string text;
    CsvWriter writer(text, separator);
    for (auto& record : written) {
      for (auto& cell : record) {
        for (auto length = random() % 6; length > 0; --length) cell += alphabet[random() % alphabet.size()];
        writer.cell(cell);
      }
      writer.end_record();
    }
    ASSERT_EQ(all_records(text, separator), written) << text;
  }
}

TEST(Csv, NeverReadsOutsideBrokenText) {
  std::mt19937 random(11);
  const std::string sound = "upn,name\r\nA1,\"Siân, \"\"Non\"\"\"\r\nB2,\"two\nlines\"\r\n";
  for (int round = 0; round < 5000; ++round) {
    std::string broken = sound.substr(0, random() % (sound.size() + 1));
    for (int flips = 0; flips < 3 && !broken.empty(); ++flips)
      broken[random() % broken.size()] = static_cast<char>(random());
    CsvCells csv(broken);
    std::size_t length = 0;
    while (csv.next())
      for (const auto cell : csv.cells()) length += cell.size();
    EXPECT_LE(length, broken.size());
  }
}

}  // namespace
}  // namespace potensial
