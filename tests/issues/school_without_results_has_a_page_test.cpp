// A school whose learners have no results loaded was "not found", though pages of areas led there.
#include <gmock/gmock.h>

#include "commands/command_line.hpp"

namespace potensial::tests {

class SchoolWithoutResults : public CommandLine {};

TEST_F(SchoolWithoutResults, HasAPageThatSaysSo) {
  const auto files = (folder() / "files").string();
  ASSERT_EQ(run({"synthesise", "--authorities", "1", "--learners", "2000", "--years", "2", "--seed", "1", "--out", files}).status, 0);
  ASSERT_LE(run({"import", files + "/organisations", files + "/census"}).status, 1);
  const auto told = run({"school", "6802800"});
  EXPECT_EQ(told.status, 0) << told.err;
  EXPECT_THAT(told.out, testing::AllOf(testing::HasSubstr("Alderwold Primary School"), testing::HasSubstr("No learners of this school are at the end of a stage")));
  EXPECT_NE(run({"school", "6809999"}).status, 0);
}

}  // namespace potensial::tests
