// Two records of one child, from the offer to the merge and back (DATA-03).
#include <gmock/gmock.h>

#include <fstream>
#include <regex>

#include "commands/command_line.hpp"

namespace potensial::tests {

using testing::HasSubstr;
using testing::Not;

class Records : public CommandLine {
 protected:
  // One child under two pupil numbers, in two schools' censuses.
  void SetUp() override {
    for (const auto& [year, school, upn] : {std::tuple{"2009", "6802801", "A680280104526"}, std::tuple{"2010", "6802802", "A680280103525"}}) {
      const auto file = folder() / "census" / year / "680.csv";
      std::filesystem::create_directories(file.parent_path());
      std::ofstream(file) << "upn,surname,forename,dob,sex,school,enrolment_status,nc_year\n"
                          << upn << ",Prys,Anna,1999-01-08,F," << school << ",C,5\n";
    }
    imported = run({"import", (folder() / "census").string()});
  }

  std::string record(const std::string& text, std::ptrdiff_t which) const {
    static const std::regex id("[0-9a-hjkmnp-tv-z]{13}");
    auto found = std::sregex_iterator(text.begin(), text.end(), id);
    std::advance(found, which);
    return found->str();
  }

  Told imported;
};

TEST_F(Records, AreOfferedMergedAndTakenApartAgain) {
  const auto offered = run({"records"});
  ASSERT_THAT(offered.out, HasSubstr("One pair of records")) << imported.out << imported.err << offered.err;
  const auto first = record(offered.out, 0), second = record(offered.out, 1);

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
  const auto first = record(offered.out, 0), second = record(offered.out, 1);
  run({"records", "merge", first, second, "--reason", "one child"});
  const auto wrong = run({"records", "split", second, "--upn", "Z999999999999", "--reason", "two children"});
  EXPECT_THAT(wrong.err, HasSubstr("Z999999999999"));
  const auto upn = offered.out.find(second + " A680280103525") != std::string::npos ? "A680280103525" : "A680280104526";
  const auto split = run({"records", "split", second, "--upn", upn, "--reason", "two children"});
  EXPECT_THAT(split.out, HasSubstr("The new record is learner ")) << split.err << offered.out;
}

}  // namespace potensial::tests
