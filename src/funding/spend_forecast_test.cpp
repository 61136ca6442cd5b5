#include "funding/spend_forecast.hpp"

#include <gtest/gtest.h>

namespace potensial::funding {
namespace spend_forecast_test {

constexpr FinancialYear year{2010};
const SpendRule rule{91, 10, {50'000}, {9, 11, 1}};

SpendForecast expected(const LineMoney& money, Date today) { return forecast(money, year, today, rule); }

// By hand: 183 of 365 days by 30 September; 10,000p × 365 / 183 = 19,945.36p.
TEST(SpendForecast, GoesOnAsItWentSoFar) {
  const auto found = expected({.plan = {30000}, .actual = {10000}}, Date(2010, 9, 30));
  EXPECT_EQ(found.cost, Pence{19945});
  EXPECT_EQ(found.left, Pence{10055});
  EXPECT_EQ(found.by, ForecastBy::even_spend);
}

TEST(SpendForecast, IsNeverBelowWhatIsBoundNorAboveThePlan) {
  EXPECT_EQ(expected({.plan = {30000}, .committed = {15000}, .actual = {10000}}, Date(2010, 9, 30)).cost, Pence{25000});
  EXPECT_EQ(expected({.plan = {30000}, .actual = {29000}}, Date(2010, 9, 30)).cost, Pence{30000});
  EXPECT_EQ(expected({.plan = {30000}, .actual = {29000}}, Date(2011, 6, 1)).cost, Pence{29000}) << "after the year what was paid";
}

TEST(SpendForecast, SaysNothingEarlyInTheYear) {
  const auto found = expected({.plan = {30000}}, Date(2010, 6, 30));  // day 91
  EXPECT_EQ(found.by, ForecastBy::too_early);
  EXPECT_EQ(found.left, Pence{0});
  EXPECT_EQ(expected({.plan = {30000}}, Date(2010, 7, 1)).left, Pence{30000});
}

TEST(SpendForecast, APersonsWordGoesBefore) {
  const auto found = expected({.plan = {30000}, .actual = {100}, .forecast = Pence{28000}}, Date(2010, 9, 30));
  EXPECT_EQ(found.cost, Pence{28000});
  EXPECT_EQ(found.by, ForecastBy::person);
  EXPECT_EQ(expected({.plan = {30000}, .actual = {29000}, .forecast = Pence{28000}}, Date(2010, 9, 30)).cost, Pence{29000}) << "unless more is paid by now";
}

TEST(SpendForecast, Mon03IsFollowedUpOnDaysWellBeforeTheYearEnds) {
  EXPECT_EQ(follow_up_days(year, rule), (std::vector{Date(2010, 9, 30), Date(2010, 11, 30), Date(2011, 1, 31)}));
  EXPECT_EQ(follow_up_days({2011}, {0, 0, {}, {2, 12}}), (std::vector{Date(2011, 12, 31), Date(2012, 2, 29)}));
}

// A tenth of £6,000.00 is £600.00; £500.00 is the least amount.
TEST(SpendForecast, Mon03IsFollowedUpWhereEnoughIsExpectedToBeLeft) {
  const auto needed = [](std::int64_t plan, std::int64_t left) { return needs_follow_up({.plan = {plan}}, {{plan - left}, {left}}, rule); };
  EXPECT_TRUE(needed(600'000, 60'000));
  EXPECT_FALSE(needed(600'000, 59'999));
  EXPECT_TRUE(needed(100'000, 50'000));
  EXPECT_FALSE(needed(100'000, 49'999));
  EXPECT_FALSE(needed(0, 0));
}

TEST(SpendForecast, Mon03TheRuleStandsInTheCatalogue) {
  const auto catalogue = catalogue::Catalogue::load(POTENSIAL_ROOT "/catalogue").value();
  const auto read = spend_rule(catalogue, Date(2007, 4, 1)).value();
  EXPECT_EQ(follow_up_days({2007}, read), (std::vector{Date(2007, 9, 30), Date(2007, 11, 30), Date(2008, 1, 31)}));
  EXPECT_EQ((std::tuple{read.days_before_even, read.least_percent, read.least}), (std::tuple{91, std::int64_t{10}, Pence{50'000}}));
}

}  // namespace spend_forecast_test
}  // namespace potensial::funding
