#include "service/plan_balance.hpp"

#include <algorithm>

#include "catalogue/rules.hpp"
#include "insight/page_parts.hpp"
#include "model/financial_year.hpp"
#include "service/joint_works.hpp"

namespace potensial::service {
namespace plan_share {

using insight::cell;
using insight::number_column;
using insight::text_column;

std::int64_t whole_of(const form::Answers& activity, std::string_view question_asked) {
  const auto* given = activity.answered(question_asked);
  const auto* number = given ? std::get_if<std::int64_t>(given) : nullptr;
  return number ? *number : 0;
}

// Of joint work what the school pays itself; days of what another school leads are in the plan of that school.
Result<void> add(PlanBalance& balance, ServedShare& part, Pence cost, std::int64_t days) {
  const auto of_part = sum(part.money, cost), of_all = sum(balance.money, cost);
  if (!of_part || !of_all) return std::unexpected(of_part ? of_all.error() : of_part.error());
  part.money = *of_part;
  balance.money = *of_all;
  part.days += days;
  balance.days += days;
  return {};
}

double share(std::int64_t part, std::int64_t whole) { return whole > 0 ? static_cast<double>(part) / static_cast<double>(whole) : no_figure; }

Table shares_table(const PlanBalance& balance) {
  Table table{"balance", phrase("balance.table"),
              {text_column("balance.column.serves"), number_column("balance.column.money-share"), number_column("balance.column.money"), number_column("balance.column.days-share"),
               number_column("balance.column.days")},
              {}, phrase("balance.none")};
  for (const auto& each : balance.parts)
    table.rows.push_back({{cell(phrase("balance.serves." + std::string(each.serves))), insight::percent_cell(share(each.money.count, balance.money.count)),
                           cell(verbatim(text(each.money))), insight::percent_cell(share(each.days, balance.days)), {Quantity{static_cast<double>(each.days), Unit::count}, {}}}});
  return table;
}

Date day_of_rule(const OpenedSubmission& plan) {
  const auto year = FinancialYear::parse(plan.kept.about);
  return year ? year->first_day() : Date::of(plan.kept.at);
}

Sentence with_least(const char* message, double least, Weight weight) { return {phrase(message, {{"least", Quantity{least, Unit::whole_percent}}}), weight}; }

}  // namespace plan_share

Result<PlanBalance> plan_balance(const form::Answers& plan) {
  using plan_share::whole_of;
  PlanBalance balance;
  const auto add = [&](const form::Answers& activity, const char* question, Pence cost, std::int64_t days) -> Result<void> {
    const auto* given = activity.answered(question);
    const auto* serves = given ? std::get_if<std::string>(given) : nullptr;
    const auto part = serves ? std::ranges::find(balance.parts, *serves, &ServedShare::serves) : balance.parts.end();
    return part == balance.parts.end() ? Result<void>{} : plan_share::add(balance, *part, cost, days);
  };
  for (const auto& each : plan.parts("activities"))
    if (auto added = add(each, "activity-serves", paid_by_lead(each), whole_of(each, "activity-days")); !added) return std::unexpected(added.error());
  for (const auto& each : plan.parts("shared-activities"))
    if (auto added = add(each, "shared-serves", {whole_of(each, "shared-cost")}, 0); !added) return std::unexpected(added.error());
  return balance;
}

bool is_below(std::int64_t part, std::int64_t whole, double least_percent) {
  return whole > 0 && static_cast<double>(part) * 100 < least_percent * static_cast<double>(whole);
}

std::vector<Block> balance_blocks(Home& home, const OpenedSubmission& plan) {
  const auto balance = plan_balance(plan.answers);
  const auto rule = catalogue::rule_on(home.catalogue(), "plan-balance", plan_share::day_of_rule(plan));
  if (!balance || !rule || (balance->money.count == 0 && balance->days == 0)) return {};
  const auto least = rule->number("least-whole-school-percent");
  std::vector<Block> blocks{Heading{phrase("balance.heading"), "balance-heading"}, plan_share::shares_table(*balance)};
  if (is_below(balance->whole_school().money.count, balance->money.count, least)) blocks.push_back(plan_share::with_least("balance.low-money", least, Weight::key));
  if (is_below(balance->whole_school().days, balance->days, least)) blocks.push_back(plan_share::with_least("balance.low-days", least, Weight::key));
  blocks.push_back(plan_share::with_least("balance.rule", least, Weight::note));
  return blocks;
}

}  // namespace potensial::service
