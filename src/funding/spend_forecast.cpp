#include "funding/spend_forecast.hpp"

#include <algorithm>
#include <array>

#include <boost/multiprecision/cpp_int.hpp>

#include "catalogue/rules.hpp"

namespace potensial::funding {
namespace spend_expected {

using Whole = boost::multiprecision::cpp_int;

constexpr std::array<std::string_view, 4> follow_ups{"first-follow-up-month", "second-follow-up-month", "third-follow-up-month", "fourth-follow-up-month"};

int days_gone(FinancialYear year, Date today) {
  const auto last = std::min(today, year.last_day());
  return last.days() - year.first_day().days() + 1;
}
int days_of(FinancialYear year) { return year.last_day().days() - year.first_day().days() + 1; }

std::int64_t even_spend(const LineMoney& money, FinancialYear year, Date today) {
  const Whole gone = days_gone(year, today);
  const Whole cost = (Whole(money.actual.count) * days_of(year) * 2 + gone) / (2 * gone);
  return cost > money.plan.count ? money.plan.count : static_cast<std::int64_t>(cost);
}

SpendForecast expected(const LineMoney& money, std::int64_t cost, ForecastBy by) {
  const auto bound = money.committed.count + money.actual.count;
  const auto whole = std::max(cost, bound);
  return {{whole}, {money.plan.count - whole}, by};
}

Date last_day_of_month(FinancialYear year, int month) {
  const int calendar = month >= 4 ? year.begins : year.begins + 1;
  const auto next = month == 12 ? Date(calendar + 1, 1, 1) : Date(calendar, static_cast<unsigned>(month) + 1, 1);
  return Date::from_days(next.days() - 1);
}

}  // namespace spend_expected

Result<SpendRule> spend_rule(const catalogue::Catalogue& catalogue, Date day) {
  const auto rule = catalogue::rule_on(catalogue, "spend-follow-up", day);
  if (!rule) return std::unexpected(rule.error());
  SpendRule read{static_cast<int>(rule->number("days-before-even")), static_cast<std::int64_t>(rule->number("least-percent")),
                 {static_cast<std::int64_t>(rule->number("least-pounds")) * 100}, {}};
  for (const auto name : spend_expected::follow_ups)
    if (rule->numbers.contains(name)) read.follow_up_months.push_back(static_cast<int>(rule->number(name)));
  return read;
}

SpendForecast forecast(const LineMoney& money, FinancialYear year, Date today, const SpendRule& rule) {
  using namespace spend_expected;
  if (money.forecast) return expected(money, money.forecast->count, ForecastBy::person);
  if (days_gone(year, today) <= rule.days_before_even) return expected(money, money.plan.count, ForecastBy::too_early);
  return expected(money, even_spend(money, year, today), ForecastBy::even_spend);
}

std::vector<Date> follow_up_days(FinancialYear year, const SpendRule& rule) {
  std::vector<Date> days;
  for (const auto month : rule.follow_up_months) days.push_back(spend_expected::last_day_of_month(year, month));
  std::ranges::sort(days);
  return days;
}

bool needs_follow_up(const LineMoney& money, const SpendForecast& expected, const SpendRule& rule) {
  using spend_expected::Whole;
  return expected.left >= rule.least && expected.left.count > 0 && Whole(expected.left.count) * 100 >= Whole(money.plan.count) * rule.least_percent;
}

}  // namespace potensial::funding
