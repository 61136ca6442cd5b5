#include "store/release_store.hpp"

#include <gtest/gtest.h>

#include "ledger/both_engines.hpp"

namespace potensial::store {
namespace {

FamilyMember member() {
  CountTable table{.id = "core-2010-ks2-csi", .title = {"Title", "Teitl"}, .universe = "2010 ks2 ks2-csi", .variables = {},
                   .counts = {41, 9, 0, 12}, .impossible = {false, false, true, false}, .percentages_of = 1, .sums = {}};
  table.variables.push_back({.name = "place", .title = {"Place", "Lle"}, .identifying = true, .known_inside = true,
                             .categories = {"6802801", "6802802"}, .headline = {},
                             .levels = {{"6802801", {"Ysgol y “Bryn”", "Ysgol y “Bryn”"}, {0}}, {"680", {"A", "B"}, {0, 1}}}});
  table.variables.push_back({.name = "reached", .title = {"Reached", "Wedi cyrraedd"}, .sensitive = true, .categories = {"yes", "no"},
                             .headline = "yes", .levels = {{"yes", {"yes", "do"}, {0}}, {"all", {"all", "pawb"}, {0, 1}}}});
  return {table, {true, false, true, true}};
}

DataRelease release(std::int16_t year) {
  return {.year = {year}, .from = Date(year, 12, 1), .policy = "cymru-school-info", .policy_version = 1, .actor = "somebody",
          .at = std::chrono::sys_days(std::chrono::January / 5 / 2011),
          .tables = {{"ks2", "ks2-csi", {"Key Stage 2", "Cyfnod Allweddol 2"}, {"CSI", "DPC"}, member(),
                      {{"6802801", Verdict::low}, {"6802802", Verdict::cannot_be_judged}}}}};
}

class ReleaseStore : public tests::OnBothEngines {};

TEST_P(ReleaseStore, GivesBackWhatWasReleasedNewestYearFirst) {
  auto ledger = fresh_ledger();
  ASSERT_TRUE(add_release(ledger, release(2009)));
  ASSERT_TRUE(add_release(ledger, release(2010)));
  const auto all = releases(ledger);
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(count_of_releases(ledger), 2u);
  const auto& newest = all.front();
  EXPECT_EQ(newest.year.summer, 2010);
  EXPECT_EQ(newest.from, Date(2010, 12, 1));
  EXPECT_EQ(newest.policy, "cymru-school-info");
  EXPECT_EQ(newest.at, release(2010).at);
  ASSERT_EQ(newest.tables.size(), 1u);
  const auto& table = newest.tables.front();
  EXPECT_EQ(table.member.table, member().table);
  EXPECT_EQ(table.member.shown, member().shown);
  EXPECT_EQ(table.words, release(2010).tables.front().words);
  EXPECT_EQ(table.indicator_name.cy, "DPC");
}

TEST_P(ReleaseStore, AYearIsReleasedOnce) {
  auto ledger = fresh_ledger();
  ASSERT_TRUE(add_release(ledger, release(2010)));
  auto other = release(2010);
  other.tables.clear();
  EXPECT_EQ(add_release(ledger, other).error().code, "release.already-released");
  EXPECT_EQ(releases(ledger).front().tables.size(), 1u);
}

POTENSIAL_ON_BOTH_ENGINES(ReleaseStore);

}  // namespace
}  // namespace potensial::store
