#include "store/delegation_store.hpp"

#include <gtest/gtest.h>

#include "ledger/both_engines.hpp"

namespace potensial::store {
namespace delegation_store_cases {

constexpr FinancialYear year{2007};
const auto noon = std::chrono::sys_days(std::chrono::February / 5 / 2007) + std::chrono::hours(12);

DelegationOption kept(const std::string& authority, const std::string& name) {
  return {.authority = authority, .fund = better_schools_fund, .year = year, .name = name, .reason = "More for need.", .actor = "Mair", .person = PersonId{7}, .at = noon,
          .weights = {50, 10, 40, 9000, {}, 7500, 30, 25}, .schools = {{{"6602801", 100, 20, 645}, {1000001}}, {{"6602802", 50, 20, 0, 31}, {900000}}},
          .central = {{"Courses", {50000}}, {"", {1234}}}, .released_by = {}};
}

class DelegationStore : public tests::OnBothEngines {};

TEST_P(DelegationStore, AnOptionComesBackAsItWasKept) {
  auto ledger = fresh_ledger();
  const auto id = keep_option(ledger, kept("660", "B"));
  const auto found = delegation_option(ledger, id);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->name, "B");
  EXPECT_EQ(found->person, PersonId{7});
  EXPECT_EQ(found->at, noon);
  EXPECT_EQ(found->weights, (DelegationWeights{50, 10, 40, 9000, {}, 7500, 30, 25}));
  ASSERT_EQ(found->schools.size(), 2u);
  EXPECT_EQ(found->schools[0].school.staff, 645);
  EXPECT_EQ(found->schools[1].school.staff, 0);
  EXPECT_EQ(found->schools[1].school.entitled, 20);
  EXPECT_EQ(found->schools[1].school.points, 31);
  EXPECT_EQ(found->delegated().count, 1900001);
  ASSERT_EQ(found->central.size(), 2u);
  EXPECT_EQ(found->central[1].activity, "");
  EXPECT_EQ(found->kept_centrally().count, 51234);
  EXPECT_FALSE(found->is_released());
  EXPECT_FALSE(delegation_option(ledger, 99));
}

TEST_P(DelegationStore, OfAYearOneIsReleased) {
  auto ledger = fresh_ledger();
  const auto first = keep_option(ledger, kept("660", "A")), second = keep_option(ledger, kept("660", "B")), other = keep_option(ledger, kept("661", "A"));
  EXPECT_FALSE(released_delegation(ledger, "660", better_schools_fund, year));
  EXPECT_TRUE(release_option(ledger, second, "Huw", noon + std::chrono::hours(1)));
  EXPECT_EQ(release_option(ledger, first, "Huw", noon).error().code, "delegation.already-released");
  EXPECT_EQ(release_option(ledger, 99, "Huw", noon).error().code, "delegation.no-option");
  EXPECT_TRUE(release_option(ledger, other, "Huw", noon));
  const auto released = released_delegation(ledger, "660", better_schools_fund, year);
  ASSERT_TRUE(released);
  EXPECT_EQ(released->id, second);
  EXPECT_EQ(released->released_by, "Huw");
  EXPECT_EQ(released->released_at, noon + std::chrono::hours(1));
  EXPECT_FALSE(released_delegation(ledger, "660", better_schools_fund, year.before()));
  EXPECT_EQ(delegation_options(ledger, {"", better_schools_fund, year, true}).size(), 2u);
  EXPECT_EQ(delegation_options(ledger, {"660", better_schools_fund, year}).size(), 2u);
  EXPECT_EQ(years_released(ledger, better_schools_fund), std::vector<FinancialYear>{year});
}

POTENSIAL_ON_BOTH_ENGINES(DelegationStore);

}  // namespace delegation_store_cases
}  // namespace potensial::store
