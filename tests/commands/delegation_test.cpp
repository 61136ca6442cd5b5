// Delegated money from the command line: a file of earlier years is loaded whole or not at all, and what is missing is said.
#include <gmock/gmock.h>

#include "base/file.hpp"
#include "command_line.hpp"

namespace potensial::tests {
namespace delegation_commands {

using testing::AllOf;
using testing::HasSubstr;

class DelegationCommands : public CommandLine {
 protected:
  std::string file_of(const std::string& rows) const {
    const auto path = folder() / "delegation.csv";
    std::filesystem::create_directories(folder());
    EXPECT_TRUE(write_file(path, "fund,year,authority,school,learners,entitled,activity,amount\n" + rows));
    return path.string();
  }
};

constexpr const char* kept = "better-schools-fund,2007-08,660,,,,Courses,1234.56\n";

TEST_F(DelegationCommands, AFileIsLoadedOnce) {
  const auto file = file_of(kept);
  const auto first = run({"import-money", file});
  EXPECT_EQ(first.status, 0) << first.err;
  EXPECT_THAT(first.out, HasSubstr("1 delegation in 1 row: £0.00 to schools, £1,234.56 kept centrally."));
  const auto again = run({"import-money", file});
  EXPECT_EQ(again.status, 1);
  EXPECT_THAT(again.err, HasSubstr("A delegation of authority 660 for 2007-08 is released already"));
}

TEST_F(DelegationCommands, OneWrongLineLoadsNothing) {
  const auto wrong = run({"import-money", file_of(std::string(kept) + "better-schools-fund,2007-08,660,,,,,12.345\n")});
  EXPECT_EQ(wrong.status, 1);
  EXPECT_THAT(wrong.err, AllOf(HasSubstr("“12.345” on line 3 of delegation.csv"), HasSubstr("Nothing was loaded")));
  EXPECT_EQ(run({"import-money", file_of(kept)}).status, 0);
}

TEST_F(DelegationCommands, WithoutACensusItSaysWhatToLoad) {
  const auto told = run({"allocation", "660"});
  EXPECT_EQ(told.status, 1);
  EXPECT_THAT(told.err, HasSubstr("Load a census first"));
}

}  // namespace delegation_commands
}  // namespace potensial::tests
