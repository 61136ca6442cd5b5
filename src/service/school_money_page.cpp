#include "service/school_money_page.hpp"

#include <algorithm>
#include <span>

#include "insight/page_parts.hpp"
#include "service/delegated_spend.hpp"
#include "service/plan_money.hpp"
#include "service/spend_lines.hpp"
#include "store/award_store.hpp"
#include "store/delegation_store.hpp"

namespace potensial::service {
namespace school_money {

using insight::cell;
using insight::link_cell;
using insight::number_column;
using insight::text_column;

Cell until_cell(FinancialYear year) { return cell(phrase("insight.day", {{"day", year.last_day()}})); }

struct Unplanned {
  FinancialYear year;
  Pence amount;
};

std::vector<Phrase> exclusions_of(const Award& award) {
  std::vector<Phrase> rules;
  for (const auto& each : award.spend)
    if (!each.eligible) rules.push_back(verbatim(each.rule));
  return rules;
}

// What may not be paid from it stands beside the money.
Cell conditions_cell(const Award& award) {
  auto rules = exclusions_of(award);
  return rules.empty() ? cell(phrase("school-money.no-condition")) : cell(phrase("school-money.conditions", {{"rules", std::move(rules)}}));
}

std::vector<SpendLine> lines_of(const std::vector<SpendLine>& lines, const Award& award) {
  std::vector<SpendLine> own;
  for (const auto& each : lines)
    if (each.award == &award) own.push_back(each);
  return own;
}

Cell source_cell(Call& call, const Award& award) {
  const auto year = award.year.text(), number = std::to_string(award.id);
  if (!award.is_delegated()) return cell(phrase("school-money.source", {{"fund", award.name}, {"year", year}, {"number", number}}));
  const Text authority = call.home.names().at(award.delegated_by);
  return link_cell(phrase("school-money.source-delegated", {{"fund", award.name}, {"year", year}, {"number", number}, {"authority", authority}}), {"plan", award.source, ""});
}

// Delegated money that stands in no agreed plan, by year.
std::vector<Unplanned> unplanned_in(Call& call, const Organisation& school, std::span<const FinancialYear> years) {
  std::vector<Unplanned> found;
  for (const auto year : years)
    if (const auto amount = unplanned(call, school, year)) found.push_back({year, *amount});
  return found;
}

Row unplanned_row(const Unplanned& each) {
  return {{cell(phrase("school-money.unplanned", {{"year", each.year.text()}})), money_cell(each.amount), money_cell(each.amount), money_cell({}), money_cell({}), until_cell(each.year),
           cell(phrase("school-money.unplanned-condition"))}};
}

Result<Table> sources_table(Call& call, const std::vector<Award>& awards, const std::vector<SpendLine>& lines) {
  Table table{"sources", phrase("school-money.sources"),
              {text_column("school-money.column.source"), number_column("spend.column.left"), number_column("spend.column.plan"), number_column("spend.column.committed"),
               number_column("spend.column.actual"), text_column("school-money.column.until"), text_column("school-money.column.conditions")},
              {}, phrase("school-money.none")};
  for (const auto& award : awards) {
    const auto sum = sum_of(lines_of(lines, award));
    if (!sum) return std::unexpected(sum.error());
    const Pence left{sum->plan.count - sum->committed.count - sum->actual.count};
    table.rows.push_back({{source_cell(call, award), money_cell(left),
                           money_cell(sum->plan), money_cell(sum->committed), money_cell(sum->actual), until_cell(award.year), conditions_cell(award)}});
  }
  return table;
}

Table activities_table(Call& call, const std::vector<SpendLine>& lines) {
  Table table{"activities", phrase("school-money.activities"),
              {text_column("spend.column.line"), number_column("spend.column.left"), text_column("spend.column.outcome-expected"), text_column("spend.column.outcome-now"),
               text_column("school-money.column.evaluation")},
              {}, phrase("school-money.none")};
  for (const auto& each : lines)
    table.rows.push_back({{link_cell(phrase("spend.line-of", {{"line", text(each.id())}, {"title", each.line->title}}), {"spend-line", text(each.id()), ""}), money_cell(each.money.left()),
                           cell(outcome_expected(*each.line)), outcome_now(call, *each.line, each.award->organisation), each.line->evaluation.empty() ? Cell{} : cell(verbatim(each.line->evaluation))}});
  return table;
}

// Years that go on or are to come.
bool has_money(Call& call, const Organisation& school, FinancialYear year) { return !awards_seen(call, school.id, year).empty() || delegated_to(call.home, school, year); }

std::vector<FinancialYear> years_open(const Call& call) {
  const auto now = FinancialYear::of(call.today());
  return {now, FinancialYear{static_cast<std::int16_t>(now.begins + 1)}};
}

// Those that are open; where they have nothing, the newest that has.
std::vector<FinancialYear> years_shown(Call& call, const Organisation& school) {
  auto& ledger = call.home.ledger();
  const auto open = years_open(call);
  if (std::ranges::any_of(open, [&](FinancialYear year) { return has_money(call, school, year); })) return open;
  auto years = store::years_awarded(ledger, school.id);
  for (const auto& each : store::awards_with_lines_of(ledger, school.id)) years.push_back(each.year);
  for (const auto year : store::years_released(ledger, better_schools_fund))
    if (delegated_to(call.home, school, year)) years.push_back(year);
  return years.empty() ? years : std::vector{std::ranges::max(years)};
}

std::vector<Award> awards_in_years(Call& call, const std::string& school, std::span<const FinancialYear> years) {
  std::vector<Award> awards;
  for (const auto year : years)
    for (auto& each : awards_seen(call, school, year)) awards.push_back(std::move(each));
  return awards;
}

Phrase key_of(const std::vector<Award>& awards, const std::vector<Unplanned>& unplanned, const SpendSum& sum) {
  if (awards.empty() && unplanned.empty()) return phrase("school-money.none");
  Pence plan = sum.plan;
  auto first = awards.empty() ? unplanned.front().year : std::ranges::min_element(awards, {}, &Award::year)->year;
  for (const auto& each : unplanned) plan.count += each.amount.count, first = std::min(first, each.year);
  const Pence left{plan.count - sum.committed.count - sum.actual.count};
  return phrase("school-money.key", {{"plan", potensial::text(plan)}, {"left", potensial::text(left)}, {"until", first.last_day()}});
}

}  // namespace school_money

Result<Page> school_money_page(Call& call) {
  using namespace school_money;
  const auto& school = *call.home.organisation(call.value("id"));
  const auto rule = funding::spend_rule(call.home.catalogue(), call.today());
  if (!rule) return std::unexpected(rule.error());
  const auto years = years_shown(call, school);
  const auto awards = awards_in_years(call, school.id, years);
  const auto lines = spend_lines(call.home.ledger(), awards, school.id, *rule, call.today());
  const auto sum = sum_of(lines);
  if (!sum) return std::unexpected(sum.error());
  auto sources = sources_table(call, awards, lines);
  if (!sources) return std::unexpected(sources.error());
  const auto in_no_plan = unplanned_in(call, school, years);
  for (const auto& each : in_no_plan) sources->rows.push_back(unplanned_row(each));
  Page page;
  page.address = {"money", school.id, ""};
  page.title = phrase("school-money.title", {{"school", school.name}});
  page.section = "target";
  page.invented = call.invented;
  page.blocks.push_back(Sentence{key_of(awards, in_no_plan, *sum), Weight::key});
  page.blocks.push_back(std::move(*sources));
  page.blocks.push_back(activities_table(call, lines));
  page.blocks.push_back(List{{{phrase("spend.to-spend"), Target{"spend", school.id, ""}}}});
  return page;
}

}  // namespace potensial::service
