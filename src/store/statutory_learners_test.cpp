#include "store/statutory_learners.hpp"

#include <filesystem>

#include <gtest/gtest.h>
#include <unistd.h>

namespace potensial::store {

// Learner 1 entitled and in care, 2 neither, 3 entitlement not recorded, 4 in Reception, 5 a guest at a whose main school is b.
TEST(StatutoryLearners, EachStandsOnceAtTheMainSchoolWithWhatHoldsOfThem) {
  const auto folder = std::filesystem::temp_directory_path() / ("potensial-statutory-" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder);
  auto facts = DuckdbConnection::on_folders(std::vector{folder}, 1);
  auto expressions = DuckdbExpressions::open();
  ASSERT_TRUE(facts && expressions);
  const auto file = (folder / "census.parquet").string();
  ASSERT_TRUE(facts->run(
      "COPY (SELECT * FROM (VALUES (1::BIGINT, 2008::BIGINT, 1::BIGINT, 1::BIGINT, 'a', '6', 'C', true, true), (2, 2008, 1, 2, 'a', '6', 'C', false, false),"
      "(3, 2008, 1, 3, 'a', '11', 'C', NULL, false), (4, 2008, 1, 4, 'a', 'R', 'C', true, false), (5, 2008, 1, 5, 'a', '5', 'S', true, false),"
      "(5, 2008, 1, 6, 'b', '5', 'M', true, false))"
      " t(learner, year, load, \"row\", school, nc_year, enrolment_status, fsm_eligible, looked_after)) TO '" + file + "' (FORMAT parquet)"));
  CohortDefinitions definitions;
  const auto yes_no = [](const char* id, const char* column) {
    return Characteristic{id, 1, {}, std::string("case when ") + column + " then 'yes' when " + column + " is not null then 'no' end", {{"yes", {}}, {"no", {}}}, "no", true, false, {}};
  };
  definitions.characteristics = {yes_no("fsm", "fsm_eligible"), yes_no("looked-after", "looked_after")};
  CurrentFacts census;
  census.files = {file};
  census.loads = {1};
  const std::string ids[] = {"fsm", "looked-after"};
  const auto read = statutory_learners(*facts, *expressions, census, {}, definitions, ids, {2008});
  ASSERT_TRUE(read) << read.error().arguments.front().second;
  ASSERT_EQ(read->schools, (std::vector<std::string>{"a", "b"}));
  const auto at_a = read->of_school("a");
  ASSERT_EQ(at_a.size(), 3u);
  EXPECT_TRUE(at_a[0].is_at_first(0) && at_a[0].is_at_first(1));
  EXPECT_TRUE(at_a[1].is_recorded(0) && at_a[1].is_recorded(1));
  EXPECT_FALSE(at_a[1].is_at_first(0) || at_a[1].is_at_first(1));
  EXPECT_FALSE(at_a[2].is_recorded(0)) << "not recorded is not no";
  EXPECT_EQ(at_a[2].year_group, 11);
  ASSERT_EQ(read->of_school("b").size(), 1u);
  EXPECT_EQ(read->of_school("b")[0].learner, LearnerId(5));
  EXPECT_TRUE(read->of_school("c").empty());
  EXPECT_TRUE(statutory_learners(*facts, *expressions, census, {}, definitions, ids, {2009})->learners.empty()) << "no census of that year";
  std::filesystem::remove_all(folder);
}

}  // namespace potensial::store
