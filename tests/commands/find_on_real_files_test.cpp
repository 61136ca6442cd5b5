// `import` and `find` as a person runs them, on files that others made: transfer files of one learner each, a trial
// with its own earlier results, a university's modules.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "commands/command_line.hpp"
#include "shared_data.hpp"

namespace potensial::tests {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class FindOnRealFiles : public CommandLine {};

TEST_F(FindOnRealFiles, TransferFilesOfAFewLearnersCannotBeJudged) {
  const auto imported = run({"import", POTENSIAL_ROOT "/tests/reference/ctf"});
  EXPECT_EQ(imported.status, 0) << imported.err;
  EXPECT_THAT(imported.out, HasSubstr("19 rows read = 19 loaded + 0 unchanged + 0 rejected"));
  const auto found = run({"find", "--years", "2010-2010"});
  EXPECT_EQ(found.status, 0) << found.err;
  EXPECT_THAT(found.out, AllOf(HasSubstr("No search could be judged"), HasSubstr("one school; a search needs 20")));
}

TEST_F(FindOnRealFiles, AYearWithoutASearchedOutcomeIsNamed) {
  run({"import", POTENSIAL_ROOT "/tests/reference/ctf"});
  const auto found = run({"find"});
  EXPECT_NE(found.status, 0);
  EXPECT_THAT(found.err, AllOf(HasSubstr("2025"), HasSubstr("earlier years")));
}

TEST_F(FindOnRealFiles, ATrialOfThe1980sIsSearchedFromItsOwnEarlierResults) {
  POTENSIAL_NEEDS_SHARED_DATA("star-tennessee");
  const auto imported = run({"import", "--profile", "star-tennessee", (shared_data() / "star-tennessee/star_wide.csv").string()});
  EXPECT_THAT(imported.out, HasSubstr("11598 rows read = 11598 loaded + 0 unchanged + 0 rejected")) << imported.err;
  const auto found = run({"find"});
  EXPECT_EQ(found.status, 0) << found.err;
  EXPECT_THAT(found.out, AllOf(HasSubstr("6 searches made"), HasSubstr("reading, grade 1"), Not(HasSubstr("nan"))));
}

TEST_F(FindOnRealFiles, SixModulesAreTooFewToCompareWithin) {
  POTENSIAL_NEEDS_SHARED_DATA("oulad-subset-2013J");
  const auto imported = run({"import", (shared_data() / "oulad-subset-2013J").string()});
  EXPECT_THAT(imported.out, HasSubstr("+ 0 rejected")) << imported.err;
  const auto found = run({"find"});
  EXPECT_EQ(found.status, 0) << found.err;
  EXPECT_THAT(found.out, AllOf(HasSubstr("No search could be judged"), HasSubstr("6 schools; a search needs 20")));
}

}  // namespace potensial::tests
