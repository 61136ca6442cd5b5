#include "store/staff_facts.hpp"

#include <filesystem>

#include <gtest/gtest.h>
#include <unistd.h>

namespace potensial::store {
namespace staff_facts_cases {

class StaffFacts : public testing::Test {
 protected:
  StaffFacts() : folder_(std::filesystem::temp_directory_path() / ("potensial-staff-facts-" + std::to_string(::getpid()))) { std::filesystem::create_directories(folder_); }
  ~StaffFacts() override { std::filesystem::remove_all(folder_); }

  DuckdbConnection connection() const { return std::move(*DuckdbConnection::on_folders(std::vector{folder_}, 1)); }
  CurrentFacts written(DuckdbConnection& facts, const std::string& rows) const {
    const auto file = (folder_ / "staff.parquet").string();
    EXPECT_TRUE(facts.run("COPY (SELECT * FROM (VALUES " + rows + ") t(learner, year, load, \"row\", school, staff_id, fte)) TO '" + file + "' (FORMAT parquet)"));
    CurrentFacts current;
    current.files = {file};
    current.loads = {1};
    return current;
  }

 private:
  std::filesystem::path folder_;
};

// Of 2010: b has 1 + 0.6 + 0.07, a has 0.29; of 0.29 a hundredth must not be lost where a hundred times it is 28.999…
TEST_F(StaffFacts, PartsOfFullTimeAddUpInHundredths) {
  auto facts = connection();
  const auto staff = written(facts, "(NULL::BIGINT, 2010::BIGINT, 1::BIGINT, 1::BIGINT, 'b', 't1', 1.0::DOUBLE), (NULL, 2010, 1, 2, 'b', 't2', 0.6), (NULL, 2010, 1, 3, 'b', 't3', 0.07),"
                                    "(NULL, 2010, 1, 4, 'a', 't4', 0.29), (NULL, 2009, 1, 5, 'a', 't5', 1.0), (NULL, 2010, 1, 6, 'c', 't6', NULL)");
  const auto found = school_staff(facts, staff, {2010});
  ASSERT_TRUE(found) << found.error().code;
  EXPECT_EQ(*found, (std::vector<SchoolStaff>{{"a", 1, 29}, {"b", 3, 167}}));
}

TEST_F(StaffFacts, ATeacherToldOfTwiceIsOneAndOneOfTwoSchoolsIsAtBoth) {
  auto facts = connection();
  const auto staff = written(facts, "(NULL::BIGINT, 2010::BIGINT, 1::BIGINT, 1::BIGINT, 'a', 't1', 0.5::DOUBLE), (NULL, 2010, 1, 2, 'a', 't1', 0.5), (NULL, 2010, 1, 3, 'b', 't1', 0.4)");
  const auto found = school_staff(facts, staff, {2010});
  ASSERT_TRUE(found) << found.error().code;
  EXPECT_EQ(*found, (std::vector<SchoolStaff>{{"a", 1, 50}, {"b", 1, 40}}));
}

TEST_F(StaffFacts, WithoutAReturnThereIsNobody) {
  auto facts = connection();
  EXPECT_TRUE(school_staff(facts, {}, {2010})->empty());
}

}  // namespace staff_facts_cases
}  // namespace potensial::store
