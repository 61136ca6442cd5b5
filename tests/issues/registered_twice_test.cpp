// Of a learner whom two authorities registered in one census, the one whose file came last held: correcting any line of
// the other's file moved the learner.
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include <fmt/format.h>

#include "service/home.hpp"
#include "store/cohort_reader.hpp"

namespace potensial::service {
namespace {

namespace fs = std::filesystem;

struct TwoAuthorities {
  fs::path folder = fs::temp_directory_path() / ("potensial-registered-twice-test-" + std::to_string(::getpid()));
  catalogue::Catalogue catalogue = catalogue::Catalogue::load(fs::path(POTENSIAL_ROOT) / "catalogue").value();
  Home home = Home::open(folder, catalogue, 1).value();
  store::DuckdbConnection facts = store::DuckdbConnection::on_folders(std::vector{folder}, 1).value();

  ~TwoAuthorities() { fs::remove_all(folder); }

  // The school of the one learner, entered in 681 in September and in 660 on the day given.
  std::string school(const std::string& entered, int load_of_681, int load_of_660) {
    const auto file = (folder / "census.parquet").string();
    EXPECT_TRUE(facts.run(fmt::format(
        "COPY (SELECT 1 AS learner, 2010 AS year, 1 AS \"row\", '6' AS nc_year, 'C' AS enrolment_status, * FROM (VALUES "
        "('6812001', {}, DATE '2009-09-01'), ('6602001', {}, DATE '{}')) t(school, load, entry_date)) TO '{}' (FORMAT parquet)",
        load_of_681, load_of_660, entered, file)));
    const auto current_of = [&](std::string_view collection, AcademicYear, AcademicYear) {
      return Result<store::CurrentFacts>(collection == "census" ? store::CurrentFacts{.files = {file}, .loads = {1, 2}} : store::CurrentFacts{});
    };
    auto definitions = home.definitions({2010}).value();
    definitions.characteristics.clear();
    store::CohortReader reader(facts, home.expressions(), current_of);
    return reader.read(definitions, {.stage = "ks2", .from = {2010}, .to = {2010}}).value().schools.front();
  }
};

}  // namespace

TEST(RegisteredTwice, ALearnerStandsWhereTheyEnteredLastInWhateverOrderFilesCame) {
  TwoAuthorities two;
  EXPECT_EQ(two.school("2009-11-19", 1, 2), "6602001");
  EXPECT_EQ(two.school("2009-11-19", 2, 1), "6602001");
  EXPECT_EQ(two.school("2008-09-01", 1, 2), "6812001");
  EXPECT_EQ(two.school("2008-09-01", 2, 1), "6812001");
}

TEST(RegisteredTwice, EnteredOnOneDayTheSchoolOfTheLowerNumberHolds) {
  TwoAuthorities two;
  EXPECT_EQ(two.school("2009-09-01", 1, 2), "6602001");
  EXPECT_EQ(two.school("2009-09-01", 2, 1), "6602001");
}

}  // namespace potensial::service
