#include "insight/family_of_schools.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "family_example.hpp"

namespace potensial::insight {
namespace {

TEST(SchoolContext, GivesTheIndexOfTheWorkedExample) {
  const auto positions = school_positions(example::schools(), example::rule().variables);
  const std::vector<double> index{-0.5278, 1.1173, 0.6356, -0.0040, 2.4534, 0.6415,
                                  0.3551, -0.7203, -0.6987, 0.6953, -0.1212, -0.7411};
  for (std::size_t school = 0; school < index.size(); ++school)
    EXPECT_NEAR(positions[school].index, index[school], 5.1e-5) << school;
  EXPECT_DOUBLE_EQ(positions[4].r[3], 3);  // clipped
}

TEST(SchoolContext, TakesTheDeviationWhereQuartilesCoincide) {
  std::vector<SchoolContext> schools(5, SchoolContext{"", "primary", "english", 100, {2}});
  schools[4].values[0] = 4;  // median 2, IQR 0, SD sqrt(0.8)
  const auto positions = school_positions(schools, std::vector{ContextVariable{"fsm", {}, 1}});
  EXPECT_NEAR(positions[4].r[0], 2 / std::sqrt(0.8), 1e-12);
  EXPECT_EQ(positions[0].r[0], 0);
  EXPECT_EQ(positions[0].size, 0);  // all alike
}

TEST(SchoolContext, MarksWhatIsNotKnown) {
  std::vector<SchoolContext> schools(3, SchoolContext{"", "primary", "english", 100, {2}});
  schools[1].values[0] = std::nan("");
  const auto positions = school_positions(schools, std::vector{ContextVariable{"fsm", {}, 1}});
  EXPECT_TRUE(positions[1].incomplete);
  EXPECT_FALSE(positions[0].incomplete);
}

TEST(FamilyOfSchools, GivesTheFamiliesOfTheWorkedExample) {
  const FamilySet set = families_of_schools(example::schools(), example::rule(), AcademicYear{2008});
  ASSERT_EQ(set.families.size(), 3u);
  EXPECT_EQ(set.families[0].schools, (std::vector<std::string>{"S08", "S01", "S04", "S07"}));
  EXPECT_EQ(set.families[1].schools, (std::vector<std::string>{"S03", "S06", "S02", "S05"}));
  EXPECT_EQ(set.families[2].schools, (std::vector<std::string>{"S12", "S09", "S11", "S10"}));
  EXPECT_EQ(set.of("S06")->id, "primary-english-02");
  EXPECT_EQ(set.of("S99"), nullptr);
}

TEST(FamilyOfSchools, LeavesSpecialSchoolsWithoutFamily) {
  auto schools = example::schools();
  schools[0].phase = "special";
  EXPECT_EQ(families_of_schools(schools, example::rule(), AcademicYear{2008}).of("S01"), nullptr);
}

TEST(FamilyOfSchools, HalvesALargeStratumBySize) {
  FamilyRule rule = example::rule();
  rule.split_by_size_above = 7;  // eight English-medium schools
  const FamilySet set = families_of_schools(example::schools(), rule, AcademicYear{2008});
  ASSERT_EQ(set.families.size(), 3u);
  EXPECT_EQ(set.families[0].id, "primary-english-large-01");
  EXPECT_EQ(set.families[0].schools, (std::vector<std::string>{"S08", "S04", "S07", "S03"}));
  EXPECT_EQ(set.families[1].schools, (std::vector<std::string>{"S01", "S06", "S02", "S05"}));
}

TEST(FamilyOfSchools, IsFrozenForThreeYears) {
  const FamilySet first = families_of_schools(example::schools(), example::rule(), AcademicYear{2008});
  auto later = example::schools();
  later[2].values[0] = 60;       // S03 is far needier now
  later[11].medium = "english";  // S12 changed its medium
  const FamilySet held = families_in(first, later, example::rule(), AcademicYear{2010});
  EXPECT_EQ(held.families[1].schools, first.families[1].schools);
  EXPECT_EQ(held.of("S12"), nullptr);
  EXPECT_EQ(families_in(first, later, example::rule(), AcademicYear{2011}).from.summer, 2011);
}

TEST(FamilyOfSchools, TellsHowFarARefreshedSetAgrees) {
  FamilySet frozen, refreshed;
  frozen.families = {{"a", "primary", "english", {"1", "2", "3", "4"}}, {"b", "primary", "english", {"5", "6"}}};
  refreshed.families = {{"a", "primary", "english", {"1", "5", "6"}}, {"b", "primary", "english", {"2", "3", "4"}}};
  const FamilyStability stability = family_stability(frozen, refreshed);
  ASSERT_EQ(stability.schools.size(), 6u);
  EXPECT_DOUBLE_EQ(stability.schools[0].jaccard, 1.0 / 6);
  EXPECT_DOUBLE_EQ(stability.schools[1].share_kept, 0.75);
  EXPECT_DOUBLE_EQ(stability.share_under_half, 1.0 / 6);
}

}  // namespace
}  // namespace potensial::insight
