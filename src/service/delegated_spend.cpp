#include "service/delegated_spend.hpp"

#include <algorithm>
#include <functional>
#include <map>

#include "insight/page_parts.hpp"
#include "service/plan_money.hpp"
#include "service/spend_lines.hpp"
#include "store/award_store.hpp"
#include "store/delegation_store.hpp"
#include "store/posting_store.hpp"

namespace potensial::service {
namespace delegated_money {

using insight::cell;
using insight::number_column;
using insight::text_column;

void add(LineMoney& sum, const LineMoney& line) {
  sum.plan.count += line.plan.count;
  sum.committed.count += line.committed.count;
  sum.actual.count += line.actual.count;
}

LineMoney money_in(store::Ledger& ledger, const Award& award) {
  LineMoney sum;
  for (const auto& [line, money] : store::money_of(ledger, award.id)) add(sum, money);
  return sum;
}

std::map<std::string, LineMoney> by_school(store::Ledger& ledger, const std::string& authority, FinancialYear year) {
  std::map<std::string, LineMoney> schools;
  for (const auto& award : store::awards_in(ledger, year))
    if (award.delegated_by == authority) add(schools[award.organisation], money_in(ledger, award));
  return schools;
}

struct SchoolMoney {
  std::string school;
  Pence delegated;
  LineMoney money;

  std::int64_t unplanned() const { return delegated.count - money.plan.count; }
};

std::vector<SchoolMoney> most_unplanned_first(const std::vector<DelegatedAmount>& delegated, const std::map<std::string, LineMoney>& spent) {
  std::vector<SchoolMoney> schools;
  for (const auto& each : delegated) {
    const auto found = spent.find(each.school.school);
    schools.push_back({each.school.school, each.amount, found == spent.end() ? LineMoney{} : found->second});
  }
  std::ranges::stable_sort(schools, std::ranges::greater(), &SchoolMoney::unplanned);
  return schools;
}

Row row_of(Cell name, Pence delegated, const LineMoney& money) {
  return {{std::move(name), money_cell({delegated.count - money.plan.count}), money_cell(delegated), money_cell(money.plan), money_cell(money.committed), money_cell(money.actual)}};
}

}  // namespace delegated_money

Result<std::optional<Table>> delegated_spend(Call& call, const std::string& authority, FinancialYear year) {
  using namespace delegated_money;
  const auto released = store::released_delegation(call.home.ledger(), authority, better_schools_fund, year);
  if (!released) return std::nullopt;
  Table table{"delegated", phrase("delegated-spend.title"),
              {text_column("delegated-spend.column.school"), number_column("delegated-spend.column.unplanned"), number_column("delegated-spend.column.delegated"),
               number_column("delegated-spend.column.planned"), number_column("spend.column.committed"), number_column("spend.column.actual")},
              {}, phrase("delegated-spend.none")};
  const auto spent = by_school(call.home.ledger(), authority, year);
  LineMoney all;
  for (const auto& each : most_unplanned_first(released->schools, spent)) {
    add(all, each.money);
    const Target spend{"spend", each.school, "", {{"year", year.text()}}};
    table.rows.push_back(row_of(insight::link_cell(insight::name_of(call.home.names(), each.school), spend), each.delegated, each.money));
  }
  table.rows.push_back(row_of(cell(phrase("delegated-spend.all")), released->delegated(), all));
  return table;
}

std::optional<Pence> unplanned(Call& call, const Organisation& school, FinancialYear year) {
  const auto delegated = delegated_to(call.home, school, year);
  if (!delegated) return std::nullopt;
  LineMoney planned;
  for (const auto& award : store::awards_of(call.home.ledger(), school.id, year))
    if (award.is_delegated()) delegated_money::add(planned, delegated_money::money_in(call.home.ledger(), award));
  const Pence left{delegated->count - planned.plan.count};
  return left.count > 0 ? std::optional(left) : std::nullopt;
}

}  // namespace potensial::service
