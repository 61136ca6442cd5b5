#include "report/page_faults.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pages/sample_page.hpp"

namespace potensial::tests {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::vector<std::string> faults(std::vector<Block> blocks) {
  static const auto messages = catalogue::Messages::load(POTENSIAL_ROOT "/catalogue/messages").value();
  Page page = sample_finding();
  page.blocks = std::move(blocks);
  return report::page_faults(page, messages);
}

Phrase text(const char* words) { return verbatim(std::string(words)); }

Table table(const char* id) {
  return {id, text("T"), {{text("a")}, {text("b")}}, {{{{text("r"), {}}, {Quantity{1}, {}}}}}, {}};
}

Chart chart(const char* of, std::size_t column) {
  Chart made;
  made.table = of;
  made.description = text("d");
  made.values = {column};
  return made;
}

}  // namespace

TEST(PageFaults, TheSamplesHaveNone) {
  EXPECT_THAT(faults(sample_school().blocks), IsEmpty());
  EXPECT_THAT(faults(sample_finding().blocks), IsEmpty());
}

TEST(PageFaults, ChartsNeedTheirTableBeforeThem) {
  EXPECT_THAT(faults({table("t"), chart("t", 1)}), IsEmpty());
  EXPECT_THAT(faults({chart("t", 1), table("t")}), ElementsAre(HasSubstr("does not follow its table")));
  EXPECT_THAT(faults({table("t"), chart("t", 2)}), ElementsAre(HasSubstr("columns that do not exist")));
}

TEST(PageFaults, IdsAreUniqueAndRowsAreWhole) {
  EXPECT_THAT(faults({table("t"), Details{text("D"), {table("t")}}}), ElementsAre(HasSubstr("t stands twice")));
  Table short_row = table("t");
  short_row.rows[0].cells.pop_back();
  EXPECT_THAT(faults({short_row}), ElementsAre(HasSubstr("another length")));
}

TEST(PageFaults, EmptyTablesSayWhyAndSentencesExist) {
  Table empty = table("t");
  empty.rows.clear();
  EXPECT_THAT(faults({empty}), ElementsAre(HasSubstr("does not say why")));
  EXPECT_THAT(faults({Sentence{phrase("no.such")}}), ElementsAre(HasSubstr("no.such"), HasSubstr("no.such")));
}

}  // namespace potensial::tests
