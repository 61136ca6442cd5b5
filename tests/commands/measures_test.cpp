// Outcomes other than attainment, from a file of dated measures to a finding, a school and a learner (DATA-06).
#include <gmock/gmock.h>

#include <fstream>
#include <map>

#include "base/csv.hpp"
#include "base/file.hpp"
#include "commands/command_line.hpp"

namespace potensial::tests {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

struct Child {
  std::string upn, school;
  bool boy = false;
};

// Everybody of year 6 in the newest census of an invented authority.
inline std::vector<Child> leavers_of_primary(const std::filesystem::path& census) {
  const auto text = read_file(census).value();
  CsvCells cells(text);
  std::map<std::string, std::size_t, std::less<>> column;
  cells.next();
  for (std::size_t i = 0; i < cells.cells().size(); ++i) column.emplace(cells.cells()[i], i);
  std::vector<Child> children;
  while (cells.next()) {
    const auto at = [&](std::string_view name) { return std::string(cells.cells()[column.find(name)->second]); };
    if (at("nc_year") == "6" && at("enrolment_status") == "C") children.push_back({at("upn"), at("school"), at("sex") == "M"});
  }
  return children;
}

// Scores from 20 to 39, the same for boys and girls but for 6 points that boys lack.
inline void write_measures(const std::vector<Child>& children, const std::filesystem::path& file) {
  std::ofstream out(file);
  out << "upn,school,date,measure,value,destination\n";
  int n = 0;
  for (const auto& each : children) {
    const int score = 20 + (++n * 7) % 20 - (each.boy ? 6 : 0);
    out << each.upn << ',' << each.school << ",2009-11-20,wellbeing," << score - 1 << ",\n";
    out << each.upn << ',' << each.school << ",2010-05-20,wellbeing," << score + 1 << ",\n";
  }
  out << children.front().upn << ',' << children.front().school << ",2010-05-20,welbeing,30,\n";
}

class Measures : public CommandLine {
 protected:
  void SetUp() override {
    const auto files = folder() / "files";
    ASSERT_EQ(run({"synthesise", "--authorities", "1", "--learners", "12000", "--years", "2", "--seed", "3", "--out", files.string()}).status, 0);
    for (const auto* part : {"organisations", "census", "assessment", "attendance", "exclusion"}) run({"import", (files / part).string()});
    children = leavers_of_primary(files / "census/2010/680.csv");
    std::filesystem::create_directories(files / "measures");
    write_measures(children, files / "measures/680.csv");
    imported = run({"import", (files / "measures").string()});
  }

  std::vector<Child> children;
  Told imported;
};

TEST_F(Measures, OfAnyKindAreSearchedJudgedAndShown) {
  ASSERT_GT(children.size(), 300u);
  EXPECT_THAT(imported.out, AllOf(HasSubstr("+ 1 rejected"), HasSubstr("welbeing"))) << "a measure that nobody defined is not loaded";

  const auto found = run({"find", "--indicator", "wellbeing"});
  EXPECT_THAT(found.out, AllOf(HasSubstr("Wellbeing, as the learner scores it, Key Stage 2"), HasSubstr("One group falls short"), HasSubstr("boys")));
  const auto page = run({"groups", "680-ks2-wellbeing"});
  EXPECT_THAT(page.out, HasSubstr("boys")) << page.err;
  const auto finding = run({"finding", "2010-0001"});
  EXPECT_THAT(finding.out, AllOf(HasSubstr("Wellbeing"), HasSubstr("boys"))) << finding.err;

  EXPECT_THAT(run({"authority", "680"}).out, HasSubstr("Wellbeing, as the learner scores it, Key Stage 2"));

  const auto excluded = run({"find", "--indicator", "not-excluded", "--forget"});
  EXPECT_THAT(excluded.out, AllOf(HasSubstr("Not excluded in the year, Key Stage 2"), Not(HasSubstr("expected level")))) << excluded.err;

  const auto school = run({"school", children.front().school, "--indicator", "attendance"});
  EXPECT_THAT(school.out, AllOf(HasSubstr("Attendance, Key Stage 2"), HasSubstr("their own earlier standard"))) << school.err;
  EXPECT_THAT(run({"describe", "gaps", "--indicator", "ks2-not-excluded"}).out, HasSubstr("Not excluded in the year")) << "and described";
  EXPECT_THAT(run({"describe", "definition", "--indicator", "ks2-attendance"}).out, HasSubstr("half-day sessions attended"));
  EXPECT_THAT(run({"school", children.front().school, "--indicator", "ks9-magic"}).err, HasSubstr("ks9-magic"));
}

}  // namespace potensial::tests
