#include "store/decision_store.hpp"

#include <gtest/gtest.h>

#include "ledger/both_engines.hpp"
#include "store/finding_store.hpp"

namespace potensial::store {
namespace {

constexpr auto first_day = std::chrono::sys_days(std::chrono::January / 5 / 2011);

FindingRecord boys_in(const std::string& indicator) {
  FindingRecord record;
  record.indicator = indicator;
  record.scope = "680";
  record.conditions = {{"sex", "M", {"boys", "bechgyn"}}};
  record.years = {AcademicYear{2010}};
  return record;
}

// Opened one day after the other; gives the ids.
std::vector<std::string> opened(Ledger& ledger, std::initializer_list<std::string> indicators) {
  std::vector<std::string> ids;
  auto day = first_day;
  for (const auto& indicator : indicators) {
    std::vector<FindingRecord> records{boys_in(indicator)};
    keep_findings(ledger, records, "somebody", day);
    ids.push_back(records.front().id);
    day += std::chrono::days(1);
  }
  return ids;
}

FindingDecision decided(FindingVerdict verdict, const std::string& owner) {
  return {.verdict = verdict, .reason = "because", .owner = owner, .due = {}, .actor = "somebody", .at = first_day};
}

std::vector<std::string> unowned(Ledger& ledger, const std::string& scope) {
  std::vector<std::string> ids;
  for (const auto& each : findings_without_owner(ledger, scope)) ids.push_back(each.finding);
  return ids;
}

class DecisionStore : public tests::OnBothEngines {};

TEST_P(DecisionStore, NamesFindingsWithoutAnOwnerOldestFirst) {
  auto ledger = fresh_ledger();
  const auto ids = opened(ledger, {"ks3-points", "ks2-points"});
  EXPECT_EQ(unowned(ledger, "680"), ids);
  EXPECT_EQ(findings_without_owner(ledger, "680").front().opened, first_day);
  EXPECT_TRUE(unowned(ledger, "681").empty());
}

TEST_P(DecisionStore, TheNewestDecisionSaysWhetherAnybodyOwnsIt) {
  auto ledger = fresh_ledger();
  const auto ids = opened(ledger, {"a", "b", "c"});
  ASSERT_TRUE(add_decision(ledger, ids[0], decided(FindingVerdict::act, "School adviser"), 0));
  ASSERT_TRUE(add_decision(ledger, ids[1], decided(FindingVerdict::not_real, ""), 0));
  ASSERT_TRUE(add_decision(ledger, ids[2], decided(FindingVerdict::watch, ""), 0));
  EXPECT_EQ(unowned(ledger, "680"), (std::vector{ids[2]}));
  ASSERT_TRUE(add_decision(ledger, ids[1], decided(FindingVerdict::watch, ""), 1));
  EXPECT_EQ(unowned(ledger, "680"), (std::vector{ids[1], ids[2]})) << "found to be real after all";
}

POTENSIAL_ON_BOTH_ENGINES(DecisionStore);

}  // namespace
}  // namespace potensial::store
