#include "demonstration/adviser_files.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <map>
#include <set>

#include <unistd.h>

#include "base/file.hpp"
#include "demonstration/csv_lines.hpp"
#include "demonstration/synthesise.hpp"

namespace potensial::demonstration {
namespace adviser_files_cases {

namespace fs = std::filesystem;

struct Visits {
  std::map<std::string, double> days;   // of 2010, by school
  std::set<std::string> ids;
  std::size_t rows = 0, of_other_years = 0, at_weekends = 0;
};

bool is_at_weekend(Date day) { return std::chrono::weekday(std::chrono::sys_days(day.parts())).iso_encoding() > 5; }

const Visits& visits() {
  static const auto read = [] {
    const auto folder = fs::temp_directory_path() / ("potensial-advisers-" + std::to_string(::getpid()));
    fs::remove_all(folder);
    const auto definitions = catalogue::Catalogue::load(fs::path(POTENSIAL_ROOT) / "catalogue").value();
    EXPECT_TRUE(synthesise(definitions, {.authorities = 1, .learners = 21000, .years = 1, .seed = 3, .out = folder, .truth = {}, .faults = false}));
    const CsvLines rows(read_file(folder / "advisers/2010/680.csv").value());
    Visits all{.rows = rows.rows()};
    for (std::size_t row = 0; row < rows.rows(); ++row) {
      const auto day = Date::parse(rows.cell(row, 2)).value();
      all.ids.insert(rows.cell(row, 0));
      all.days[rows.cell(row, 1)] += std::strtod(rows.cell(row, 3).c_str(), nullptr);
      all.of_other_years += day < Date(2009, 9, 1) || Date(2010, 8, 31) < day;
      all.at_weekends += is_at_weekend(day);
    }
    fs::remove_all(folder);
    fs::remove(folder.string() + ".truth.json");
    return all;
  }();
  return read;
}

TEST(AdviserFiles, EveryVisitHasItsNumberAndFallsOnAWeekdayOfItsSchoolYear) {
  ASSERT_GT(visits().rows, 200u);
  EXPECT_EQ(visits().ids.size(), visits().rows);
  EXPECT_EQ(visits().of_other_years, 0u);
  EXPECT_EQ(visits().at_weekends, 0u);
}

// Lengths of 0.25, twice 0.50, twice 1 and 1.50 days, each as often: 4.75 / 6 days a visit.
TEST(AdviserFiles, AVisitTakesFourFifthsOfADayInTheMean) {
  double days = 0;
  for (const auto& [school, each] : visits().days) days += each;
  EXPECT_NEAR(days / double(visits().rows), 4.75 / 6, 0.06);
}

}  // namespace adviser_files_cases
}  // namespace potensial::demonstration
