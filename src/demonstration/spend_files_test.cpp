#include "demonstration/spend_files.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <set>

#include <unistd.h>

#include "base/csv.hpp"
#include "base/file.hpp"
#include "demonstration/synthesise.hpp"

namespace potensial::demonstration {
namespace spend_files_cases {

namespace fs = std::filesystem;

std::int64_t hundredths(const std::string& text) { return std::llround(std::strtod(text.c_str(), nullptr) * 100); }

using Table = std::vector<std::vector<std::string>>;

Table table_of(const fs::path& file) {
  const auto text = read_file(file).value();
  CsvCells cells(text);
  Table rows;
  cells.next();
  while (cells.next()) rows.emplace_back(cells.cells().begin(), cells.cells().end());
  return rows;
}

struct Cost {
  std::string kind, line;
  std::int64_t points = 0, pence = 0;
  std::size_t sources = 0;
};

// The files of 22 small authorities in one financial year.
struct Files {
  std::map<std::string, Cost> costs;
  std::map<std::string, std::string> qualities;          // of the last version of each plan, by its grades
  std::map<std::string, std::int64_t> planned, activities;
  std::size_t unlinked = 0, lines = 0;

  std::size_t count(const char* kind) const {
    return static_cast<std::size_t>(std::ranges::count_if(costs, [&](const auto& each) { return each.second.kind == kind; }));
  }
};

void read_spend(const Table& spend, Files& files) {
  for (const auto& row : spend) {
    auto& cost = files.costs[row[0]];
    cost.kind = row[4];
    cost.line = row[1];
    cost.points += hundredths(row[8]);
    cost.pence += hundredths(row[9]);
    ++cost.sources;
  }
}

void read_plans(const Table& plans, const Table& lines, Files& files) {
  std::map<std::string, std::string> last;
  for (const auto& row : plans) {
    last[row[0]] = row[1];
    files.qualities[row[0]] = row[12];
    files.planned[row[0]] = hundredths(row[7]);
  }
  for (const auto& row : lines) {
    if (last[row[0]] != row[1]) continue;
    files.activities[row[0]] += hundredths(row[11]);
    ++files.lines;
    files.unlinked += row[4].empty();
  }
}

const Files& files() {
  static const auto read = [] {
    const auto folder = fs::temp_directory_path() / ("potensial-spend-" + std::to_string(::getpid()));
    fs::remove_all(folder);
    const auto definitions = catalogue::Catalogue::load(fs::path(POTENSIAL_ROOT) / "catalogue").value();
    EXPECT_TRUE(synthesise(definitions, {.authorities = 22, .learners = 46600, .years = 2, .seed = 3, .out = folder, .truth = {}}));
    const auto table = [&](const char* name) { return table_of(folder / "money" / name); };
    Files all;
    read_spend(table("spend.csv"), all);
    read_plans(table("plans.csv"), table("plan_lines.csv"), all);
    fs::remove_all(folder);
    fs::remove(folder.string() + ".truth.json");
    return all;
  }();
  return read;
}

TEST(SpendFiles, SharesOfACostAddUpToAHundredPerCent) {
  std::set<std::string> of_several;
  for (const auto& [id, cost] : files().costs) {
    EXPECT_EQ(cost.points, 10000) << id;
    if (cost.sources > 1) of_several.insert(cost.line);
  }
  EXPECT_EQ(of_several.size(), 14u) << "140 of the nation, a tenth of it";
}

// 1.2% of payments are taken back, each entered anew.
TEST(SpendFiles, PaymentsAreTakenBackAsOftenAsAsked) {
  const double payments = double(files().count("actual")), back = double(files().count("reversal"));
  EXPECT_GT(payments, 1500);
  EXPECT_NEAR(back / payments, 0.012, 0.008);
}

TEST(PlanFiles, ActivitiesAddUpToThePlan) {
  EXPECT_EQ(files().activities, files().planned);
  EXPECT_GT(files().planned.size(), 150u);
}

// A fifth are good and a fifth poor, as the grade of their review tells.
TEST(PlanFiles, QualitiesAndLinksAreAsManyAsAsked) {
  std::map<std::string, double> shares;
  for (const auto& [plan, grade] : files().qualities) shares[grade] += 1.0 / double(files().qualities.size());
  EXPECT_NEAR(shares["exceeds"], 0.2, 0.09);
  EXPECT_NEAR(shares["meets"], 0.6, 0.11);
  EXPECT_NEAR(shares["partly"], 0.2, 0.09);
  EXPECT_NEAR(double(files().unlinked) / double(files().lines), 0.11, 0.04);
}

}  // namespace spend_files_cases
}  // namespace potensial::demonstration
