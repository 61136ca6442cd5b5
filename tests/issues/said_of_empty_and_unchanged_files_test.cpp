// "All 4 rows are unchanged" was said of a file of which one row was rejected, and "No profile fits" of an empty one.
#include <gmock/gmock.h>

#include <fstream>

#include <fmt/format.h>

#include "commands/command_line.hpp"

namespace potensial::tests {

class SaidOfFiles : public CommandLine {
 protected:
  std::string written(const std::string& name, const std::string& text) const {
    std::filesystem::create_directories(folder() / "measures");
    const auto file = folder() / "measures" / name;
    std::ofstream(file) << text;
    return file.string();
  }
};

TEST_F(SaidOfFiles, UnchangedAndRejectedRowsAreToldApart) {
  std::string text = "upn,school,date,measure,value\nA680280104526,6802801,2009-11-20,welbeing,27\n";
  for (int day = 1; day <= 28; ++day)
    for (int month = 1; month <= 2; ++month) text += fmt::format("A680280104526,6802801,2010-{:02}-{:02},wellbeing,27\n", month, day);
  const auto file = written("680.csv", text);
  EXPECT_THAT(run({"import", file}).out, testing::HasSubstr("57 rows read = 56 loaded + 0 unchanged + 1 rejected"));
  const auto again = run({"import", file});
  EXPECT_THAT(again.out, testing::AllOf(testing::HasSubstr("57 rows read = 0 loaded + 56 unchanged + 1 rejected"),
                                        testing::HasSubstr("56 rows are unchanged; rejected before: 1")));
}

TEST_F(SaidOfFiles, AnEmptyFileIsCalledEmpty) {
  EXPECT_THAT(run({"import", written("681.csv", "")}).err, testing::HasSubstr("empty"));
}

}  // namespace potensial::tests
