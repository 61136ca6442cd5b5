#include "catalogue/funds.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace potensial::catalogue {
namespace {

std::string fund_yaml(const std::string& id, const std::string& days, const std::string& least_share = "20") {
  return "- {kind: fund, id: " + id + ", version: 1, name: {en: n, cy: n}, source: s, example: e, " + days +
         "aim: {en: a, cy: a}, sentence: {en: s, cy: s}, learners: fsm, least-share: " + least_share +
         ", least-learners: 50, near-share: 0.5, near-learners: 5}\n";
}

std::vector<std::string> ids_until(const std::string& yaml, Date day) {
  const auto funds = funds_until(*Catalogue::of(*definitions_in(yaml, "f.yaml")), day).value();
  std::vector<std::string> ids;
  for (const auto& each : funds) ids.push_back(each.id);
  return ids;
}

TEST(Funds, ReadsSharesExactly) {
  const auto fund = read_fund((*definitions_in(fund_yaml("a", "", "12.35"), "f.yaml")).front()).value();
  EXPECT_EQ(fund.least_share, 1235);
  EXPECT_EQ(fund.near_share, 50);
}

TEST(Funds, RefusesSharesThatAreNone) {
  for (const auto* share : {"-1", "101", "12.345"})
    EXPECT_EQ(read_fund((*definitions_in(fund_yaml("a", "", share), "f.yaml")).front()).error().code, "catalogue.member-bad") << share;
}

std::string fund_without_rule(const std::string& more) {
  return "- {kind: fund, id: b, version: 1, name: {en: n, cy: n}, source: s, example: e, aim: {en: a, cy: a}, "
         "themes: [{name: {en: t, cy: th}}]" + more + "}\n";
}

TEST(Funds, HaveARuleAsAWholeOrNotAtAll) {
  const auto fund = read_fund((*definitions_in(fund_without_rule(""), "f.yaml")).front()).value();
  EXPECT_FALSE(fund.has_rule());
  EXPECT_EQ(fund.themes.front().cy, "th");
  EXPECT_EQ(read_fund((*definitions_in(fund_without_rule(", least-share: 20"), "f.yaml")).front()).error().code, "catalogue.language-missing");
}

TEST(Funds, WithoutARuleAreNotAmongThoseThatSchoolsMayBeEligibleFor) {
  const auto catalogue = Catalogue::of(*definitions_in(fund_yaml("a", "") + fund_without_rule(""), "f.yaml")).value();
  EXPECT_EQ(funds_until(catalogue, Date(2010, 1, 1)).value().size(), 2u);
  const auto with_rule = funds_with_rule_until(catalogue, Date(2010, 1, 1)).value();
  ASSERT_EQ(with_rule.size(), 1u);
  EXPECT_EQ(with_rule.front().id, "a");
}

TEST(Funds, ThoseInForceStandBeforeThoseThatEnded) {
  const auto yaml = fund_yaml("old", "from: 2001-01-01, to: 2003-12-31, ") + fund_yaml("newer", "from: 2004-01-01, to: 2005-12-31, ") +
                    fund_yaml("now", "from: 2000-01-01, ") + fund_yaml("later", "from: 2012-01-01, ");
  EXPECT_THAT(ids_until(yaml, Date(2010, 1, 15)), ::testing::ElementsAre("now", "newer", "old"));
  EXPECT_THAT(ids_until(yaml, Date(2004, 6, 1)), ::testing::ElementsAre("newer", "now", "old"));
}

}  // namespace
}  // namespace potensial::catalogue
