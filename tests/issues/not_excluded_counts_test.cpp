// Of "excluded in the year" only learners with an exclusion stood in the denominator, so its share was always 100%.
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "service/home.hpp"
#include "store/cohort_reader.hpp"

namespace potensial::service {
namespace {

namespace fs = std::filesystem;

// Two learners of year 6 in 681 and one in 660; of all only one was excluded, and only 681 has sent exclusions.
struct CalmYear {
  fs::path folder = fs::temp_directory_path() / ("potensial-not-excluded-test-" + std::to_string(::getpid()));
  catalogue::Catalogue catalogue = catalogue::Catalogue::load(fs::path(POTENSIAL_ROOT) / "catalogue").value();
  Home home = Home::open(folder, catalogue, 1).value();
  store::DuckdbConnection facts = store::DuckdbConnection::on_folders(std::vector{folder}, 1).value();

  ~CalmYear() { fs::remove_all(folder); }

  store::CurrentFacts written(const std::string& name, const std::string& select) {
    const auto file = (folder / (name + ".parquet")).string();
    EXPECT_TRUE(facts.run("COPY (" + select + ") TO '" + file + "' (FORMAT parquet)"));
    return {.files = {file}, .loads = {1}, .reported = {{"681", {2010}}}};
  }

  Cohort read(const std::string& indicator) {
    const std::map<std::string, store::CurrentFacts, std::less<>> current{
        {"census", written("census", "SELECT learner, 2010 AS year, 1 AS load, learner AS \"row\", school, '6' AS nc_year, 'C' AS enrolment_status "
                                     "FROM (VALUES (1, '6812001'), (2, '6812001'), (3, '6602001')) t(learner, school)")},
        {"exclusion", written("exclusion", "SELECT 1 AS learner, 2010 AS year, 1 AS load, 1 AS \"row\", '6812001' AS school, 'FIXD' AS type, 2.0 AS days")}};
    const auto current_of = [&](std::string_view collection, AcademicYear, AcademicYear) {
      const auto at = current.find(collection);
      return Result<store::CurrentFacts>(at == current.end() ? store::CurrentFacts{} : at->second);
    };
    auto definitions = home.definitions({2010}).value();
    definitions.characteristics.clear();
    store::CohortReader reader(facts, home.expressions(), current_of);
    return reader.read(definitions, {.stage = "ks2", .indicators = {indicator}, .from = {2010}, .to = {2010}}).value();
  }
};

}  // namespace

TEST(Exclusions, LearnersWithoutOneCountWhereTheAuthorityReported) {
  const auto cohort = CalmYear().read("exclusion-any");
  ASSERT_EQ(cohort.size(), 3u);
  const auto& outcome = cohort.outcomes.front();
  for (std::size_t row = 0; row < cohort.size(); ++row)
    switch (std::uint64_t(cohort.learner[row])) {
      case 1: EXPECT_EQ(outcome.attained[row], 1); break;
      case 2: EXPECT_EQ(outcome.attained[row], 0); break;
      default: EXPECT_EQ(outcome.attained[row], -1) << "nothing was reported for this learner";
    }
}

}  // namespace potensial::service
