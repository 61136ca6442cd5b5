// Which learners the strategies of the invented nation take, read back from the files that were written.
#include "demonstration/strategies.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

#include <boost/json.hpp>
#include <gtest/gtest.h>
#include <unistd.h>

#include "demonstration/csv_lines.hpp"
#include "demonstration/synthesise.hpp"

namespace potensial::demonstration {
namespace strategy_files {

namespace fs = std::filesystem;
namespace json = boost::json;

std::string text_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// One authority without faults, made once.
class Made {
 public:
  explicit Made(bool strategies) : folder_(fs::temp_directory_path() / ("potensial-strategies-" + std::to_string(strategies) + std::to_string(::getpid()))) {
    fs::remove_all(folder_);
    const auto definitions = catalogue::Catalogue::load(fs::path(POTENSIAL_ROOT) / "catalogue").value();
    Request request{.authorities = 1, .learners = 6000, .years = 5, .seed = 3, .out = folder_};
    request.strategies = strategies;
    request.faults = false;
    EXPECT_TRUE(synthesise(definitions, request));
  }
  ~Made() { fs::remove_all(folder_), fs::remove(folder_.string() + ".truth.json"); }
  CsvLines file(const fs::path& path) const { return CsvLines(text_of(folder_ / path)); }
  json::value truth() const { return json::parse(text_of(folder_.string() + ".truth.json")); }
  const fs::path& folder() const { return folder_; }

 private:
  fs::path folder_;
};

const Made& with_strategies() {
  static const Made made(true);
  return made;
}

// "S13" of "S13-6802801-2009".
std::string strategy_of(const std::string& run) { return run.substr(0, run.find('-')); }
std::string year_of(const std::string& run) { return run.substr(run.rfind('-') + 1); }

std::set<std::string> with_the_grant(const std::string& year) {
  const auto rows = with_strategies().file("strategy/participation.csv");
  std::set<std::string> upns;
  for (std::size_t row = 0; row < rows.rows(); ++row) {
    const auto run = rows.cell(row, 0);
    if (year_of(run) == year && (strategy_of(run) == "S13" || strategy_of(run) == "S03")) upns.insert(rows.cell(row, 1));
  }
  return upns;
}

TEST(Strategies, MoveNoOtherFile) {
  const Made without(false);
  EXPECT_FALSE(fs::exists(without.folder() / "strategy"));
  std::size_t compared = 0;
  for (const auto& entry : fs::recursive_directory_iterator(without.folder())) {
    const auto path = fs::relative(entry.path(), without.folder());
    if (!entry.is_regular_file() || path == "manifest.csv") continue;
    ++compared;
    ASSERT_EQ(text_of(entry.path()), text_of(with_strategies().folder() / path)) << path;
  }
  EXPECT_GT(compared, 100u);
}

TEST(Strategies, EachLearnerStandsInARunOfTheSchoolOnce) {
  const auto runs = with_strategies().file("strategy/runs.csv"), rows = with_strategies().file("strategy/participation.csv");
  std::map<std::string, std::string> school_of;
  for (std::size_t row = 0; row < runs.rows(); ++row) EXPECT_TRUE(school_of.emplace(runs.cell(row, 0), runs.cell(row, 2)).second);
  std::set<std::pair<std::string, std::string>> seen;
  for (std::size_t row = 0; row < rows.rows(); ++row) {
    EXPECT_EQ(school_of.at(rows.cell(row, 0)), rows.cell(row, 2));
    EXPECT_TRUE(seen.emplace(rows.cell(row, 0), rows.cell(row, 1)).second) << rows.cell(row, 1);
    const double fidelity = std::stod(rows.cell(row, 4));
    EXPECT_TRUE(fidelity >= 0.4 && fidelity <= 1);
  }
  ASSERT_GT(seen.size(), 500u);
}

// The rule of the grant in plain words, at a census of the school up to that year; schools that send transfer files stand in no
// census of the authority.
TEST(Strategies, TheGrantIsRunAtSchoolsThatMetItsRule) {
  std::set<std::string> met, counted;
  for (int year = 2006; year <= 2009; ++year) {
    const auto census = with_strategies().file("census/" + std::to_string(year) + "/680.csv");
    std::map<std::string, std::pair<int, int>> schools;
    for (std::size_t row = 0; row < census.rows(); ++row) {
      const int group = std::atoi(census.cell(row, census.column("nc_year")).c_str());
      const auto status = census.cell(row, census.column("enrolment_status"));
      if (group < 1 || group > 11 || (status != "C" && status != "M")) continue;
      auto& [learners, entitled] = schools[census.cell(row, census.column("school"))];
      ++learners;
      entitled += census.cell(row, census.column("fsm_eligible")) == "Y";
    }
    for (const auto& [school, counts] : schools) {
      counted.insert(school);
      if (counts.first >= 50 && 5 * counts.second >= counts.first) met.insert(school);
    }
  }
  const auto runs = with_strategies().file("strategy/runs.csv");
  int judged = 0;
  for (std::size_t row = 0; row < runs.rows(); ++row) {
    if (runs.cell(row, 1) != "S13" || !counted.contains(runs.cell(row, 2))) continue;
    EXPECT_TRUE(met.contains(runs.cell(row, 2))) << runs.cell(row, 0);
    ++judged;
  }
  EXPECT_GT(judged, 5);
}

TEST(Strategies, ThoseWhoAreMissedAreEntitledAndHaveNothing) {
  const auto truth = with_strategies().truth();
  const json::object* missed = nullptr;
  for (const auto& each : truth.at("missed").as_array())
    if (each.at("id").as_string() == "M1") missed = &each.as_object();
  ASSERT_TRUE(missed);
  ASSERT_EQ(missed->at("year").as_int64(), 2009);
  ASSERT_GT(missed->at("n").as_int64(), 10);
  ASSERT_EQ(static_cast<std::size_t>(missed->at("n").as_int64()), missed->at("upns").as_array().size());
  const auto served = with_the_grant("2009");
  const auto census = with_strategies().file("census/2009/680.csv");
  std::map<std::string, std::string> entitled;
  for (std::size_t row = 0; row < census.rows(); ++row) entitled.emplace(census.cell(row, 0), census.cell(row, census.column("fsm_eligible")));
  int known = 0;
  for (const auto& each : missed->at("upns").as_array()) {
    const std::string upn(each.as_string());
    EXPECT_FALSE(served.contains(upn)) << upn;
    if (!entitled.contains(upn)) continue;
    EXPECT_EQ(entitled.at(upn), "Y") << upn;
    ++known;
  }
  EXPECT_GT(known, 10);
}

TEST(Strategies, TheSharesOfTheTruthAreThoseOfItsCounts) {
  const auto raise = with_strategies().truth().at("raise");
  const auto count = [&](const char* name) { return static_cast<double>(raise.at(name).as_int64()); };
  EXPECT_EQ(raise.at("year").as_int64(), 2009);
  EXPECT_DOUBLE_EQ(raise.at("coverage").as_double(), count("served_meeting") / count("meeting"));
  EXPECT_DOUBLE_EQ(raise.at("leakage").as_double(), (count("served") - count("served_meeting")) / count("served"));
  EXPECT_EQ(static_cast<std::size_t>(raise.at("served").as_int64()), with_the_grant("2009").size()) << "each learner once, whatever the number of runs";
  EXPECT_GT(raise.at("leakage").as_double(), 0.2) << "most schools choose by low attainment";
  EXPECT_GT(raise.at("outside").as_int64(), 0);
}

}  // namespace strategy_files
}  // namespace potensial::demonstration
