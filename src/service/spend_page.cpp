#include "service/spend_page.hpp"

#include <algorithm>
#include <set>

#include "insight/page_parts.hpp"
#include "service/claim_page.hpp"
#include "service/delegated_spend.hpp"
#include "service/joint_work_table.hpp"
#include "service/plan_money.hpp"
#include "service/spend_forms.hpp"
#include "service/spend_lines.hpp"
#include "store/award_store.hpp"
#include "store/claim_store.hpp"
#include "store/delegation_store.hpp"
#include "store/posting_store.hpp"

namespace potensial::service {
namespace spend_view {

using insight::cell;
using insight::link_cell;
using insight::number_column;
using insight::text_column;

constexpr std::size_t share_column = 6;

Cell day_cell(Date day) { return cell(phrase("insight.day", {{"day", day}})); }
Cell word_cell(const std::string& word) { return word.empty() ? Cell{} : cell(verbatim(word)); }

Cell line_cell(const SpendLine& each) {
  return link_cell(phrase("spend.line-of", {{"line", text(each.id())}, {"title", each.line->title}}), {"spend-line", text(each.id()), ""});
}

Cell share_cell(const SpendLine& each) {
  return each.money.plan.count > 0 ? insight::percent_cell(double(each.money.actual.count) / double(each.money.plan.count)) : Cell{};
}

Table lines_table(Call& call, const std::vector<SpendLine>& lines) {
  Table table{"lines", phrase("spend.lines"),
              {text_column("spend.column.line"), number_column("spend.column.expected-left"), number_column("spend.column.plan"), number_column("spend.column.committed"),
               number_column("spend.column.actual"), number_column("spend.column.forecast"), number_column("spend.column.share"), text_column("spend.column.reckoned"),
               text_column("spend.column.outcome-expected"), text_column("spend.column.outcome-now")},
              {}, phrase("spend.none")};
  for (const auto& each : lines)
    table.rows.push_back({{line_cell(each), money_cell(each.expected.left), money_cell(each.money.plan), money_cell(each.money.committed), money_cell(each.money.actual),
                           money_cell(each.expected.cost), share_cell(each), cell(forecast_words(each.expected.by)), cell(outcome_expected(*each.line)),
                           outcome_now(call, *each.line, each.award->organisation)}});
  return table;
}

Chart shares_chart() {
  return {ChartKind::bar, "lines", phrase("spend.chart"), phrase("spend.chart-description"), phrase("spend.chart-note"), {share_column}, {}, {}, true, 0, {}, 100};
}

// The days of the year on which lines are followed up: those that are past say so now, the next tells when.
Table follow_ups(Call& call, const std::vector<SpendLine>& lines, FinancialYear year, const funding::SpendRule& rule) {
  Table table{"follow-ups", phrase("spend.follow-ups"),
              {text_column("spend.column.day"), number_column("spend.column.expected-left"), text_column("spend.column.line"), text_column("spend.column.what")},
              {}, phrase("spend.no-follow-up")};
  for (const auto day : funding::follow_up_days(year, rule))
    for (const auto& each : lines)
      if (each.followed_up)
        table.rows.push_back({{day_cell(day), money_cell(each.expected.left), line_cell(each), cell(phrase(day <= call.today() ? "spend.follow-up-due" : "spend.follow-up-later"))}});
  return table;
}

Table exceptions_table(Call& call, const std::vector<Award>& awards) {
  Table table{"exceptions", phrase("spend.exceptions"),
              {text_column("spend.column.document"), number_column("spend.column.most"), text_column("spend.column.line"), text_column("spend.column.rule"),
               text_column("spend.column.reason"), text_column("spend.column.released-by")},
              {}, phrase("spend.no-exception")};
  for (const auto& award : awards)
    for (const auto& each : store::exceptions_of(call.home.ledger(), award.id)) {
      const auto* kind = award.kind(each.spend);
      table.rows.push_back({{cell(verbatim(each.document)), money_cell(each.most), link_cell(verbatim(text(each.line)), {"spend-line", text(each.line), ""}),
                             kind ? cell(verbatim(kind->rule)) : Cell{}, word_cell(each.reason), word_cell(each.actor)}});
    }
  return table;
}

bool has_ended(const Call& call, FinancialYear year) { return year.last_day() < call.today(); }

// Of a year that has ended what was left, of another what is expected to be.
Phrase key_of(const SpendSum& sum, bool ended) {
  const Pence bound{sum.committed.count + sum.actual.count}, left = ended ? Pence{sum.plan.count - bound.count} : sum.expected_left;
  return phrase(ended ? "spend.key-ended" : "spend.key", {{"plan", potensial::text(sum.plan)}, {"bound", potensial::text(bound)}, {"left", potensial::text(left)}});
}

// Until when money that is not needed can be moved in time for its follow-up.
std::optional<Date> next_day(Call& call, FinancialYear year, const funding::SpendRule& rule) {
  for (const auto day : funding::follow_up_days(year, rule))
    if (call.today() <= day) return day;
  return std::nullopt;
}

bool was_delegated(Call& call, const Organisation& place, FinancialYear year) {
  if (place.kind == OrganisationKind::school) return delegated_to(call.home, place, year).has_value();
  return store::released_delegation(call.home.ledger(), place.id, better_schools_fund, year).has_value();
}

// For which the place has an award or delegated money, the oldest first.
std::vector<FinancialYear> years_of_place(Call& call) {
  const auto id = call.value("id");
  const auto* place = call.home.organisation(id);
  if (place && place->kind == OrganisationKind::nation) return store::years_awarded(call.home.ledger(), "");
  auto years = store::years_awarded(call.home.ledger(), id);
  for (const auto& each : store::awards_with_lines_of(call.home.ledger(), id)) years.push_back(each.year);
  for (const auto each : store::years_released(call.home.ledger(), better_schools_fund))
    if (place && was_delegated(call, *place, each)) years.push_back(each);
  std::ranges::sort(years);
  const auto repeated = std::ranges::unique(years);
  years.erase(repeated.begin(), repeated.end());
  return years;
}

Result<FinancialYear> year_asked(Call& call) {
  const auto asked = call.value("year");
  const auto years = years_of_place(call);
  if (asked.empty()) return years.empty() ? FinancialYear::of(call.today()) : years.back();
  const auto year = FinancialYear::parse(asked);
  return year ? Result<FinancialYear>(*year) : refuse(Blame::input, "spend.unknown-year", {{"parameter", "year"}, {"year", asked}});
}

List other_years(Call& call, const std::string& organisation, FinancialYear year) {
  List list;
  for (const auto each : years_of_place(call))
    if (each != year) list.items.push_back({phrase("spend.other-year", {{"year", each.text()}}), Target{"spend", organisation, "", {{"year", each.text()}}}});
  return list;
}

void add_other_years(Call& call, Page& page, const std::string& organisation, FinancialYear year) {
  if (auto list = other_years(call, organisation, year); !list.items.empty()) page.blocks.push_back(std::move(list));
}

Page blank(Call& call, Target address, Phrase title) {
  Page page;
  page.address = std::move(address);
  page.title = std::move(title);
  page.section = "target";
  page.invented = call.invented;
  return page;
}

void add_money(Call& call, Page& page, const std::vector<SpendLine>& lines, FinancialYear year, const funding::SpendRule& rule, const SpendSum& sum) {
  page.blocks.push_back(Sentence{key_of(sum, has_ended(call, year)), Weight::key});
  if (const auto day = next_day(call, year, rule); day && sum.expected_left.count > 0)
    page.blocks.push_back(Sentence{phrase("spend.redirect", {{"day", *day}}), Weight::key});
  page.blocks.push_back(lines_table(call, lines));
  page.blocks.push_back(shares_chart());
  page.blocks.push_back(Sentence{phrase("spend.how-forecast", {{"n", std::int64_t(rule.days_before_even)}}), Weight::note});
  if (!has_ended(call, year)) page.blocks.push_back(follow_ups(call, lines, year, rule));
}

// Of Wales by organisation: who looks after one sees its lines there.
Result<Table> organisations_table(Call& call, const std::vector<Award>& awards, const funding::SpendRule& rule, const std::string& year) {
  Table table{"organisations", phrase("spend.organisations"),
              {text_column("spend.column.organisation"), number_column("spend.column.expected-left"), number_column("spend.column.plan"), number_column("spend.column.committed"),
               number_column("spend.column.actual")},
              {}, phrase("spend.none")};
  std::set<std::string> organisations;
  for (const auto& award : awards) organisations.insert(award.organisation);
  for (const auto& each : organisations) {
    auto own = awards;
    std::erase_if(own, [&](const Award& award) { return award.organisation != each; });
    const auto sum = sum_of(spend_lines(call.home.ledger(), own, "", rule, call.today()));
    if (!sum) return std::unexpected(sum.error());
    table.rows.push_back({{link_cell(insight::name_of(call.home.names(), each), {"spend", each, "", {{"year", year}}}), money_cell(sum->expected_left), money_cell(sum->plan),
                           money_cell(sum->committed), money_cell(sum->actual)}});
  }
  table.by_name = true;
  return table;
}

Result<Page> nation_page(Call& call, Page page, FinancialYear year, const funding::SpendRule& rule) {
  auto awards = store::awards_in(call.home.ledger(), year);
  std::erase_if(awards, &Award::is_delegated);  // their money stands in the lines of the authority
  const auto sum = sum_of(spend_lines(call.home.ledger(), awards, "", rule, call.today()));
  if (!sum) return std::unexpected(sum.error());
  auto table = organisations_table(call, awards, rule, year.text());
  if (!table) return std::unexpected(table.error());
  page.blocks = {Sentence{key_of(*sum, has_ended(call, year)), Weight::key}, std::move(*table)};
  append(page.blocks, claims_blocks(call, awards));
  add_other_years(call, page, call.value("id"), year);
  return page;
}

// A line with its postings.

struct LineSeen {
  Award award;
  const AwardLine* line = nullptr;
};

Phrase kind_words(const Posting& posting) {
  return phrase((posting.reverses == 0 ? "posting.kind." : "posting.reversed-kind.") + std::string(store::word(posting.kind)));
}

// The fund by its name; a share only where something else pays too.
Phrase source_words(const Award& award, const Posting& posting) {
  const auto name = posting.source == award.fund ? award.name : Text{posting.source, posting.source};
  if (posting.points == 10'000) return verbatim(name);
  return phrase("posting.source", {{"source", name}, {"share", Quantity{double(posting.points) / 100, Unit::percent}}});
}

Cell spend_cell(const Award& award, const Posting& posting) {
  const auto* kind = award.kind(posting.spend);
  return kind ? cell(verbatim(kind->name)) : Cell{};
}

Row posting_row(const Award& award, const Posting& each) {
  const auto reverses = each.reverses == 0 ? Cell{} : cell(verbatim(std::to_string(each.reverses)));
  const auto released = each.released == 0 ? Cell{} : cell(verbatim(std::to_string(each.released)));
  return {{cell(verbatim(std::to_string(each.id))), money_cell(each.amount), cell(kind_words(each)), day_cell(each.day), spend_cell(award, each), cell(source_words(award, each)),
           word_cell(each.document), word_cell(each.words), reverses, released, word_cell(each.actor), day_cell(Date::of(each.at)), cell(verbatim(std::to_string(each.batch)))}};
}

// What other shares of the same cost are paid from stands beside them.
Table postings_table(Call& call, const LineSeen& seen, LineId id) {
  Table table{"postings", phrase("posting.table"),
              {text_column("posting.column.number"), number_column("posting.column.amount"), text_column("posting.column.kind"), text_column("posting.column.day"),
               text_column("posting.column.spend"), text_column("posting.column.source"), text_column("posting.column.document"), text_column("posting.column.words"),
               text_column("posting.column.reverses"), text_column("posting.column.released"), text_column("posting.column.who"), text_column("posting.column.when"),
               text_column("posting.column.batch")},
              {}, phrase("posting.none")};
  std::set<std::int64_t> told;
  for (const auto& each : store::postings_of(call.home.ledger(), id)) {
    table.rows.push_back(posting_row(seen.award, each));
    if (each.points == 10'000 || !told.insert(each.batch).second) continue;
    for (const auto& other : store::batch_of(call.home.ledger(), each.batch))
      if (other.line.award == 0) table.rows.push_back(posting_row(seen.award, other));
  }
  return table;
}

Summary line_facts(Call& call, const LineSeen& seen, const LineMoney& money) {
  const auto& line = *seen.line;
  const auto place = line.school.empty() ? seen.award.organisation : line.school;
  const auto amount = [](Pence pence) { return verbatim(potensial::text(pence)); };
  std::vector<Fact> facts{{phrase("spend.fact.fund"), verbatim(seen.award.name)}, {phrase("spend.fact.year"), verbatim(seen.award.year.text())},
                          {phrase("spend.fact.place"), insight::name_of(call.home.names(), place)},
                          {phrase("spend.fact.awarded"), phrase("spend.awarded", {{"grant", potensial::text(line.grant)}, {"contribution", potensial::text(line.contribution)}})},
                          {phrase("spend.column.plan"), amount(money.plan)}, {phrase("spend.column.committed"), amount(money.committed)},
                          {phrase("spend.column.actual"), amount(money.actual)}, {phrase("spend.column.left"), amount(money.left())},
                          {phrase("spend.column.outcome-expected"), outcome_expected(line)}};
  const auto now = outcome_now(call, line, seen.award.organisation);
  if (const auto* words = std::get_if<Phrase>(&now.value)) facts.push_back({phrase("spend.column.outcome-now"), *words});
  if (!line.evaluation.empty()) facts.push_back({phrase("spend.fact.evaluation"), verbatim(line.evaluation)});
  return {std::move(facts)};
}

// Of an authority school by school; of a school what stands in no plan yet.
Result<void> add_delegated(Call& call, Page& page, const Organisation& place, FinancialYear year) {
  if (place.kind == OrganisationKind::school) {
    if (const auto amount = unplanned(call, place, year)) page.blocks.push_back(Sentence{phrase("delegated-spend.unplanned", {{"amount", potensial::text(*amount)}}), Weight::key});
    return {};
  }
  auto table = delegated_spend(call, place.id, year);
  if (!table) return std::unexpected(table.error());
  if (*table) page.blocks.push_back(std::move(**table));
  return {};
}

}  // namespace spend_view

Result<Page> spend_page(Call& call) {
  using namespace spend_view;
  const auto year = year_asked(call);
  if (!year) return std::unexpected(year.error());
  const auto rule = funding::spend_rule(call.home.catalogue(), year->first_day());
  if (!rule) return std::unexpected(rule.error());
  const auto& place = *call.home.organisation(call.value("id"));
  Target address{"spend", place.id, ""};
  if (!call.value("year").empty()) address.query = {{"year", year->text()}};
  auto page = blank(call, std::move(address), phrase("spend.title", {{"place", place.name}, {"year", year->text()}}));
  if (place.kind == OrganisationKind::nation) return nation_page(call, std::move(page), *year, *rule);
  const auto awards = awards_seen(call, place.id, *year);
  const auto lines = spend_lines(call.home.ledger(), awards, place.kind == OrganisationKind::school ? place.id : "", *rule, call.today());
  const auto sum = sum_of(lines);
  if (!sum) return std::unexpected(sum.error());
  add_money(call, page, lines, *year, *rule, *sum);
  if (auto added = add_delegated(call, page, place, *year); !added) return std::unexpected(added.error());
  append(page.blocks, shared_work_blocks(call, place.id, awards));
  page.blocks.push_back(exceptions_table(call, awards));
  append(page.blocks, claims_blocks(call, awards));
  append(page.blocks, move_forms(call, place.id, lines));
  add_other_years(call, page, place.id, *year);
  return page;
}

Result<Page> spend_line_page(Call& call) {
  using namespace spend_view;
  const auto id = line_id(call.value("id"));
  auto award = id ? store::award(call.home.ledger(), id->award) : std::nullopt;
  const auto* line = award ? award->line(id->line) : nullptr;
  if (!line) return refuse(Blame::input, "page.unknown", {{"noun", "spend-line"}, {"id", call.value("id")}});
  const LineSeen seen{*award, line};
  auto page = blank(call, {"spend-line", text(*id), ""}, phrase("spend.line-title", {{"title", line->title}}));
  const auto money = store::money_of(call.home.ledger(), *id);
  page.blocks.push_back(Sentence{phrase("spend.line-key", {{"plan", potensial::text(money.plan)}, {"actual", potensial::text(money.actual)}, {"left", potensial::text(money.left())}}), Weight::key});
  page.blocks.push_back(line_facts(call, seen, money));
  page.blocks.push_back(postings_table(call, seen, *id));
  append(page.blocks, line_forms(call, seen.award, *id));
  page.blocks.push_back(List{{{phrase("spend.to-spend"), Target{"spend", seen.award.organisation, "", {{"year", seen.award.year.text()}}}},
                              {phrase("spend.to-money"), Target{"money", line->school, ""}}}});
  if (line->school.empty()) std::get<List>(page.blocks.back()).items.pop_back();
  return page;
}

}  // namespace potensial::service
