#include "catalogue/rules.hpp"

#include <gtest/gtest.h>

#include <numeric>
#include <stdexcept>

namespace potensial::catalogue {
namespace {

Result<Rule> rule_of(const std::string& members) {
  const auto yaml = "- {kind: rule, id: r, version: 2, name: {en: r, cy: r}, source: s, example: e, from: 2009-09-01, "
                    "sentence: {en: word, cy: gair}, " + members + "}";
  return rule_on(*Catalogue::of(*definitions_in(yaml, "r.yaml")), "r", Date(2010, 1, 1));
}

TEST(ReadRule, ReadsNumbersAndWeights) {
  const auto rule = rule_of("numbers: {most: 0.05}, weights: [{id: a, weight: 0.5, name: {en: a, cy: a}}]");
  ASSERT_TRUE(rule);
  EXPECT_EQ(rule->number("most"), 0.05);
  EXPECT_EQ(rule->weights.front().weight, 0.5);
  EXPECT_EQ(rule->from, Date(2009, 9, 1));
  EXPECT_THROW(static_cast<void>(rule->number("least")), std::out_of_range);
}

TEST(ReadRule, RefusesWhatItCannotUse) {
  EXPECT_EQ(rule_of("weights: []").error().code, "catalogue.member-missing");
  EXPECT_EQ(rule_of("numbers: {most: many}").error().code, "catalogue.member-bad");
  EXPECT_EQ(rule_of("numbers: {most: 1}, weights: [{id: a, weight: -1, name: {en: a, cy: a}}]").error().code,
            "catalogue.member-bad");
}

TEST(ReadRule, RefusesADayOnWhichNoVersionHolds) {
  const auto catalogue = *Catalogue::of({});
  EXPECT_EQ(rule_on(catalogue, "verdict", Date(2010, 1, 1)).error().code, "catalogue.no-rule");
}

TEST(RealRules, AreReadAndFamilyWeightsAddUpToOne) {
  const auto catalogue = Catalogue::load(POTENSIAL_ROOT "/catalogue").value();
  for (const auto* each : catalogue.of_kind("rule")) EXPECT_TRUE(read_rule(*each)) << each->file << " " << each->id;
  const auto families = rule_on(catalogue, "families", Date(2010, 1, 12)).value();
  EXPECT_DOUBLE_EQ(std::accumulate(families.weights.begin(), families.weights.end(), 0.0,
                                   [](double sum, const RuleWeight& each) { return sum + each.weight; }), 1.0);
  EXPECT_EQ(rule_on(catalogue, "verdict", Date(2010, 1, 12))->number("delta"), 0.10);
}

}  // namespace
}  // namespace potensial::catalogue
