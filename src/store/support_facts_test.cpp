#include "store/support_facts.hpp"

#include <filesystem>

#include <gtest/gtest.h>
#include <unistd.h>

namespace potensial::store {
namespace support_example {

class Files {
 public:
  Files() : folder_(std::filesystem::temp_directory_path() / ("potensial-support-facts-" + std::to_string(::getpid()))) {
    std::filesystem::create_directories(folder_);
  }
  ~Files() { std::filesystem::remove_all(folder_); }
  DuckdbConnection connection() const { return std::move(*DuckdbConnection::on_folders(std::vector{folder_}, 1)); }
  CurrentFacts write(DuckdbConnection& facts, const std::string& name, const std::string& columns, const std::string& rows) const {
    const auto file = (folder_ / (name + ".parquet")).string();
    EXPECT_TRUE(facts.run("COPY (SELECT * FROM (VALUES " + rows + ") t(" + columns + ")) TO '" + file + "' (FORMAT parquet)"));
    CurrentFacts current;
    current.files = {file};
    current.loads = {1};
    return current;
  }

 private:
  std::filesystem::path folder_;
};

// 2008/09 is from 1 September 2008 to 31 August 2009.
TEST(SupportFacts, ASpellHoldsInEveryYearThatItTouches) {
  const Files files;
  auto facts = files.connection();
  const auto support = files.write(
      facts, "support", "learner, year, load, \"row\", school, run, \"from\", \"to\", sessions, mode",
      "(7::BIGINT, 2009::BIGINT, 1::BIGINT, 1::BIGINT, 'a', 'r1', DATE '2008-10-01', DATE '2009-03-31', 41::BIGINT, 'in-class'),"
      "(3, 2008, 1, 2, 'a', 'r2', DATE '2008-01-10', NULL, NULL, NULL),"
      "(4, 2008, 1, 3, 'a', 'r2', DATE '2008-01-10', DATE '2008-08-31', 9, 'in-class'),"
      "(5, 2008, 1, 4, 'b', 'r3', DATE '2008-01-10', DATE '2008-09-01', 9, 'in-class'),"
      "(6, 2010, 1, 5, 'b', 'r3', DATE '2009-09-01', NULL, 9, 'in-class')");
  const auto spells = support_in(facts, support, {}, {2009});
  ASSERT_TRUE(spells) << spells.error().code;
  ASSERT_EQ(spells->size(), 3u) << "learner 4 had it until the last day of the year before, learner 6 a year later";
  EXPECT_EQ(spells->at(0).learner, LearnerId(3)) << "it goes on";
  EXPECT_FALSE(spells->at(0).to || spells->at(0).sessions);
  EXPECT_EQ(spells->at(1).learner, LearnerId(5)) << "its last day is the first of the year";
  EXPECT_EQ(spells->at(2).learner, LearnerId(7));
  EXPECT_EQ(spells->at(2).sessions, 41);
  EXPECT_EQ(spells->at(2).to, Date(2009, 3, 31));
}

TEST(SupportFacts, RunsAndStrategiesAreKnownByTheirIds) {
  const Files files;
  auto facts = files.connection();
  const auto runs = files.write(facts, "runs", "learner, year, load, \"row\", run, strategy, school, fund, \"from\", \"to\", mode",
                                "(NULL::BIGINT, 2009::BIGINT, 1::BIGINT, 1::BIGINT, 'r1', 'S13', 'a', 'raise', DATE '2008-10-01', DATE '2009-03-31', 'small-group'),"
                                "(NULL, 2009, 1, 2, 'r2', 'S01', 'b', NULL, DATE '2008-10-01', NULL, NULL)");
  const auto strategies = files.write(facts, "strategies", "learner, year, load, \"row\", strategy, name_en, name_cy",
                                      "(NULL::BIGINT, 2010::BIGINT, 1::BIGINT, 1::BIGINT, 'S13', 'Groups', 'Grwpiau')");
  const auto read = strategy_runs(facts, runs, strategies);
  ASSERT_TRUE(read) << read.error().code;
  ASSERT_TRUE(read->find("r1") && read->find("r2"));
  EXPECT_EQ(read->find("r1")->fund, "raise");
  EXPECT_EQ(read->find("r2")->fund, "") << "of no fund of the catalogue";
  EXPECT_EQ(read->names.at("S13").cy, "Grwpiau");
  EXPECT_EQ(read->find("r3"), nullptr);
}

TEST(SupportFacts, WithoutRegistersThereIsNothing) {
  const Files files;
  auto facts = files.connection();
  EXPECT_TRUE(support_in(facts, {}, {}, {2009})->empty());
  EXPECT_TRUE(strategy_runs(facts, {}, {})->runs.empty());
}

}  // namespace support_example
}  // namespace potensial::store
