// The how-to guide of allocating money, as its reader follows it: the table and the figures stand there.
#include <gmock/gmock.h>

#include <regex>

#include "base/file.hpp"
#include "command_line.hpp"

namespace potensial::tests {
namespace allocate_cases {

using testing::AllOf;
using testing::HasSubstr;

// The lines of the guide's table, which are indented.
std::string table_of_the_guide() {
  const auto guide = read_file(POTENSIAL_ROOT "/docs/how-to/allocate-money.md").value();
  const auto from = guide.find("    school,learners"), to = guide.find("\n\n", from);
  return std::regex_replace(guide.substr(from, to - from + 1), std::regex("    "), "");
}

class Allocate : public CommandLine {
 protected:
  void SetUp() override {
    std::filesystem::create_directories(folder());
    ASSERT_TRUE(write_file(file(), table_of_the_guide()));
  }
  std::string file() const { return (folder() / "schools.csv").string(); }

  std::vector<std::string> words(std::vector<std::string> further = {}) const {
    std::vector<std::string> all{"method", "allocate", file(), "--total", "240000", "--weights", "learners=50,lump=10,need=40"};
    all.insert(all.end(), further.begin(), further.end());
    return all;
  }
  Told in_welsh(std::vector<std::string> words) const {
    words.insert(words.begin(), {"--catalogue", POTENSIAL_ROOT "/catalogue", "--lang", "cy"});
    std::ostringstream out, err;
    const int status = app::run_command_line(words, out, err);
    return {status, joined_lines(out.str()), joined_lines(err.str())};
  }
};

TEST_F(Allocate, TellsWhatTheGuideSays) {
  const auto told = run(words());
  EXPECT_EQ(told.status, 0) << told.err;
  EXPECT_THAT(told.out, AllOf(HasSubstr("6600001 £28,004.34 +£6,704.34 £21,300.00 34"), HasSubstr("6600010 £40,180.51 −£15,359.49 £55,540.00 8")));
  EXPECT_THAT(told.out, HasSubstr("6600003 £240,000.00 × (50/100 × 430/3,600 + 10/100 × 1/10 + 40/100 × 120/691) £33,404.82 £33,404.82"));
  EXPECT_THAT(told.out, AllOf(HasSubstr("Money that reaches the neediest fifth, % 22.9 29.6"), HasSubstr("Their share of need, % 40.1")));
  EXPECT_THAT(told.out, AllOf(HasSubstr("Gain: 4. Lose: 6. Unchanged: 0. New: 0."), HasSubstr("The neediest fifth, by need for each learner: 6600001, 6600002.")));
}

TEST_F(Allocate, SpeaksWelsh) {
  const auto told = in_welsh(words({"--floor", "90"}));
  EXPECT_EQ(told.status, 0) << told.err;
  EXPECT_THAT(told.out, AllOf(HasSubstr("Yr hyn a gâi pob un"), HasSubstr("wrth y llawr"), HasSubstr("£240,000.00 i’r geiniog")));
}

// By hand: 90% of last year's £55,540.00, and no school below 90%.
TEST_F(Allocate, HoldsFloorsCapsAndDampingOfTheGuide) {
  EXPECT_THAT(run(words({"--floor", "90"})).out, HasSubstr("6600010 £49,986.00 −£5,554.00 £55,540.00 8 at the floor"));
  EXPECT_THAT(run(words({"--cap", "110"})).out, HasSubstr("6600001 £23,430.00 +£2,130.00 £21,300.00 34 at the cap"));
  EXPECT_THAT(run(words({"--damping", "0"})).out, HasSubstr("6600010 £55,540.00 £0.00 £55,540.00 8 damped"));
}

TEST_F(Allocate, RefusesInASentence) {
  const auto told = run(words({"--floor", "101"}));
  EXPECT_EQ(told.status, 1);
  EXPECT_THAT(told.err, HasSubstr("The floors come to £242,400.00, which is £2,400.00 more than the total of £240,000.00."));
  EXPECT_EQ(run({"method", "allocate", file()}).status, 2);
  EXPECT_THAT(run({"method", "allocate", (folder() / "none.csv").string(), "--total", "1"}).err, HasSubstr("cannot be read"));
}

}  // namespace allocate_cases
}  // namespace potensial::tests
