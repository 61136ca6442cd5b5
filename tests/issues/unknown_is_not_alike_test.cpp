// A school of which a circumstance was not recorded was said to be alike on it.
#include <cmath>

#include <gtest/gtest.h>

#include "family_example.hpp"
#include "insight/family_page.hpp"
#include "insight/nearest_schools.hpp"
#include "page_phrases.hpp"

namespace potensial::insight {
namespace unknown_circumstance {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

NearestRule rule() {
  NearestRule rule;
  rule.variables = example::rule().variables;
  rule.size_weight = 0;
  return rule;
}

NearestSchools nearest_to_third(const std::vector<SchoolContext>& schools) {
  return nearest_schools(schools, school_positions(schools, rule().variables), 2, rule());
}

}  // namespace unknown_circumstance

TEST(NearestSchools, AreNotSaidToBeAlikeOnWhatIsNotRecorded) {
  auto schools = example::schools();
  schools[2].values[0] = unknown_circumstance::unknown;
  const auto near = unknown_circumstance::nearest_to_third(schools);
  EXPECT_FALSE(near.balance[0].known);
  EXPECT_FALSE(near.balance[0].alike);
  EXPECT_TRUE(std::isnan(near.balance[0].difference));
  EXPECT_TRUE(near.balance[1].known);
}

TEST(NearestSchools, CompareWithThoseOfWhomACircumstanceIsRecorded) {
  auto schools = example::schools();
  const auto all = unknown_circumstance::nearest_to_third(schools);
  for (std::size_t school = 0; school < schools.size(); ++school)
    if (school != 2) schools[school].values[0] = unknown_circumstance::unknown;
  EXPECT_TRUE(all.balance[0].known);
  EXPECT_FALSE(unknown_circumstance::nearest_to_third(schools).balance[0].known) << "with nobody";
}

TEST(FamilyPage, SaysThatAnUnrecordedCircumstanceIsNotKnown) {
  FamilyPageInput input;
  input.contexts = example::schools();
  input.contexts[2].values[0] = unknown_circumstance::unknown;
  input.rule = example::rule();
  input.nearest_rule = unknown_circumstance::rule();
  input.school = "S03";
  const Page page = family_page(input);
  const auto& row = tests::table_of(page, "balance")->rows[0];
  EXPECT_EQ(std::get<Phrase>(row.cells[1].value).message, "insight.family.not-known");
  EXPECT_FALSE(std::holds_alternative<Quantity>(row.cells[6].value));
  EXPECT_TRUE(tests::PagePhrases(page).faults(tests::messages()).empty());
}

}  // namespace potensial::insight
