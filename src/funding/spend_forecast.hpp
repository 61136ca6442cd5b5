// What will be left of a line on 31 March, and on which days somebody is to follow it up (MON-03).
//
// Expected cost of a line, in this order:
// 1. what a person said it will cost (the newest forecast), but not less than what is bound and paid by now;
// 2. else, once a number of days of the year have gone by: paid × days of the year / days gone by, rounded to the nearest
//    penny, half up, at least what is bound and paid, at most the plan;
// 3. else, early in the year: the plan, as nothing can be said yet.
// Left is the plan less that. The rule in 2 holds where a line is spent evenly. It is doubtful for costs that come once: a
// course in March looks unspent until then, a machine bought in April as if a second would follow. So a person's word
// goes before it, and the page says by which of the three a figure arose.
//
// A line is followed up on every day of the rule on which at least the share of the plan, and at least the amount, is
// expected to be left. The days stand well before 31 March, that the money can still be moved. Pure, thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/result.hpp"
#include "catalogue/catalogue.hpp"
#include "model/financial_year.hpp"
#include "model/posting.hpp"

namespace potensial::funding {

enum class ForecastBy { person, even_spend, too_early };

struct SpendForecast {
  Pence cost, left;
  ForecastBy by = ForecastBy::too_early;
};

struct SpendRule {
  int days_before_even = 0;         // of the year, before even spend is reckoned
  std::int64_t least_percent = 0;   // of the plan, for a follow-up
  Pence least;
  std::vector<int> follow_up_months; // on the last day of each, in the order of the financial year
};

// From rule `spend-follow-up` as it holds on a day; refuses when it is missing.
Result<SpendRule> spend_rule(const catalogue::Catalogue& catalogue, Date day);

SpendForecast forecast(const LineMoney& money, FinancialYear year, Date today, const SpendRule& rule);

// All of the year, in order.
std::vector<Date> follow_up_days(FinancialYear year, const SpendRule& rule);
// Whether a line that stands like this is one to follow up.
bool needs_follow_up(const LineMoney& money, const SpendForecast& expected, const SpendRule& rule);

}  // namespace potensial::funding
