// Backup and restore as a person runs them.
#include <gmock/gmock.h>

#include "commands/command_line.hpp"
#include "commands/two_records.hpp"

namespace potensial::tests {

using testing::AllOf;
using testing::HasSubstr;

class Backup : public CommandLine {};

TEST_F(Backup, IsMadeRestoredAndNeverOverwritesAnything) {
  const auto backup = (folder() / "monday").string(), restored = (folder() / "restored").string();
  EXPECT_THAT(run({"backup", "--out", backup}).err, HasSubstr("nothing to back up"));
  write_two_records(folder());
  ASSERT_EQ(run({"import", (folder() / "census").string()}).status, 0);
  EXPECT_THAT(run({"--as", "Ann", "backup", "--out", backup + "/"}).out, AllOf(HasSubstr("2 files of facts"), HasSubstr("3:")));
  EXPECT_THAT(run({"backup", "--out", backup}).err, HasSubstr("never overwrites"));
  EXPECT_THAT(run({"restore", backup}).err, HasSubstr("exists already")) << "into the home that is there";
  EXPECT_THAT(run_in(restored, {"--as", "Bob", "restore", backup}).out, HasSubstr("was restored"));
  EXPECT_THAT(run_in(restored, {"audit"}).out, AllOf(HasSubstr("Ann made a backup backup/monday"), HasSubstr("Bob restored a backup backup/monday")));
  EXPECT_THAT(run_in(restored, {"records"}).out, HasSubstr("One pair of records"));
}

}  // namespace potensial::tests
