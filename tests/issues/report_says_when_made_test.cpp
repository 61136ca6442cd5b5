// A page written by "report" did not say on which day and from which state of the data it was made; the site's page for paper does.
#include <gmock/gmock.h>

#include "base/file.hpp"
#include "commands/command_line.hpp"
#include "commands/two_records.hpp"

namespace potensial::tests {

class ReportSaysWhenMade : public CommandLine {
 protected:
  void SetUp() override {
    write_two_records(folder());
    ASSERT_EQ(run({"import", (folder() / "census").string()}).status, 0);
  }

  std::string report() const {
    const auto file = folder() / "page.html";
    EXPECT_EQ(run({"report", "completeness", "--out", file.string()}).status, 0);
    return read_file(file).value();
  }
};

TEST_F(ReportSaysWhenMade, AndAnotherGenerationOnceRecordsAreMerged) {
  const auto first = report();
  EXPECT_THAT(first, testing::ContainsRegex("Made on [0-9]+ [A-Z][a-z]+ [0-9]{4} from generation 3 of the data\\."));
  const auto records = run({"records"}).out;
  ASSERT_EQ(run({"records", "merge", record_in(records, 0), record_in(records, 1), "--reason", "moved house"}).status, 0);
  EXPECT_THAT(report(), testing::HasSubstr("from generation 4 of the data."));
}

}  // namespace potensial::tests
