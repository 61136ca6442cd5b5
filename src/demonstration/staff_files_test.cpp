#include "demonstration/staff_files.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <map>

#include <unistd.h>

#include "base/file.hpp"
#include "demonstration/csv_lines.hpp"
#include "demonstration/synthesise.hpp"

namespace potensial::demonstration {
namespace staff_files_cases {

namespace fs = std::filesystem;

struct OfSchool {
  std::string phase;
  double parts = 0;   // of full time
  int teachers = 0, heads = 0;
  std::map<std::string, std::string> holders;   // by post
};

struct Returns {
  std::map<std::string, OfSchool> before, now;  // 2009 and 2010, by school
  std::map<std::string, int> learners;          // in the census of 2010; schools in transfer files are not in it
};

std::map<std::string, OfSchool> read_staff(const fs::path& file) {
  const CsvLines rows(read_file(file).value());
  std::map<std::string, OfSchool> schools;
  for (std::size_t row = 0; row < rows.rows(); ++row) {
    auto& school = schools[rows.cell(row, 1)];
    school.phase = rows.cell(row, 2);
    school.parts += std::strtod(rows.cell(row, 5).c_str(), nullptr);
    ++school.teachers;
    school.heads += rows.cell(row, 3) == "head";
    const auto id = rows.cell(row, 0);
    school.holders[id.substr(0, 11)] = id;   // "6802801-007" of "6802801-007-2006"
  }
  return schools;
}

const Returns& returns() {
  static const auto read = [] {
    const auto folder = fs::temp_directory_path() / ("potensial-staff-" + std::to_string(::getpid()));
    fs::remove_all(folder);
    const auto definitions = catalogue::Catalogue::load(fs::path(POTENSIAL_ROOT) / "catalogue").value();
    EXPECT_TRUE(synthesise(definitions, {.authorities = 1, .learners = 21000, .years = 2, .seed = 3, .out = folder, .truth = {}, .faults = false}));
    Returns all{read_staff(folder / "staff/2009/680.csv"), read_staff(folder / "staff/2010/680.csv"), {}};
    const CsvLines census(read_file(folder / "census/2010/680.csv").value());
    const auto school = census.column("school");
    for (std::size_t row = 0; row < census.rows(); ++row) ++all.learners[census.cell(row, school)];
    fs::remove_all(folder);
    fs::remove(folder.string() + ".truth.json");
    return all;
  }();
  return read;
}

// 20.5 learners for a teacher in primary schools, 16.6 in secondary schools, two teachers at least; a few learners of the census
// are there as guests.
TEST(StaffFiles, SchoolsHaveAsManyTeachersAsTheirLearnersAskFor) {
  int compared = 0;
  for (const auto& [number, learners] : returns().learners) {
    const auto& school = returns().now.at(number);
    if (school.phase != "primary" && school.phase != "secondary") continue;
    const double wanted = std::max(2.0, learners / (school.phase == "primary" ? 20.5 : 16.6));
    EXPECT_NEAR(school.parts, wanted, 0.06 + 0.03 * wanted) << number;
    ++compared;
  }
  EXPECT_GT(compared, 40);
}

TEST(StaffFiles, EverySchoolHasOneHead) {
  for (const auto& [number, school] : returns().now) EXPECT_EQ(school.heads, 1) << number;
}

// About 25,800 teachers make 24,900 in full time.
TEST(StaffFiles, SomeTeachersWorkPartTime) {
  double parts = 0;
  int teachers = 0;
  for (const auto& [number, school] : returns().now) parts += school.parts, teachers += school.teachers;
  EXPECT_NEAR(teachers / parts, 25800.0 / 24900.0, 0.015);
}

TEST(StaffFiles, AboutEightPostsOfAHundredChangeHandsInAYear) {
  int kept = 0, changed = 0;
  for (const auto& [number, school] : returns().now) {
    const auto before = returns().before.find(number);
    if (before == returns().before.end()) continue;
    for (const auto& [post, holder] : school.holders)
      if (const auto held = before->second.holders.find(post); held != before->second.holders.end()) ++(held->second == holder ? kept : changed);
  }
  ASSERT_GT(kept, 800);
  EXPECT_NEAR(double(changed) / (kept + changed), 0.08, 0.025);
}

}  // namespace staff_files_cases
}  // namespace potensial::demonstration
