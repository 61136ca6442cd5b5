#include "store/central_store.hpp"

#include <gtest/gtest.h>

#include "ledger/both_engines.hpp"
#include "store/delegation_store.hpp"

namespace potensial::store {
namespace central_store_cases {

constexpr std::chrono::sys_seconds morning = std::chrono::sys_days(std::chrono::May / 4 / 2007);

CentralActivity activity(std::int64_t pence, int place = 1) {
  return {.id = 0, .authority = "660", .fund = better_schools_fund, .year = {2007}, .amount_place = place, .name = "Bandiau darllen ’r sir", .amount = {pence}, .group = "fsm=yes",
          .indicator = "ks2-reading", .analysis = "need-660-1", .baseline = 58.4, .target = 63.5, .outcome_day = Date(2008, 8, 31), .evaluation_day = Date(2008, 10, 31),
          .evaluation = "Beside like learners", .actor = "Mair", .person = PersonId{4}, .at = morning};
}

void release(Ledger& ledger, const std::vector<CentralAmount>& central) {
  keep_option(ledger, {.authority = "660", .fund = better_schools_fund, .year = {2007}, .name = "A", .reason = {}, .actor = "Mair", .person = {}, .at = morning, .weights = {},
                       .schools = {{{"6602001", 100, 20}, {100'000}}}, .central = central, .released_by = "Huw", .released_at = morning});
}

class CentralStore : public tests::OnBothEngines {};

TEST_P(CentralStore, Del04ActivitiesNeverTakeMoreThanTheAmountThatIsKept) {
  auto ledger = fresh_ledger();
  EXPECT_EQ(add_central_activity(ledger, activity(1)).error().code, "central.no-amount") << "nothing is released";
  release(ledger, {{"Advisers", {10'001}}, {"", {5'000}}});
  EXPECT_EQ(add_central_activity(ledger, activity(1, 3)).error().code, "central.no-amount");
  EXPECT_EQ(add_central_activity(ledger, activity(0)).error().code, "central.nothing");
  ASSERT_EQ(add_central_activity(ledger, activity(6'000)), 1);
  const auto refused = add_central_activity(ledger, activity(4'002)).error();
  EXPECT_EQ(refused.code, "central.beyond-kept");
  EXPECT_EQ(refused.arguments, (Arguments{{"left", "£40.01"}, {"asked", "£40.02"}}));
  ASSERT_EQ(add_central_activity(ledger, activity(4'001)), 2);
  ASSERT_EQ(add_central_activity(ledger, activity(5'000, 2)), 3) << "each amount for itself";
  auto first = activity(6'000);
  first.id = 1;
  const auto read = central_activities(ledger, "660", better_schools_fund, {2007});
  ASSERT_EQ(read.size(), 3u);
  EXPECT_EQ(read.front(), first);
  EXPECT_TRUE(central_activities(ledger, "661", better_schools_fund, {2007}).empty());
  EXPECT_TRUE(central_activities(ledger, "660", better_schools_fund, {2008}).empty());
}

POTENSIAL_ON_BOTH_ENGINES(CentralStore);

}  // namespace central_store_cases
}  // namespace potensial::store
