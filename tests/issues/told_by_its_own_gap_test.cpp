// "Does better" listed a group with a gap of −0.20, and "Real but small" one whose interval holds 0: both were told by
// what they are beside other groups, not by the gap that stands next to their names.
#include <gtest/gtest.h>

#include "insight/finding_search.hpp"

namespace potensial::insight {
namespace {

FindingRecord found(FindingKind kind, double gap, double low, double high) {
  FindingRecord record;
  record.kind = kind;
  record.gap = gap;
  record.low = low;
  record.high = high;
  return record;
}

TEST(ToldByItsOwnGap, ShortOfOthersIsNotBetter) {
  GroupFindings groups;
  groups.take(found(FindingKind::does_better, -0.20, -0.24, -0.16));
  groups.take(found(FindingKind::does_better, 0.02, -0.01, 0.05));
  EXPECT_TRUE(groups.does_better.empty());
  EXPECT_EQ(groups.beside_others.size(), 2u);
}

TEST(ToldByItsOwnGap, NoClearGapIsNotASmallOne) {
  GroupFindings groups;
  groups.take(found(FindingKind::small, 0.0, -0.03, 0.02));
  EXPECT_TRUE(groups.small.empty());
  EXPECT_EQ(groups.beside_others.size(), 1u);
}

// Low on earlier results and without special needs: ahead of others by 0.25, yet under "groups that fall short", for
// its parts foretold still more.
TEST(ToldByItsOwnGap, AheadOfOthersIsNotAFinding) {
  GroupFindings groups;
  groups.take(found(FindingKind::separate, 0.25, 0.18, 0.33));
  groups.take(found(FindingKind::separate, -0.01, -0.05, 0.03));
  groups.take(found(FindingKind::separate, -0.28, -0.36, -0.20));
  EXPECT_EQ(groups.findings.size(), 1u);
  EXPECT_EQ(groups.beside_others.size(), 2u);
}

TEST(ToldByItsOwnGap, ClearGapsKeepTheirList) {
  GroupFindings groups;
  groups.take(found(FindingKind::does_better, 0.20, 0.10, 0.30));
  groups.take(found(FindingKind::small, -0.07, -0.09, -0.04));
  groups.take(found(FindingKind::main, -0.30, -0.40, -0.20));
  EXPECT_EQ(groups.does_better.size(), 1u);
  EXPECT_EQ(groups.small.size(), 1u);
  EXPECT_EQ(groups.findings.size(), 1u);
}

}  // namespace
}  // namespace potensial::insight
