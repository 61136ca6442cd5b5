#include "insight/rule_definitions.hpp"

#include <filesystem>

#include <gtest/gtest.h>

#include "catalogue/catalogue.hpp"

namespace potensial::insight {
namespace {

namespace rule_test {

Definition rule(std::string_view id) {
  const auto loaded = catalogue::Catalogue::load(std::filesystem::path(POTENSIAL_ROOT) / "catalogue");
  EXPECT_TRUE(loaded) << (loaded ? "" : loaded.error().code);
  const Definition* found = loaded ? loaded->newest("rule", id) : nullptr;
  EXPECT_NE(found, nullptr);
  return found ? *found : Definition{};
}

Definition with_number(const std::string& name, const std::string& value) {
  Definition made;
  made.body.value = Node::Members{{"numbers", Node{Node::Members{{name, Node{value}}}}}};
  return made;
}

}  // namespace rule_test

TEST(RuleDefinitions, GiveTheRuleOfTheCatalogue) {
  const VerdictRule rule = verdict_rule(rule_test::rule("verdict"));
  EXPECT_EQ(rule.id, "verdict");
  EXPECT_EQ(rule.version, 1);
  EXPECT_EQ(rule.from, Date(1980, 9, 1));
  EXPECT_DOUBLE_EQ(rule.most_q, 0.05);
  EXPECT_EQ(rule.least_comparator_learners, 60u);
}

TEST(RuleDefinitions, GiveTheVariablesOfFamiliesWithWeightsThatSumToOne) {
  const FamilyRule family = family_rule(rule_test::rule("families"));
  double sum = 0;
  for (const auto& variable : family.variables) sum += variable.weight;
  EXPECT_NEAR(sum, 1, 1e-12);
  EXPECT_EQ(family.variables.front().name.cy, "â hawl i brydau ysgol am ddim");
  EXPECT_EQ(family.schools_in_family, 10u);
  EXPECT_DOUBLE_EQ(nearest_rule(rule_test::rule("nearest-schools")).furthest, 1.5);
}

TEST(RuleDefinitions, GiveTheSearchItsLimits) {
  const auto options = search_options(rule_test::rule("group-search"));
  EXPECT_EQ(options.depth, 3u);
  EXPECT_EQ(options.min_clusters, 20u);
  EXPECT_EQ(options.draws.seed, 2010u);
}

TEST(RuleDefinitions, TakeAChangedNumberAndKeepTheOthers) {
  const VerdictRule rule = verdict_rule(rule_test::with_number("least-learners", "12"));
  EXPECT_EQ(rule.least_learners, 12u);
  EXPECT_DOUBLE_EQ(rule.most_q, 0.05);
}

}  // namespace
}  // namespace potensial::insight
