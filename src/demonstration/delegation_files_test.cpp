#include "demonstration/delegation_files.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <map>

#include <unistd.h>

#include "base/file.hpp"
#include "demonstration/csv_lines.hpp"
#include "demonstration/synthesise.hpp"

namespace potensial::demonstration {
namespace delegation_files_cases {

namespace fs = std::filesystem;

struct Paid {
  double learners = 0, entitled = 0, pence = 0;

  double share() const { return entitled / learners; }
  double for_each() const { return pence / learners; }
};

struct OfAuthority {
  std::vector<Paid> schools;
  std::int64_t delegated = 0, kept = 0;
};

std::int64_t pence_in(const std::string& pounds) { return std::llround(std::strtod(pounds.c_str(), nullptr) * 100); }

// The file of 22 small authorities in their last financial year, by authority.
const std::map<std::string, OfAuthority>& nation() {
  static const auto read = [] {
    const auto folder = fs::temp_directory_path() / ("potensial-delegation-" + std::to_string(::getpid()));
    fs::remove_all(folder);
    const auto definitions = catalogue::Catalogue::load(fs::path(POTENSIAL_ROOT) / "catalogue").value();
    EXPECT_TRUE(synthesise(definitions, {.authorities = 22, .learners = 46600, .years = 2, .seed = 3, .out = folder, .truth = {}}));
    const CsvLines file(read_file(folder / "money/delegation.csv").value());
    std::map<std::string, OfAuthority> all;
    for (std::size_t row = 0; row < file.rows(); ++row) {
      EXPECT_EQ(file.cell(row, 1), "2009-10");
      auto& authority = all[file.cell(row, 2)];
      const auto pence = pence_in(file.cell(row, 7));
      (file.cell(row, 3).empty() ? authority.kept : authority.delegated) += pence;
      if (!file.cell(row, 3).empty())
        authority.schools.push_back({std::strtod(file.cell(row, 4).c_str(), nullptr), std::strtod(file.cell(row, 5).c_str(), nullptr), double(pence)});
    }
    fs::remove_all(folder);
    fs::remove(folder.string() + ".truth.json");
    return all;
  }();
  return read;
}

// Of two schools of an authority, how much more for each learner the one with more free meals gets, as a factor.
double factor(const std::string& authority) {
  auto schools = nation().at(authority).schools;
  const auto [least, most] = std::ranges::minmax(schools, {}, &Paid::share);
  return std::log(most.for_each() / least.for_each()) / (most.share() - least.share());
}

// A tenth of the learners, so a tenth of £39.6 million.
TEST(DelegationFiles, AddUpToTheFundToThePenny) {
  ASSERT_EQ(nation().size(), 22u);
  std::int64_t all = 0;
  for (const auto& [id, authority] : nation()) all += authority.delegated + authority.kept;
  EXPECT_EQ(all, 396000000);
}

TEST(DelegationFiles, DelegateTheShareOfTheAuthority) {
  const auto share = [](const std::string& id) { return double(nation().at(id).delegated) / double(nation().at(id).delegated + nation().at(id).kept); };
  EXPECT_NEAR(share("676"), 0.35, 1e-6);
  EXPECT_NEAR(share("681"), 0.96, 1e-6);
  EXPECT_NEAR(share("680"), 0.85, 1e-6);
}

// The formulas themselves: exp(2 x), exp(-1.2 x), and the same for every learner.
TEST(DelegationFiles, FollowTheirFormulas) {
  for (const char* id : {"664", "669", "670", "672", "674", "680"}) EXPECT_NEAR(factor(id), 2, 0.01) << id;
  for (const char* id : {"662", "663", "671", "675", "677", "681"}) EXPECT_NEAR(factor(id), -1.2, 0.01) << id;
  for (const char* id : {"665", "668", "673", "676", "678"})
    for (const auto& each : nation().at(id).schools) EXPECT_NEAR(each.pence, each.learners * nation().at(id).schools.front().for_each(), 1 + each.learners) << id;
}

// 30% in equal parts: what is paid is a line over learners that begins at 0.3 / schools of the sum.
TEST(DelegationFiles, ALumpSumIsTheSameForEverySchool) {
  for (const char* id : {"660", "661", "666", "667", "679"}) {
    const auto& authority = nation().at(id);
    double learners = 0;
    for (const auto& each : authority.schools) learners += each.learners;
    for (const auto& each : authority.schools) {
      const auto expected = double(authority.delegated) * (0.3 / double(authority.schools.size()) + 0.7 * each.learners / learners);
      EXPECT_NEAR(each.pence, expected, 1) << id;
    }
  }
}

}  // namespace delegation_files_cases
}  // namespace potensial::demonstration
