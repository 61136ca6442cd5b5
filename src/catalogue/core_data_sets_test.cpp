#include "catalogue/core_data_sets.hpp"

#include <gtest/gtest.h>

#include "catalogue/disclosure_policies.hpp"

namespace potensial::catalogue {
namespace {

Result<CoreDataSet> set_of(const std::string& members) {
  const auto yaml = "- {kind: core-data-set, id: core-data-set, version: 1, name: {en: n, cy: n}, source: s, example: e, "
                    "sentence: {en: word, cy: gair}, policy: p, " + members + "}";
  return core_data_set_on(*Catalogue::of(*definitions_in(yaml, "c.yaml")), Date(2010, 1, 1));
}

TEST(CoreDataSet, IsPublishedOnTheFirstSuchDayAfterTheSchoolYear) {
  EXPECT_EQ(set_of("month: 12, day: 1, indicators: [a]")->published({2010}), Date(2010, 12, 1));
  EXPECT_EQ(set_of("month: 9, day: 1, indicators: [a]")->published({2010}), Date(2010, 9, 1));
  EXPECT_EQ(set_of("month: 2, day: 28, indicators: [a]")->published({2010}), Date(2011, 2, 28));
  EXPECT_EQ(set_of("month: 8, day: 28, indicators: [a]")->published({2010}), Date(2011, 8, 28));
}

TEST(CoreDataSet, RefusesDaysThatNotEveryYearHasAndAnEmptyList) {
  EXPECT_EQ(set_of("month: 13, day: 1, indicators: [a]").error().code, "catalogue.member-bad");
  EXPECT_EQ(set_of("month: 2, day: 29, indicators: [a]").error().code, "catalogue.member-bad");
  EXPECT_EQ(set_of("month: 2, day: 1, indicators: []").error().code, "catalogue.member-missing");
}

TEST(RealCoreDataSet, NamesIndicatorsAndAPolicyThatExistAndItsExampleHolds) {
  const auto catalogue = Catalogue::load(POTENSIAL_ROOT "/catalogue").value();
  for (const auto* each : catalogue.of_kind("core-data-set")) {
    const auto set = read_core_data_set(*each).value();
    EXPECT_TRUE(disclosure_policy(catalogue, set.policy)) << set.policy;
    for (const auto& indicator : set.indicators) EXPECT_TRUE(catalogue.newest("indicator", indicator)) << indicator;
    const auto& example = *each->body.find("example");
    const AcademicYear year{static_cast<std::int16_t>(*example.number("year"))};
    EXPECT_EQ(set.published(year).iso(), example.text("published"));
  }
}

}  // namespace
}  // namespace potensial::catalogue
