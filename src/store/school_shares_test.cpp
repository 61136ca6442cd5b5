#include "store/school_shares.hpp"

#include <cmath>
#include <filesystem>

#include <gtest/gtest.h>
#include <unistd.h>

namespace potensial::store {

TEST(SchoolShares, CountsStatutoryAgeLearnersOnceAndLeavesOutTheUnrecorded) {
  const auto folder = std::filesystem::temp_directory_path() / ("potensial-school-shares-" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder);
  auto facts = DuckdbConnection::on_folders(std::vector{folder}, 1);
  auto expressions = DuckdbExpressions::open();
  ASSERT_TRUE(facts && expressions);
  const auto file = (folder / "census.parquet").string();
  ASSERT_TRUE(facts->run(
      "COPY (SELECT * FROM (VALUES (1::BIGINT, 2008::BIGINT, 1::BIGINT, 1::BIGINT, 'a', '6', 'C', true, 'W1'),"
      "(2, 2008, 1, 2, 'a', '6', 'C', false, 'W2'), (3, 2008, 1, 3, 'a', '7', 'C', NULL, NULL), (4, 2008, 1, 4, 'a', 'R', 'C', true, 'W1'),"
      "(5, 2008, 1, 5, 'a', '5', 'S', true, 'W1'), (5, 2008, 1, 6, 'b', '5', 'M', true, 'W1'))"
      " t(learner, year, load, \"row\", school, nc_year, enrolment_status, fsm_eligible, small_area)) TO '" + file + "' (FORMAT parquet)"));
  CohortDefinitions definitions;
  definitions.characteristics = {
      {"fsm", 1, {}, "case when fsm_eligible then 'yes' when fsm_eligible is not null then 'no' end", {{"yes", {}}, {"no", {}}}, "no", true, false, {}},
      {"area-deprivation", 1, {}, "case when area_decile <= 2 then 'most' when area_decile <= 10 then 'other' end", {{"most", {}}, {"other", {}}}, "", false, false, {}}};
  definitions.area_decile = {{"W1", 1}, {"W2", 6}};
  CurrentFacts census;
  census.files = {file};
  census.loads = {1};
  const std::string ids[] = {"fsm", "area-deprivation"};
  const auto shares = school_shares(*facts, *expressions, census, {}, definitions, ids, {2008}, {2008});
  ASSERT_TRUE(shares) << shares.error().arguments.front().second;
  ASSERT_EQ(shares->size(), 2u);
  EXPECT_EQ(shares->at(0).school, "a");
  EXPECT_EQ(shares->at(0).learners, 3) << "not the reception learner, and learner 5 only at b";
  EXPECT_DOUBLE_EQ(shares->at(0).share[0], 0.5) << "the unrecorded learner is not counted as no";
  EXPECT_DOUBLE_EQ(shares->at(0).share[1], 0.5);
  EXPECT_EQ(shares->at(1).learners, 1);
  const auto learners = learner_shares(*facts, *expressions, census, {}, definitions, {"fsm", "a", {2008}, {2008}});
  ASSERT_TRUE(learners);
  ASSERT_EQ(learners->size(), 3u) << "those who are counted in the share";
  EXPECT_TRUE(learners->at(0).recorded && learners->at(0).at_first);
  EXPECT_TRUE(learners->at(1).recorded && !learners->at(1).at_first);
  EXPECT_FALSE(learners->at(2).recorded || learners->at(2).at_first);
  EXPECT_EQ(learner_shares(*facts, *expressions, census, {}, definitions, {"area-deprivation", "b", {2008}, {2008}})->size(), 1u);
  const std::string unknown[] = {"height"};
  EXPECT_EQ(school_shares(*facts, *expressions, census, {}, definitions, unknown, {2008}, {2008}).error().code, "cohort.unknown-characteristic");
  std::filesystem::remove_all(folder);
}

}  // namespace potensial::store
