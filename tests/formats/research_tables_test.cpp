// Research tables and published tables of the shared data, read by the catalogue's profiles.
#include "catalogue_rules.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace potensial::tests {
namespace {

std::size_t rows_with(const FactTable& table, std::string_view column, std::string_view value, std::string_view year = "") {
  const auto& texts = table.find(column)->texts();
  std::size_t found = 0;
  for (std::size_t i = 0; i < table.rows(); ++i)
    found += texts[i] == value && (year.empty() || std::to_string(table.find("year")->integers()[i]) == year);
  return found;
}

const FactTable& table_of(const IncomingFile& file, std::string_view collection) {
  for (const auto& table : file.tables)
    if (table.collection == collection) return table;
  throw std::out_of_range(std::string(collection));
}

// The value and the mark of a published figure.
std::pair<std::string, std::string> figure(const IncomingFile& file, std::string_view area, std::string_view category,
                                           std::string_view measure, std::string_view period) {
  const auto& table = file.tables.front();
  const auto text = [&](std::string_view column, std::size_t row) { return table.find(column)->texts()[row]; };
  for (std::size_t row = 0; row < table.rows(); ++row)
    if (text("area", row) == area && text("category", row) == category && text("measure", row) == measure &&
        text("period", row) == period) {
      const auto& value = *table.find("value");
      return {value.has(row) ? std::to_string(value.reals()[row]).substr(0, 8) : "", text("mark", row)};
    }
  return {"none", "none"};
}

TEST(StarTennessee, BecomesOneCensusRowForEachGradeAttended) {
  POTENSIAL_NEEDS_SHARED_DATA("star-tennessee");
  const auto file = catalogue_rules().read_shared("star-tennessee", "star-tennessee/star_wide.csv");
  ASSERT_TRUE(file) << file.error().code;
  EXPECT_EQ(file->read, 11598u);
  EXPECT_EQ(file->organisation, "star-tennessee");
  for (std::size_t i = 0; i < std::min<std::size_t>(3, file->problems.size()); ++i)
    ADD_FAILURE() << file->problems[i].column << " " << file->problems[i].rule << " " << file->problems[i].value;
  expect_every_row_accounted(*file);
  const auto& census = table_of(*file, "census");
  const auto& measure = table_of(*file, "measure");
  EXPECT_EQ(rows_with(census, "nc_year", "star-k"), rows_with(measure, "measure", "class-type", "1986"));
  EXPECT_EQ(census.find("upn")->texts().front().substr(0, 15), "star-tennessee/");
  // Published mean difference of kindergarten, small against regular classes: 13.899 (read + math).
  std::map<std::string, double> score;
  std::map<std::string, std::string> type;
  std::map<std::string, int> parts;
  for (std::size_t i = 0; i < measure.rows(); ++i) {
    if (measure.find("year")->integers()[i] != 1986) continue;
    const auto& upn = measure.find("upn")->texts()[i];
    const auto& what = measure.find("measure")->texts()[i];
    if (what == "class-type") type[upn] = measure.find("word")->texts()[i];
    if (what != "read" && what != "math") continue;
    score[upn] += measure.find("value")->reals()[i];
    ++parts[upn];
  }
  std::map<std::string, std::pair<double, int>> mean;
  for (const auto& [upn, sum] : score) {
    if (parts[upn] != 2) continue;
    mean[type[upn]].first += sum;
    ++mean[type[upn]].second;
  }
  EXPECT_EQ(mean["small"].second + mean["regular"].second + mean["regular+aide"].second, 5786);
  EXPECT_NEAR(mean["small"].first / mean["small"].second - mean["regular"].first / mean["regular"].second, 13.899, 0.001);
}

TEST(Oulad, JoinsStudentsAndFirstAssessmentsByModuleAndStudent) {
  POTENSIAL_NEEDS_SHARED_DATA("oulad-subset-2013J");
  const auto students = catalogue_rules().read_shared("oulad-students", "oulad-subset-2013J/studentInfo.csv");
  ASSERT_TRUE(students) << students.error().code;
  EXPECT_EQ(students->read, 6476u);
  EXPECT_TRUE(students->rejected.empty());
  expect_every_row_accounted(*students);
  const auto& census = table_of(*students, "census");
  EXPECT_EQ(rows_with(census, "nc_year", "oulad-end", "2014"), 6476u);
  EXPECT_EQ(rows_with(census, "nc_year", "oulad-start", "2013"), 6476u);
  EXPECT_EQ(census.find("upn")->texts().front(), "oulad/AAA/11391");
  const auto scores = catalogue_rules().read_shared("oulad-assessments", "oulad-subset-2013J/studentAssessment.csv");
  ASSERT_TRUE(scores) << scores.error().code;
  EXPECT_EQ(scores->read, 19928u);
  EXPECT_TRUE(scores->rejected.empty());
  EXPECT_GT(rows_with(scores->tables.front(), "measure", "first-assessment"), 5000u);
  EXPECT_EQ(scores->tables.front().find("upn")->texts().front(), "oulad/AAA/11391");
}

TEST(Oulad, FailRateInWalesIsThePublishedOne) {
  POTENSIAL_NEEDS_SHARED_DATA("oulad-subset-2013J");
  const auto students = catalogue_rules().read_shared("oulad-students", "oulad-subset-2013J/studentInfo.csv");
  ASSERT_TRUE(students);
  const auto& measure = table_of(*students, "measure");
  std::map<std::string, std::string> region;
  std::map<std::string, double> pass;
  for (std::size_t i = 0; i < measure.rows(); ++i) {
    const auto& upn = measure.find("upn")->texts()[i];
    if (measure.find("measure")->texts()[i] == "region") region[upn] = measure.find("word")->texts()[i];
    if (measure.find("measure")->texts()[i] == "pass") pass[upn] = measure.find("value")->reals()[i];
  }
  int wales = 0;
  double failed = 0;
  for (const auto& [upn, where] : region) {
    if (where != "Wales") continue;
    ++wales;
    failed += 1 - pass[upn];
  }
  EXPECT_EQ(wales, 436);
  EXPECT_NEAR(100 * failed / wales, 40.8, 0.05);
}

TEST(StatsWales, KeepsMarksBesideAndInPlaceOfValues) {
  POTENSIAL_NEEDS_SHARED_DATA("statswales-excerpts");
  const auto& catalogue = catalogue_rules();
  const auto meals = catalogue.read_shared("statswales-meals-by-authority", "statswales-excerpts/fsm-by-local-authority-and-year.csv");
  ASSERT_TRUE(meals) << meals.error().code;
  EXPECT_TRUE(meals->rejected.empty());
  using Figure = std::pair<std::string, std::string>;
  EXPECT_EQ(figure(*meals, "664", "All pupils", "Number of pupils", "2005/06"), (Figure{"24790.00", ""}));
  EXPECT_EQ(figure(*meals, "W92000004", "All pupils", "Number of pupils", "2009/10"), (Figure{"467141.0", "[t]"}));
  const auto schools = catalogue.read_shared("statswales-meals-by-school", "statswales-excerpts/fsm-by-school-2024-25.csv");
  ASSERT_TRUE(schools) << schools.error().code;
  EXPECT_EQ(figure(*schools, "6692014", "Eligible for free school meals", "Percentage of pupils", ""), (Figure{"", "[c]"}));
  EXPECT_EQ(schools->tables.front().find("area_name")->texts().front(), "Y TYMBL");
}

TEST(StatsWales, TurnsPivotsIntoFigures) {
  POTENSIAL_NEEDS_SHARED_DATA("statswales-excerpts");
  const auto& catalogue = catalogue_rules();
  using Figure = std::pair<std::string, std::string>;
  const auto absence = catalogue.read_shared("statswales-absence-by-authority", "statswales-excerpts/absenteeism-primary-by-la-year-wide.csv");
  ASSERT_TRUE(absence) << absence.error().code;
  EXPECT_EQ(figure(*absence, "660", "", "Percentage of half-day sessions missed due to unauthorised absences", "2010/11"),
            (Figure{"0.700000", ""}));
  EXPECT_EQ(figure(*absence, "660", "", "Percentage of half-day sessions missed due to all absences", "2014/15"),
            (Figure{"5.300000", ""}));
  const auto results = catalogue.read_shared("statswales-attainment-by-meals", "statswales-excerpts/ks4-core-by-fsm-gender-wales.csv");
  ASSERT_TRUE(results) << results.error().code;
  EXPECT_EQ(figure(*results, "W92000004", "Eligible for FSM / All Pupils", "Percentage achieving A*-C in English", ""),
            (Figure{"38.70000", ""}));
  const auto days = catalogue.read_shared("statswales-days-lost-to-exclusion", "statswales-excerpts/fixed-term-exclusions-days-lost.csv");
  ASSERT_TRUE(days) << days.error().code;
  EXPECT_EQ(figure(*days, "W92000004", "", "Days Lost to Fixed Term Exclusions", "2009/10"), (Figure{"52521.00", ""}));
}

TEST(WalesSecondarySchools, ReadsPastThePreambleAndBilingualHeadings) {
  POTENSIAL_NEEDS_SHARED_DATA("wales-secondary-schools-2019");
  const auto file = catalogue_rules().read_shared(
      "wales-secondary-schools-2019", "wales-secondary-schools-2019/support-categories-2019-secondary-gwe-erw-csc.csv");
  ASSERT_TRUE(file) << file.error().code;
  EXPECT_EQ(file->read, 170u);
  EXPECT_TRUE(file->rejected.empty());
  const auto& schools = file->tables.front();
  EXPECT_EQ(schools.find("school")->texts().front(), "6604025");
  EXPECT_EQ(schools.find("authority")->texts().front(), "660");
  EXPECT_EQ(schools.find("support_category")->texts().front(), "Yellow");
  EXPECT_EQ(schools.find("consortium")->texts().back(), "Central South Consortium");
}

// Of files that nobody publishes.
bool is_of_ours(std::string_view profile) {
  constexpr std::array<std::string_view, 6> ours{"adviser-visits", "learner-measures", "working-families", "strategies", "strategy-runs", "support"};
  return profile.starts_with("demo") || std::ranges::find(ours, profile) != ours.end();
}

TEST(ProfileChoice, FindsTheProfileOfEverySharedTable) {
  POTENSIAL_NEEDS_SHARED_DATA("statswales-excerpts");
  for (const auto& profile : catalogue_rules().profiles) {
    if (!std::filesystem::exists(shared_data())) continue;
    const auto folder = profile.id.starts_with("statswales") ? "statswales-excerpts"
                        : profile.id.starts_with("oulad")    ? "oulad-subset-2013J"
                        : is_of_ours(profile.id)             ? ""
                                                             : profile.id.c_str();
    if (!*folder) continue;
    for (const auto& entry : std::filesystem::directory_iterator(shared_data() / folder)) {
      const auto path = entry.path().string();
      if (!exchange::path_facts(profile.path, path)) continue;
      const auto chosen = exchange::choose_profile(path, bytes_of(path), catalogue_rules().profiles);
      ASSERT_TRUE(chosen) << path << " " << chosen.error().code;
      EXPECT_EQ((*chosen)->id, profile.id);
    }
  }
}

}  // namespace
}  // namespace potensial::tests
