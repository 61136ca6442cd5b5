#include "store/organisations_store.hpp"

#include <gmock/gmock.h>

#include "ledger/both_engines.hpp"

namespace potensial::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class OrganisationsStoreTest : public tests::OnBothEngines {
 protected:
  Ledger ledger = fresh_ledger();
};

Organisation school(std::string id, std::string name) {
  return {.id = std::move(id), .kind = OrganisationKind::school, .name = {name, name}, .authority = "680",
          .phase = "primary", .opened = Date(1990, 9, 1)};
}

TEST_P(OrganisationsStoreTest, WhatIsPutIsReadAndTheSameAgainChangesNothing) {
  const std::vector<Organisation> entries{school("6802801", "Ysgol Bryn Crychydd")};
  EXPECT_THAT(put_organisations(ledger, entries), ElementsAre(true));
  EXPECT_THAT(put_organisations(ledger, entries), ElementsAre(false));
  const auto read = organisation(ledger, "6802801").value();
  EXPECT_EQ(read.name.cy, "Ysgol Bryn Crychydd");
  EXPECT_EQ(read.opened, Date(1990, 9, 1));
  EXPECT_FALSE(read.closed);
  EXPECT_FALSE(organisation(ledger, "6802802"));
  EXPECT_EQ(schools_of(ledger, "680").size(), 1U);
}

TEST_P(OrganisationsStoreTest, AProvisionalEntryGivesWayAndNeverReplaces) {
  auto provisional = school("6802801", "6802801");
  provisional.provisional = true;
  const auto known = school("6802801", "Ysgol Bryn Crychydd");
  EXPECT_THAT(put_organisations(ledger, std::vector{provisional}), ElementsAre(true));
  EXPECT_TRUE(organisation(ledger, "6802801")->provisional);
  EXPECT_THAT(put_organisations(ledger, std::vector{known}), ElementsAre(true));
  EXPECT_THAT(put_organisations(ledger, std::vector{provisional}), ElementsAre(false));
  EXPECT_FALSE(organisation(ledger, "6802801")->provisional);
}

// The report lists Conwy under both Cynnal and Curriculum Support; two of its footnotes disagree.
TEST_P(OrganisationsStoreTest, AnAuthorityCanBelongToTwoServicesByTwoSources) {
  const Date from(2004, 9, 1);
  const std::vector<Membership> entries{{"662", "cynnal", from, {}, "BSF fn5"},
                                        {"661", "cynnal", from, {}, "BSF fn5"},
                                        {"661", "cynnal", from, {}, "EAL fn6"},
                                        {"662", "curriculum-support", from, {}, "BSF fn5"}};
  put_memberships(ledger, entries);
  EXPECT_THAT(bodies_of(ledger, "662", Date(2008, 1, 17)), ElementsAre("curriculum-support", "cynnal"));
  EXPECT_THAT(members_on(ledger, "cynnal", Date(2008, 1, 17)), ElementsAre("661", "662"));
  EXPECT_EQ(memberships(ledger).size(), 4U);
}

TEST_P(OrganisationsStoreTest, AnOldMembershipStaysCorrectForOldDays) {
  const std::vector<Membership> entries{{"662", "cynnal", Date(2004, 9, 1), Date(2009, 8, 31), "a"},
                                        {"662", "gwe", Date(2009, 9, 1), {}, "b"}};
  put_memberships(ledger, entries);
  EXPECT_THAT(bodies_of(ledger, "662", Date(2009, 8, 31)), ElementsAre("cynnal"));
  EXPECT_THAT(bodies_of(ledger, "662", Date(2009, 9, 1)), ElementsAre("gwe"));
  EXPECT_THAT(bodies_of(ledger, "662", Date(2004, 8, 31)), IsEmpty());
}

TEST_P(OrganisationsStoreTest, AMembershipThatEndsKeepsItsBeginning) {
  Membership open{"662", "cynnal", Date(2004, 9, 1), {}, "a"};
  put_memberships(ledger, std::vector{open});
  open.to = Date(2007, 8, 31);
  EXPECT_THAT(put_memberships(ledger, std::vector{open}), ElementsAre(true));
  EXPECT_THAT(put_memberships(ledger, std::vector{open}), ElementsAre(false));
  EXPECT_THAT(members_on(ledger, "cynnal", Date(2008, 1, 1)), IsEmpty());
}

TEST_P(OrganisationsStoreTest, PredecessorsAreFollowedAndACircleEnds) {
  auto a = school("a", "A"), b = school("b", "B"), c = school("c", "C");
  a.predecessor = "b";
  b.predecessor = "c";
  c.predecessor = "a";
  put_organisations(ledger, std::vector{a, b, c});
  EXPECT_THAT(predecessors(ledger, "a"), ElementsAre("b", "c"));
}

TEST_P(OrganisationsStoreTest, SmallAreasAreKeptPerEdition) {
  const std::vector<SmallArea> areas{{"W01000001", 2005, 3, "680"}, {"W01000001", 2008, 4, "680"}};
  EXPECT_THAT(put_small_areas(ledger, areas), ElementsAre(true, true));
  EXPECT_THAT(put_small_areas(ledger, areas), ElementsAre(false, false));
  EXPECT_EQ(small_areas(ledger).at(1).decile, 4);
}

POTENSIAL_ON_BOTH_ENGINES(OrganisationsStoreTest);

}  // namespace
}  // namespace potensial::store
