#include "catalogue/disclosure_policies.hpp"

#include <gtest/gtest.h>

namespace potensial::catalogue {
namespace disclosure_policies_test {

Result<DisclosurePolicy> policy_of(const std::string& zero, const std::string& decimals, const std::string& more = "") {
  const auto yaml = "- {kind: disclosure-policy, id: p, version: 1, name: {en: p, cy: p}, source: s, example: e, "
                    "sentence: {en: word, cy: gair}, least-count: 5, least-group: 5, full-group: 10, full-cell-group: 10, "
                    "least-for-mean: 10, insider-width: 2, mark: c, zero: " + zero + ", decimals: " + decimals + more + "}";
  return disclosure_policy(*Catalogue::of(*definitions_in(yaml, "p.yaml")), "p");
}

TEST(DisclosurePolicies, AreRead) {
  const auto policy = policy_of("protect-sensitive", "[{below: 100, decimals: 0}, {below: 10000, decimals: 1}]").value();
  EXPECT_EQ(policy.full_group, 10);
  EXPECT_EQ(policy.zero, ZeroRule::protect_sensitive);
  ASSERT_EQ(policy.decimals.size(), 2u);
  EXPECT_EQ(policy.decimals[1].decimals, 1);
}

TEST(DisclosurePolicies, RefuseWhatTheyCannotUse) {
  const std::string decimals = "[{below: 100, decimals: 0}]";
  EXPECT_EQ(policy_of("sometimes", decimals).error().code, "catalogue.member-bad");
  EXPECT_EQ(policy_of("show", "[]").error().code, "catalogue.member-bad");
  EXPECT_EQ(policy_of("show", "[{below: 100, decimals: 9}]").error().code, "catalogue.member-bad");
  EXPECT_EQ(policy_of("show", "[{below: 100, decimals: 1}, {below: 9, decimals: 0}]").error().code, "catalogue.member-bad");
  EXPECT_EQ(policy_of("show", decimals, ", leest-count: 1").error().code, "catalogue.member-unknown");
  EXPECT_EQ(disclosure_policy(*Catalogue::of({}), "p").error().code, "catalogue.no-policy");
}

TEST(RealDisclosurePolicies, AreRead) {
  const auto catalogue = Catalogue::load(POTENSIAL_ROOT "/catalogue").value();
  const auto all = catalogue.of_kind("disclosure-policy");
  EXPECT_GE(all.size(), 3u);
  for (const auto* each : all) EXPECT_TRUE(read_disclosure_policy(*each)) << each->file << " " << each->id;
}

TEST(DisclosurePolicies, AreFoundByTheVersionUnderWhichSomethingWasReleased) {
  const auto catalogue = Catalogue::load(POTENSIAL_ROOT "/catalogue").value();
  EXPECT_EQ(disclosure_policy(catalogue, "cymru-school-info", 1)->version, 1);
  EXPECT_EQ(disclosure_policy(catalogue, "cymru-school-info", 99).error().code, "catalogue.no-policy");
}

}  // namespace disclosure_policies_test
}  // namespace potensial::catalogue
