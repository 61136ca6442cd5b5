#include "store/option_effect_store.hpp"

#include <gtest/gtest.h>

#include "ledger/both_engines.hpp"
#include "store/delegation_store.hpp"

namespace potensial::store {
namespace option_effect_test {

class OptionEffects : public tests::OnBothEngines {};

TEST_P(OptionEffects, Del06StandBesideTheOptionTheyAreOf) {
  auto ledger = fresh_ledger();
  const DelegationOption option{.authority = "680", .fund = better_schools_fund, .year = {2010}, .name = "A", .reason = "r", .actor = "Somebody"};
  const auto first = keep_option(ledger, option), second = keep_option(ledger, option);
  const OptionEffect effect{"Heads’ time for training", "Two advisers fewer"};
  state_effect(ledger, second, effect);
  EXPECT_EQ(effect_of(ledger, second), effect);
  EXPECT_FALSE(effect_of(ledger, first)) << "kept before effects were asked for";
}

POTENSIAL_ON_BOTH_ENGINES(OptionEffects);

}  // namespace option_effect_test
}  // namespace potensial::store
