#include "model/organisation.hpp"

#include <gtest/gtest.h>

namespace potensial {

TEST(Membership, HoldsFromItsFirstToItsLastDay) {
  const Membership membership{"662", "cynnal", Date(2004, 9, 1), Date(2012, 8, 31), "BSF fn5"};
  EXPECT_FALSE(membership.holds_on(Date(2004, 8, 31)));
  EXPECT_TRUE(membership.holds_on(Date(2004, 9, 1)));
  EXPECT_TRUE(membership.holds_on(Date(2012, 8, 31)));
  EXPECT_FALSE(membership.holds_on(Date(2012, 9, 1)));
}

TEST(OrganisationKind, WordsAreReadBack) {
  for (const auto kind : {OrganisationKind::nation, OrganisationKind::working_family, OrganisationKind::study})
    EXPECT_EQ(organisation_kind(word(kind)), kind);
  EXPECT_FALSE(organisation_kind("castle"));
}

}  // namespace potensial
