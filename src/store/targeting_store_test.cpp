#include "store/targeting_store.hpp"

#include <gtest/gtest.h>

#include "ledger/both_engines.hpp"

namespace potensial::store {
namespace targeting_store_cases {

const auto noon = std::chrono::sys_days(std::chrono::February / 5 / 2007) + std::chrono::hours(12);

Targeting published(const std::string& authority) {
  return {.authority = authority, .name = "Reading", .reason = "Two teachers are there for it.", .criterion = {"school-need", 1, {2007}, 2, {}}, .in_force = Date(2007, 3, 1),
          .actor = "Mair", .person = PersonId{7}, .at = noon, .applied_by = {}, .hash = {}, .schools = {}, .changes = {}};
}

Targeting applied(std::int64_t id) {
  auto made = published("660");
  made.id = id;
  made.applied_by = "Huw";
  made.applied_at = noon + std::chrono::hours(24);
  made.hash = "abc";
  made.schools = {{"6602801", 700'000, 1, true}, {"6602802", 200'000, 3, false}, {"6602803", 600'000, 2, true}};
  return made;
}

class TargetingStore : public tests::OnBothEngines {};

TEST_P(TargetingStore, ACriterionComesBackAsItWasPublished) {
  auto ledger = fresh_ledger();
  const auto id = publish_targeting(ledger, published("660"));
  publish_targeting(ledger, published("661"));
  const auto found = targeting(ledger, id);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->criterion.index, "school-need");
  EXPECT_EQ(found->criterion.most, 2);
  EXPECT_FALSE(found->criterion.least);
  EXPECT_EQ(found->criterion.year, AcademicYear{2007});
  EXPECT_EQ(found->in_force, Date(2007, 3, 1));
  EXPECT_EQ(found->at, noon);
  EXPECT_FALSE(found->is_applied());
  EXPECT_EQ(targetings(ledger, "660").size(), 1u);
  EXPECT_FALSE(targeting(ledger, 99));
}

TEST_P(TargetingStore, IsAppliedOnce) {
  auto ledger = fresh_ledger();
  const auto id = publish_targeting(ledger, published("660"));
  ASSERT_TRUE(apply_targeting(ledger, applied(id)));
  EXPECT_EQ(apply_targeting(ledger, applied(id)).error().code, "targeting.applied-already");
  EXPECT_EQ(apply_targeting(ledger, applied(99)).error().code, "targeting.unknown");
  const auto found = *targeting(ledger, id);
  EXPECT_EQ(found.applied_by, "Huw");
  EXPECT_EQ(found.hash, "abc");
  EXPECT_EQ(found.schools, applied(id).schools);
}

TEST_P(TargetingStore, TheLastChangeByHandCounts) {
  auto ledger = fresh_ledger();
  const auto id = publish_targeting(ledger, published("660"));
  ASSERT_TRUE(apply_targeting(ledger, applied(id)));
  change_targeting(ledger, id, {"6602802", true, "It takes learners of a school that closed.", "Huw", noon});
  change_targeting(ledger, id, {"6602801", false, "It has its own teacher.", "Huw", noon});
  change_targeting(ledger, id, {"6602801", true, "The teacher left.", "Mair", noon});
  const auto found = *targeting(ledger, id);
  ASSERT_EQ(found.changes.size(), 3u);
  EXPECT_EQ(found.changes[1].reason, "It has its own teacher.");
  EXPECT_TRUE(found.holds(found.schools[0]));
  EXPECT_TRUE(found.holds(found.schools[1]));
  EXPECT_TRUE(found.holds(found.schools[2]));
  EXPECT_FALSE(found.schools[1].chosen);
}

POTENSIAL_ON_BOTH_ENGINES(TargetingStore);

}  // namespace targeting_store_cases
}  // namespace potensial::store
