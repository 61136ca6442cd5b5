// Funds, guidance and published grants from the command line.
#include <gmock/gmock.h>

#include "base/file.hpp"
#include "command_line.hpp"
#include "shared_data.hpp"

namespace potensial::tests {
namespace grants_cases {

using testing::AllOf;
using testing::HasSubstr;

class GrantsCommand : public CommandLine {
 protected:
  void SetUp() override { std::filesystem::create_directories(folder()); }
};

TEST_F(GrantsCommand, Fnd01TellsFundsTheirYearsAndWhatTheirMoneyIsFor) {
  EXPECT_THAT(run({"guidance"}).out, AllOf(HasSubstr("better-schools-fund"), HasSubstr("raise")));
  EXPECT_THAT(run({"guidance", "better-schools-fund"}).out, AllOf(HasSubstr("bsf-2007-08"), HasSubstr("£38,400,000.00")));
  EXPECT_THAT(run({"guidance", "bsf-2006-07"}).out, HasSubstr("£39,300,000.00 in 2006-07: £23,580,000.00 grant (60.0%) and £15,720,000.00 from the authorities."));
  const auto none = run({"guidance", "bsf-1999-00"});
  EXPECT_EQ(none.status, 1);
  EXPECT_THAT(none.err, HasSubstr("There is no guidance “bsf-1999-00”"));
}

TEST_F(GrantsCommand, AddsAPublishedFileUpAsItsPublisherDoes) {
  POTENSIAL_NEEDS_SHARED_DATA("360giving");
  const auto told = run({"grants", (shared_data() / "360giving/alwf-grants-2011-2020.json").string()});
  EXPECT_EQ(told.status, 0) << told.err;
  EXPECT_THAT(told.out, HasSubstr("475 grants to 288 recipients: £21,757,793.27 in all."));
  EXPECT_THAT(told.out, HasSubstr("The smallest is £500.00, the largest £3,544,200.00. The first was awarded on 18 January 2011, the last on 31 December 2020."));
}

TEST_F(GrantsCommand, SaysWhichGrantOfAFileIsWrong) {
  ASSERT_TRUE(write_file(folder() / "bad.json", R"({"grants": [{"id": "1"}]})"));
  const auto told = run({"grants", (folder() / "bad.json").string()});
  EXPECT_EQ(told.status, 1);
  EXPECT_THAT(told.out, HasSubstr("Grant 1: “title” is missing."));
  ASSERT_TRUE(write_file(folder() / "none.json", "{"));
  EXPECT_THAT(run({"grants", (folder() / "none.json").string()}).err, HasSubstr("is not valid JSON: at byte"));
  EXPECT_EQ(run({"grants", (folder() / "nowhere.json").string()}).status, 1);
}

}  // namespace grants_cases
}  // namespace potensial::tests
