#include "model/organisation_tree.hpp"

#include <gtest/gtest.h>

#include "organisation_example.hpp"

namespace potensial {
namespace {

using organisation_example::organisation;

const std::vector<Organisation> organisations{
    organisation("wales", OrganisationKind::nation),        organisation("central", OrganisationKind::consortium),
    organisation("680", OrganisationKind::authority),       organisation("681", OrganisationKind::authority),
    organisation("660", OrganisationKind::authority),       organisation("6802001", OrganisationKind::school, "680"),
    organisation("6802002", OrganisationKind::school, "680"), organisation("6602001", OrganisationKind::school, "660"),
    organisation("cluster", OrganisationKind::cluster, "680"), organisation("star", OrganisationKind::study)};

const Date day(2010, 1, 15);
const std::vector<Membership> memberships{{"680", "central", Date(2005, 4, 1), {}, "s"},
                                          {"681", "central", {}, Date(2009, 12, 31), "s"},
                                          {"6802001", "cluster", {}, {}, "s"}};

const OrganisationTree tree(organisations, memberships, day);

TEST(OrganisationTree, TellsHowOneOrganisationStandsToAnother) {
  EXPECT_EQ(tree.relation("680", "680"), Relation::own);
  EXPECT_EQ(tree.relation("680", "6802001"), Relation::child);
  EXPECT_EQ(tree.relation("wales", "6802001"), Relation::child);
  EXPECT_EQ(tree.relation("central", "6802001"), Relation::child);
  EXPECT_EQ(tree.relation("6802001", "central"), Relation::parent);
  EXPECT_EQ(tree.relation("6802001", "6802002"), Relation::sibling);
  EXPECT_EQ(tree.relation("680", "660"), Relation::sibling);
  EXPECT_EQ(tree.relation("6802001", "6602001"), Relation::foreign);
  EXPECT_EQ(tree.relation("wales", "star"), Relation::foreign);
}

TEST(OrganisationTree, MembershipsEnd) {
  EXPECT_EQ(tree.relation("central", "681"), Relation::sibling);  // both of Wales
  const OrganisationTree before(organisations, memberships, Date(2009, 12, 31));
  EXPECT_EQ(before.relation("central", "681"), Relation::child);
}

TEST(OrganisationTree, WhatIsUnknownIsForeignEvenToItself) {
  EXPECT_EQ(tree.relation("nowhere", "nowhere"), Relation::foreign);
  EXPECT_EQ(tree.relation("680", "6899999"), Relation::foreign);
}

TEST(OrganisationTree, CirclesOfMembershipsEnd) {
  const OrganisationTree circle(organisations, std::vector<Membership>{{"680", "681", {}, {}, "s"}, {"681", "680", {}, {}, "s"}}, day);
  EXPECT_EQ(circle.relation("680", "6602001"), Relation::foreign);
  EXPECT_EQ(circle.relation("681", "6802001"), Relation::child);
}

}  // namespace
}  // namespace potensial
