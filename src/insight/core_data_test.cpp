#include "insight/core_data.hpp"

#include <gtest/gtest.h>

#include "insight/small_cohort_test.hpp"

namespace potensial::insight {
namespace core_data_tests {

void add(SmallCohort& cohort, const std::string& school, int year, int reached, int not_reached) {
  for (int i = 0; i < reached; ++i) cohort.add(school, year, 1, 1);
  for (int i = 0; i < not_reached; ++i) cohort.add(school, year, 0, 0);
}

SmallCohort small() {
  SmallCohort cohort;
  add(cohort, "6812001", 2010, 20, 10);
  add(cohort, "6812001", 2009, 7, 7);
  add(cohort, "6812002", 2010, 8, 4);
  add(cohort, "6812003", 2009, 5, 5);
  cohort.add("6812002", 2010, -1, 0);
  return cohort;
}

const CoreDataTitles titles{{"Place", "Lle"}, {"Reached it", "Wedi’i gyrraedd"}, {"Learners", "Dysgwyr"}};

const ClassLevel* level(const CountTable& table, std::string_view code) {
  for (const auto& each : table.variables.front().levels)
    if (each.code == code) return &each;
  return nullptr;
}

TEST(CoreData, CountsTheYearAloneAndOnlyThoseInTheDenominator) {
  auto cohort = small();
  const Names names{{"681", {"Area", "Ardal"}}};
  const auto table = core_data_table(cohort.cohort(), cohort.outcome(), {{2010}, "W92000004", {}, names, titles});
  EXPECT_EQ(table.variables.front().categories, (std::vector<std::string>{"6812001", "6812002"}));
  EXPECT_EQ(table.counts, (std::vector<std::int64_t>{20, 10, 8, 4}));
  EXPECT_EQ(table.percentages_of, 1u);
}

TEST(CoreData, PrintsSchoolsAuthoritiesFamiliesAndAllByTheirIds) {
  auto cohort = small();
  const Names names{{"681", {"Area", "Ardal"}}};
  const std::vector<SchoolFamily> families{{"primary-english-01", "primary", "english", {"6812002", "6812009"}}};
  const auto table = core_data_table(cohort.cohort(), cohort.outcome(), {{2010}, "W92000004", families, names, titles});
  EXPECT_EQ(level(table, "6812002")->members, (std::vector<std::size_t>{1}));
  EXPECT_EQ(level(table, "681")->members, (std::vector<std::size_t>{0, 1}));
  EXPECT_EQ(level(table, "681")->name.cy, "Ardal");
  EXPECT_EQ(level(table, "primary-english-01")->members, (std::vector<std::size_t>{1}));
  EXPECT_EQ(table.variables.front().levels.back().code, "W92000004");
  EXPECT_EQ(level(table, "6812003"), nullptr);
}

TEST(CoreData, IsTitledInBothLanguagesAsAsked) {
  auto cohort = small();
  const Names names;
  const auto table = core_data_table(cohort.cohort(), cohort.outcome(), {{2010}, "W92000004", {}, names, titles});
  EXPECT_EQ(table.variables[0].title.cy, "Lle");
  EXPECT_EQ(table.variables[1].title.cy, "Wedi’i gyrraedd");
  EXPECT_EQ(table.variables[1].levels[0].name.en, "Reached it");
  EXPECT_EQ(table.variables[1].levels[1].name.en, "Learners");
}

TEST(CoreData, OneAuthorityAloneIsPrintedOnceAsAll) {
  auto cohort = small();
  const Names names;
  const auto table = core_data_table(cohort.cohort(), cohort.outcome(), {{2010}, "681", {}, names, titles});
  EXPECT_EQ(std::ranges::count(table.variables.front().levels, "681", &ClassLevel::code), 1);
}

}  // namespace core_data_tests
}  // namespace potensial::insight
