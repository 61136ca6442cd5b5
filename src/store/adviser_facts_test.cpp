#include "store/adviser_facts.hpp"

#include <filesystem>

#include <gtest/gtest.h>
#include <unistd.h>

namespace potensial::store {
namespace adviser_facts_cases {

class AdviserFacts : public testing::Test {
 protected:
  AdviserFacts() : folder_(std::filesystem::temp_directory_path() / ("potensial-adviser-facts-" + std::to_string(::getpid()))) { std::filesystem::create_directories(folder_); }
  ~AdviserFacts() override { std::filesystem::remove_all(folder_); }

  Result<std::vector<AdviserDays>> days_of(const std::string& rows, AcademicYear year) const {
    auto facts = std::move(*DuckdbConnection::on_folders(std::vector{folder_}, 1));
    const auto file = (folder_ / "visits.parquet").string();
    EXPECT_TRUE(facts.run("COPY (SELECT * FROM (VALUES " + rows + ") t(learner, year, load, \"row\", school, visit, days)) TO '" + file + "' (FORMAT parquet)"));
    CurrentFacts current;
    current.files = {file};
    current.loads = {1};
    return adviser_days(facts, current, year);
  }

 private:
  std::filesystem::path folder_;
};

// Of 2010: b has 0.25 + 1.5 + 0.07; a has 0.29, a hundred times which is 28.999… in binary.
TEST_F(AdviserFacts, DaysAddUpInHundredths) {
  const auto found = days_of("(NULL::BIGINT, 2010::BIGINT, 1::BIGINT, 1::BIGINT, 'b', 'v1', 0.25::DOUBLE), (NULL, 2010, 1, 2, 'b', 'v2', 1.5), (NULL, 2010, 1, 3, 'b', 'v3', 0.07),"
                             "(NULL, 2010, 1, 4, 'a', 'v4', 0.29), (NULL, 2009, 1, 5, 'a', 'v5', 1.0)", {2010});
  ASSERT_TRUE(found) << found.error().code;
  EXPECT_EQ(*found, (std::vector<AdviserDays>{{"a", 1, 29}, {"b", 3, 182}}));
}

TEST_F(AdviserFacts, AVisitToldOfTwiceIsOne) {
  const auto found = days_of("(NULL::BIGINT, 2010::BIGINT, 1::BIGINT, 1::BIGINT, 'a', 'v1', 0.5::DOUBLE), (NULL, 2010, 1, 2, 'a', 'v1', 0.5), (NULL, 2010, 1, 3, 'a', 'v2', 1.0)", {2010});
  ASSERT_TRUE(found) << found.error().code;
  EXPECT_EQ(*found, (std::vector<AdviserDays>{{"a", 2, 150}}));
}

}  // namespace adviser_facts_cases
}  // namespace potensial::store
