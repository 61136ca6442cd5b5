#include "store/next_step_store.hpp"

#include <gtest/gtest.h>

#include "ledger/both_engines.hpp"

namespace potensial::store {
namespace {

class NextSteps : public tests::OnBothEngines {};

NextStep step(const std::string& next) {
  return {.indicator = "ks2-mathematics", .result_year = {2010}, .next = next, .how = "Twenty minutes each day", .actor = "somebody",
          .at = std::chrono::sys_days(std::chrono::January / 5 / 2011)};
}

TEST_P(NextSteps, StandOneAfterTheOtherForEachLearner) {
  auto ledger = fresh_ledger();
  ASSERT_TRUE(add_next_step(ledger, LearnerId{7}, step("Fractions"), 0));
  ASSERT_TRUE(add_next_step(ledger, LearnerId{7}, step("Area"), 1));
  ASSERT_TRUE(add_next_step(ledger, LearnerId{8}, step("Angles"), 0));
  EXPECT_EQ(next_steps_of(ledger, LearnerId{7}), (std::vector<NextStep>{step("Fractions"), step("Area")}));
  EXPECT_TRUE(next_steps_of(ledger, LearnerId{9}).empty());
}

TEST_P(NextSteps, WhoHasNotSeenTheNewestMayNotAddOne) {
  auto ledger = fresh_ledger();
  ASSERT_TRUE(add_next_step(ledger, LearnerId{7}, step("Fractions"), 0));
  EXPECT_EQ(add_next_step(ledger, LearnerId{7}, step("Area"), 0).error().code, "operation.stale");
  EXPECT_EQ(next_steps_of(ledger, LearnerId{7}).size(), 1u);
}

POTENSIAL_ON_BOTH_ENGINES(NextSteps);

}  // namespace
}  // namespace potensial::store
