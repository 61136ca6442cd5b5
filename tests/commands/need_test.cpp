// The need index from the command line: what is missing is said.
#include <gmock/gmock.h>

#include "command_line.hpp"

namespace potensial::tests {
namespace need_commands {

using testing::HasSubstr;

class NeedCommands : public CommandLine {};

TEST_F(NeedCommands, WithoutACensusItSaysWhatToLoad) {
  const auto told = run({"need", "660"});
  EXPECT_EQ(told.status, 1);
  EXPECT_THAT(told.err, HasSubstr("Import census files first"));
}

TEST_F(NeedCommands, ASchoolIsNoPlaceOfSchools) {
  const auto told = run({"need", "6802801"});
  EXPECT_EQ(told.status, 1);
  EXPECT_THAT(told.err, HasSubstr("6802801"));
}

}  // namespace need_commands
}  // namespace potensial::tests
