#include "service/school_money_page.hpp"

#include <algorithm>

#include "insight/page_parts.hpp"
#include "service/spend_lines.hpp"
#include "store/award_store.hpp"

namespace potensial::service {
namespace school_money {

using insight::cell;
using insight::link_cell;
using insight::number_column;
using insight::text_column;

Cell until_cell(FinancialYear year) { return cell(phrase("insight.day", {{"day", year.last_day()}})); }

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

Result<Table> sources_table(const std::vector<Award>& awards, const std::vector<SpendLine>& lines) {
  Table table{"sources", phrase("school-money.sources"),
              {text_column("school-money.column.source"), number_column("spend.column.left"), number_column("spend.column.plan"), number_column("spend.column.committed"),
               number_column("spend.column.actual"), text_column("school-money.column.until"), text_column("school-money.column.conditions")},
              {}, phrase("school-money.none")};
  for (const auto& award : awards) {
    const auto sum = sum_of(lines_of(lines, award));
    if (!sum) return std::unexpected(sum.error());
    const Pence left{sum->plan.count - sum->committed.count - sum->actual.count};
    table.rows.push_back({{cell(phrase("school-money.source", {{"fund", award.name}, {"year", award.year.text()}, {"number", std::to_string(award.id)}})), money_cell(left),
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

// Of the years that go on or are to come.
std::vector<Award> awards_open(Call& call, const std::string& school) {
  std::vector<Award> awards;
  const auto now = FinancialYear::of(call.today());
  for (const auto year : {now, FinancialYear{static_cast<std::int16_t>(now.begins + 1)}})
    for (auto& each : awards_seen(call, school, year)) awards.push_back(std::move(each));
  return awards;
}

Phrase key_of(const std::vector<Award>& awards, const SpendSum& sum) {
  if (awards.empty()) return phrase("school-money.none");
  const Pence left{sum.plan.count - sum.committed.count - sum.actual.count};
  const auto first = std::ranges::min_element(awards, {}, &Award::year);
  return phrase("school-money.key", {{"plan", potensial::text(sum.plan)}, {"left", potensial::text(left)}, {"until", first->year.last_day()}});
}

}  // namespace school_money

Result<Page> school_money_page(Call& call) {
  using namespace school_money;
  const auto& school = *call.home.organisation(call.value("id"));
  const auto rule = funding::spend_rule(call.home.catalogue(), call.today());
  if (!rule) return std::unexpected(rule.error());
  const auto awards = awards_open(call, school.id);
  const auto lines = spend_lines(call.home.ledger(), awards, school.id, *rule, call.today());
  const auto sum = sum_of(lines);
  if (!sum) return std::unexpected(sum.error());
  auto sources = sources_table(awards, lines);
  if (!sources) return std::unexpected(sources.error());
  Page page;
  page.address = {"money", school.id, ""};
  page.title = phrase("school-money.title", {{"school", school.name}});
  page.section = "target";
  page.invented = call.invented;
  page.blocks.push_back(Sentence{key_of(awards, *sum), Weight::key});
  page.blocks.push_back(std::move(*sources));
  page.blocks.push_back(activities_table(call, lines));
  page.blocks.push_back(List{{{phrase("spend.to-spend"), Target{"spend", school.id, ""}}}});
  return page;
}

}  // namespace potensial::service
