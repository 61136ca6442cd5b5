#include "store/inaction_store.hpp"

#include <gtest/gtest.h>

#include "ledger/both_engines.hpp"
#include "store/finding_store.hpp"

namespace potensial::store {
namespace inaction_cases {

constexpr auto first_day = std::chrono::sys_days(std::chrono::January / 5 / 2011);

std::string opened(Ledger& ledger) {
  FindingRecord record;
  record.indicator = "ks2-reading";
  record.scope = "680";
  record.conditions = {{"sex", "M", {"boys", "bechgyn"}}};
  record.years = {AcademicYear{2010}};
  std::vector<FindingRecord> records{record};
  keep_findings(ledger, records, "somebody", first_day);
  return records.front().id;
}

Inaction decided(const std::string& reason) {
  return {.taken_back = false, .reason = reason, .review = Date(2011, 9, 30), .actor = "Mair", .person = PersonId{7}, .at = first_day};
}

class InactionStore : public tests::OnBothEngines {};

TEST_P(InactionStore, ADecisionAndWhatTookItBackAreBothKept) {
  auto ledger = fresh_ledger();
  const auto finding = opened(ledger);
  EXPECT_TRUE(inactions_about(ledger, finding).empty());
  ASSERT_TRUE(add_inaction(ledger, finding, decided("Four learners"), 0));
  ASSERT_TRUE(add_inaction(ledger, finding, {.taken_back = true, .reason = "More now", .review = {}, .actor = "Ann", .person = PersonId{8}, .at = first_day}, 1));
  const auto found = inactions_about(ledger, finding);
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].reason, "Four learners");
  EXPECT_EQ(found[0].person, PersonId{7});
  EXPECT_TRUE(found[0].holds_on(Date(2011, 9, 30)));
  EXPECT_FALSE(found[0].holds_on(Date(2011, 10, 1)));
  EXPECT_TRUE(found[1].taken_back);
  EXPECT_FALSE(found[1].holds_on(Date(2011, 1, 6)));
}

TEST_P(InactionStore, TheLaterOfTwoWhoSawTheSameIsRefused) {
  auto ledger = fresh_ledger();
  const auto finding = opened(ledger);
  ASSERT_TRUE(add_inaction(ledger, finding, decided("first"), 0));
  const auto late = add_inaction(ledger, finding, decided("second"), 0);
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().code, "operation.stale");
  EXPECT_EQ(inactions_about(ledger, finding).size(), 1u);
}

POTENSIAL_ON_BOTH_ENGINES(InactionStore);

}  // namespace inaction_cases
}  // namespace potensial::store
