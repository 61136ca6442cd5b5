// Without --for, "report school" said "The page school  was not found": nothing told what was missing.
#include <gmock/gmock.h>

#include "commands/command_line.hpp"

namespace potensial::tests {

class ReportOfNobody : public CommandLine {};

TEST_F(ReportOfNobody, IsAskedWhose) {
  for (const char* name : {"authority", "body", "school", "family", "groups", "finding", "learner"}) {
    const auto told = run({"report", name, "--out", (folder() / "page.html").string()});
    EXPECT_NE(told.status, 0) << name;
    EXPECT_THAT(told.err, testing::HasSubstr("whose: add --for")) << name;
  }
}

}  // namespace potensial::tests
