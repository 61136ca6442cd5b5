#include "catalogue/organisations.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace potensial::catalogue {
namespace {

const Organisations& real_organisations() {
  static const auto read = [] {
    const auto loaded = Catalogue::load(POTENSIAL_ROOT "/catalogue");
    return organisations(loaded.value()).value();
  }();
  return read;
}

std::set<std::string> bodies_of(const std::string& member, Date day) {
  std::set<std::string> bodies;
  for (const auto& each : real_organisations().memberships)
    if (each.member == member && each.holds_on(day)) bodies.insert(each.body);
  return bodies;
}

TEST(Organisations, HoldsAllAuthoritiesWithTheirOtherCodes) {
  const auto& all = real_organisations().all;
  EXPECT_EQ(std::ranges::count(all, OrganisationKind::authority, &Organisation::kind), 22);
  EXPECT_EQ(real_organisations().find("W06000015")->id, "681");
  EXPECT_EQ(real_organisations().find("512")->name.cy, "Sir Ynys Môn");
  EXPECT_EQ(real_organisations().find("999"), nullptr);
}

TEST(Organisations, NoCodeNamesTwoOfThem) {
  std::set<std::string> seen;
  for (const auto& each : real_organisations().all) {
    EXPECT_TRUE(seen.insert(each.id).second) << each.id;
    for (const auto& code : each.codes) EXPECT_TRUE(seen.insert(code).second) << code;
  }
}

TEST(Organisations, ConwyIsInTwoBodiesAtOnce) {
  EXPECT_EQ(bodies_of("662", Date(2008, 1, 15)), (std::set<std::string>{"curriculum-support", "cynnal"}));
}

TEST(Organisations, BothSourcesOfOneMembershipAreKept) {
  std::set<std::string> sources;
  for (const auto& each : real_organisations().memberships)
    if (each.body == "cynnal" && each.member == "661") sources.insert(each.source);
  EXPECT_EQ(sources.size(), 2u);
}

TEST(Organisations, RegionsBeginAndEnd) {
  EXPECT_TRUE(bodies_of("671", Date(2021, 8, 31)).contains("erw"));
  EXPECT_TRUE(bodies_of("671", Date(2021, 9, 1)).empty());
  EXPECT_EQ(bodies_of("666", Date(2022, 1, 1)), std::set<std::string>{"mid-wales"});
  EXPECT_EQ(bodies_of("681", Date(2023, 1, 1)), std::set<std::string>{"csc"});
  EXPECT_TRUE(bodies_of("681", Date(2025, 1, 1)).empty());
}

Result<Organisations> organisations_in(const std::string& members) {
  const auto yaml = "- {kind: organisation, id: a, version: 1, name: {en: a, cy: a}, source: s, example: e, " + members + "}";
  return organisations(*Catalogue::of(*definitions_in(yaml, "o.yaml")));
}

TEST(Organisations, RefusesWhatItCannotUse) {
  EXPECT_TRUE(organisations_in("organisation-kind: agency"));
  EXPECT_EQ(organisations_in("organisation-kind: guild").error().code, "catalogue.member-bad");
  EXPECT_EQ(organisations_in("organisation-kind: agency, members: [{member: z, source: s}]").error().code,
            "catalogue.member-organisation-unknown");
  EXPECT_EQ(organisations_in("organisation-kind: agency, members: [{member: a}]").error().code, "catalogue.member-missing");
  EXPECT_EQ(organisations_in("organisation-kind: agency, members: [{member: a, source: s, from: soon}]").error().code,
            "catalogue.member-bad");
}

}  // namespace
}  // namespace potensial::catalogue
