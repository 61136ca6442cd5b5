// Two records of one child, from the offer to the merge and back (DATA-03).
#include <gmock/gmock.h>

#include "commands/command_line.hpp"
#include "commands/two_records.hpp"

namespace potensial::tests {

using testing::HasSubstr;
using testing::Not;

class Records : public CommandLine {
 protected:
  void SetUp() override {
    write_two_records(folder());
    imported = run({"import", (folder() / "census").string()});
  }

  Told imported;
};

TEST_F(Records, AreOfferedMergedAndTakenApartAgain) {
  const auto offered = run({"records"});
  ASSERT_THAT(offered.out, HasSubstr("One pair of records")) << imported.out << imported.err << offered.err;
  const auto first = record_in(offered.out, 0), second = record_in(offered.out, 1);

  EXPECT_THAT(run({"records", "merge", first, second}).err, HasSubstr("--reason"));
  const auto merged = run({"records", "merge", first, second, "--reason", "moved house"});
  EXPECT_THAT(merged.out, HasSubstr("read as learner " + second)) << merged.err;
  const auto after = run({"records"});
  EXPECT_THAT(after.out, testing::AllOf(HasSubstr("No two records look like one learner"), HasSubstr("moved house"), HasSubstr("in force")));

  EXPECT_THAT(run({"records", "undo", "1", "--reason", "they are cousins"}).out, HasSubstr("as before"));
  EXPECT_THAT(run({"records"}).out, testing::AllOf(HasSubstr("One pair of records"), HasSubstr("undone")));
  EXPECT_THAT(run({"records", "undo", "1", "--reason", "again"}).err, HasSubstr("undone already"));
}

TEST_F(Records, AreSplitByPupilNumber) {
  const auto offered = run({"records"});
  const auto first = record_in(offered.out, 0), second = record_in(offered.out, 1);
  run({"records", "merge", first, second, "--reason", "one child"});
  const auto wrong = run({"records", "split", second, "--upn", "Z999999999999", "--reason", "two children"});
  EXPECT_THAT(wrong.err, HasSubstr("Z999999999999"));
  const auto upn = offered.out.find(second + " A680280103525") != std::string::npos ? "A680280103525" : "A680280104526";
  const auto split = run({"records", "split", second, "--upn", upn, "--reason", "two children"});
  EXPECT_THAT(split.out, HasSubstr("The new record is learner ")) << split.err << offered.out;
}

}  // namespace potensial::tests
