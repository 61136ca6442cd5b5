#include "service/guidance_pages.hpp"

#include <algorithm>

#include "catalogue/characteristics.hpp"
#include "catalogue/funds.hpp"
#include "catalogue/guidances.hpp"
#include "form/stages_reader.hpp"
#include "funding/allocation.hpp"
#include "insight/page_parts.hpp"

namespace potensial::service {
namespace guidance_pages_detail {

using insight::cell;
using insight::link_cell;
using insight::number_column;
using insight::text_column;

constexpr double hundredths = 100, hundred = 100;

Phrase money(Pence amount) { return verbatim(text(amount)); }
Cell money_cell(std::optional<Pence> amount) { return amount ? cell(money(*amount)) : cell(phrase("guidance.not-stated")); }
Quantity rate_of(const Guidance& guidance) { return {double(guidance.rate) / hundredths, Unit::percent}; }
Cell rate_cell(const Guidance& guidance) { return {rate_of(guidance), {}}; }
Quantity share(Pence part, Pence whole) { return {whole.count == 0 ? 0 : hundred * double(part.count) / double(whole.count), Unit::percent}; }
std::int64_t whole(std::size_t number) { return static_cast<std::int64_t>(number); }

Page frame(Target address, Phrase title) {
  Page page;
  page.address = std::move(address);
  page.title = std::move(title);
  page.section = "target";
  page.not_for_publication = false;
  return page;
}

Result<Fund> fund_named(const catalogue::Catalogue& catalogue, const std::string& id, Date day) {
  const auto funds = catalogue::funds_until(catalogue, day);
  if (!funds) return std::unexpected(funds.error());
  const auto found = std::ranges::find(*funds, id, &Fund::id);
  if (found == funds->end()) return refuse(Blame::input, "fund.unknown", {{"fund", id}});
  return *found;
}

Cell day_cell(const std::optional<Date>& day) { return day ? cell(phrase("insight.day", {{"day", *day}})) : cell(phrase("fund.open")); }

// ---- funds ----

Result<Row> row_of(const catalogue::Catalogue& catalogue, const Fund& fund) {
  const auto years = catalogue::guidances_of(catalogue, fund.id);
  if (!years) return std::unexpected(years.error());
  return Row{{link_cell(verbatim(fund.name), {"fund", fund.id, ""}), cell(verbatim(fund.aim)), day_cell(fund.from), day_cell(fund.to),
              insight::count_cell(years->size()), cell(verbatim(fund.id))}};
}

Result<Row> row_of(const Guidance& guidance) {
  const auto split = funding::split_at_rate(guidance.total, guidance.rate);
  if (!split) return std::unexpected(split.error());
  return Row{{link_cell(verbatim(guidance.year.text()), {"guidance", guidance.id, ""}), money_cell(guidance.total), money_cell(split->grant),
              money_cell(split->contribution), rate_cell(guidance), insight::count_cell(guidance.priorities.size()), cell(verbatim(guidance.id))}};
}

Table years_table() {
  return {"fund-years", phrase("fund.years"),
          {text_column("fund.column.year"), number_column("guidance.total"), number_column("guidance.grant"), number_column("guidance.contribution"),
           number_column("guidance.rate"), number_column("guidance.priorities"), text_column("fund.column.id")},
          {},
          phrase("fund.no-years")};
}

std::vector<Block> themes(const Fund& fund) {
  if (fund.themes.empty()) return {};
  List list;
  for (const auto& each : fund.themes) list.items.push_back({verbatim(each), {}});
  return {Heading{phrase("fund.themes"), "themes"}, std::move(list)};
}

std::vector<Block> rule(const Fund& fund) {
  if (!fund.has_rule()) return {Sentence{phrase("fund.no-rule"), Weight::body}};
  return {Heading{phrase("fund.rule"), "rule"}, Sentence{verbatim(fund.sentence), Weight::body},
          List{{{phrase("fund.to-eligibility"), Target{"eligibility", "W92000004", "", {{"fund", fund.id}}}}}}};
}

// ---- guidance ----

// What the page says of a year, beside the one before.
struct Shown {
  Guidance now;
  std::optional<Guidance> before;
  Definition definition;  // of this year
};

Result<std::optional<Guidance>> year_before(const catalogue::Catalogue& catalogue, const Guidance& guidance) {
  const auto years = catalogue::guidances_of(catalogue, guidance.fund);
  if (!years) return std::unexpected(years.error());
  const auto found = std::ranges::find(*years, guidance.year.before(), &Guidance::year);
  return found == years->end() ? std::optional<Guidance>() : std::optional(*found);
}

Result<Shown> shown(const catalogue::Catalogue& catalogue, const std::string& id) {
  auto now = catalogue::guidance_named(catalogue, id);
  if (!now) return std::unexpected(now.error());
  auto before = year_before(catalogue, *now);
  if (!before) return std::unexpected(before.error());
  return Shown{std::move(*now), std::move(*before), *catalogue.newest("guidance", id)};
}

Result<std::vector<Block>> key(const Shown& shown) {
  const auto split = funding::split_at_rate(shown.now.total, shown.now.rate);
  if (!split) return std::unexpected(split.error());
  std::vector<Block> blocks{Sentence{phrase("guidance.key", {{"total", text(shown.now.total)}, {"year", shown.now.year.text()}, {"grant", text(split->grant)},
                                                             {"rate", rate_of(shown.now)}, {"contribution", text(split->contribution)}}),
                                     Weight::key}};
  if (shown.before)
    if (const auto change = difference(shown.now.total, shown.before->total))
      blocks.push_back(Sentence{phrase("guidance.change", {{"change", signed_text(*change)}, {"year", shown.before->year.text()}}), Weight::body});
  if (shown.now.remark) blocks.push_back(Sentence{verbatim(*shown.now.remark), Weight::body});
  return blocks;
}

std::vector<Block> areas(const Guidance& guidance) {
  Table areas{"guidance-areas", phrase("guidance.areas"),
              {text_column("guidance.area"), text_column("guidance.code"), number_column("guidance.initiatives")}, {}, phrase("guidance.no-areas")};
  Table initiatives{"guidance-initiatives", phrase("guidance.initiatives-of"),
                    {text_column("guidance.initiative"), text_column("guidance.area"), text_column("guidance.code")}, {}, phrase("guidance.no-initiatives")};
  for (const auto& area : guidance.areas) {
    areas.rows.push_back({{cell(verbatim(area.name)), cell(verbatim(area.code)), insight::count_cell(area.initiatives.size())}});
    for (const auto& each : area.initiatives)
      initiatives.rows.push_back({{cell(verbatim(each.name)), cell(verbatim(area.name)), cell(verbatim(each.code))}});
  }
  return {Heading{areas.title, "areas"}, std::move(areas), std::move(initiatives)};
}

std::vector<Block> spend(const Guidance& guidance) {
  Table table{"guidance-spend", phrase("guidance.spend"),
              {text_column("guidance.kind-of-spend"), text_column("guidance.may-be-paid"), text_column("guidance.rule"), text_column("guidance.code")},
              {},
              phrase("guidance.no-spend")};
  for (const auto& each : guidance.spend)
    table.rows.push_back({{cell(verbatim(each.name)), cell(phrase(each.eligible ? "guidance.eligible" : "guidance.not-eligible")),
                           cell(verbatim(each.rule)), cell(verbatim(each.code))}});
  return {Heading{table.title, "spend"}, std::move(table)};
}

// ---- priorities ----

const GuidedPriority* priority_in(const std::optional<Guidance>& guidance, const std::string& id) {
  if (!guidance) return nullptr;
  const auto found = std::ranges::find(guidance->priorities, id, &GuidedPriority::id);
  return found == guidance->priorities.end() ? nullptr : &*found;
}

// What no priority takes; nothing where an amount is not stated.
std::optional<Pence> local_choice(const Guidance& guidance) {
  auto left = guidance.total;
  for (const auto& each : guidance.priorities) {
    if (!each.amount) return std::nullopt;
    left.count -= each.amount->count;  // they come to no more than the total
  }
  return guidance.priorities.empty() ? std::nullopt : std::optional(left);
}

Phrase left_phrase(const Guidance& guidance) {
  const auto left = local_choice(guidance);
  if (!left) return phrase("guidance.local-unknown");
  return phrase("guidance.local", {{"amount", text(*left)}, {"share", share(*left, guidance.total)}});
}

Cell share_cell(const Guidance& guidance, const GuidedPriority& priority) {
  return priority.amount ? Cell{share(*priority.amount, guidance.total), {}} : Cell{};
}

Cell before_cell(const Shown& shown, const GuidedPriority* then) {
  if (!shown.before) return {};
  return then ? money_cell(then->amount) : cell(phrase("guidance.none-before"));
}

Cell change_cell(const GuidedPriority& priority, const GuidedPriority* then) {
  if (!then || !priority.amount || !then->amount) return {};
  const auto change = difference(*priority.amount, *then->amount);
  return change ? cell(verbatim(signed_text(*change))) : Cell{};
}

Row row_of(const Shown& shown, const GuidedPriority& priority) {
  const auto* then = priority_in(shown.before, priority.id);
  return {{cell(verbatim(priority.name)), money_cell(priority.amount), share_cell(shown.now, priority), before_cell(shown, then), change_cell(priority, then)}};
}

Row row_of_dropped(const GuidedPriority& then) {
  return {{cell(verbatim(then.name)), cell(phrase("guidance.dropped")), {}, money_cell(then.amount), {}}};
}

std::vector<Block> priority_sentences(const Shown& shown) {
  std::vector<Block> blocks{Sentence{phrase("guidance.of-most", {{"n", whole(shown.now.priorities.size())}, {"most", whole(shown.now.most_priorities)}}), Weight::key},
                            Sentence{left_phrase(shown.now), Weight::key}};
  if (shown.before) {
    const auto& then = *shown.before;
    blocks.push_back(Sentence{phrase("guidance.of-most-before", {{"year", then.year.text()}, {"n", whole(then.priorities.size())}, {"most", whole(then.most_priorities)},
                                                                 {"left", one(left_phrase(then))}}),
                              Weight::body});
  } else {
    blocks.push_back(Sentence{phrase("guidance.no-year-before", {{"year", shown.now.year.before().text()}}), Weight::body});
  }
  return blocks;
}

std::vector<Block> priorities(const Shown& shown) {
  Table table{"guidance-priorities", phrase("guidance.priority-amounts"),
              {text_column("guidance.priority"), number_column("guidance.amount"), number_column("guidance.share"), number_column("guidance.last-year"),
               number_column("guidance.change-column")},
              {},
              phrase("guidance.no-priorities")};
  for (const auto& each : shown.now.priorities) table.rows.push_back(row_of(shown, each));
  if (shown.before)
    for (const auto& each : shown.before->priorities)
      if (!priority_in(shown.now, each.id)) table.rows.push_back(row_of_dropped(each));
  std::vector<Block> blocks{Heading{phrase("guidance.priorities"), "priorities"}};
  append(blocks, priority_sentences(shown));
  blocks.push_back(std::move(table));
  return blocks;
}

// ---- days and formula ----

Row row_of(const Guidance& guidance, const form::Transition& transition) {
  const bool set = guidance.deadlines.contains(transition.deadline);
  return {{cell(verbatim(transition.name)), set ? cell(phrase("insight.day", {{"day", guidance.last_day(transition.deadline)}})) : cell(phrase("guidance.no-day"))}};
}

// The steps of a bid and of its assessment that have a last day, by the name of the step.
Result<std::vector<Block>> days(const catalogue::Catalogue& catalogue, const Guidance& guidance) {
  Table table{"guidance-days", phrase("guidance.days"), {text_column("guidance.step"), text_column("guidance.last-day")}, {}, phrase("guidance.no-steps")};
  for (const auto& id : {guidance.stages, guidance.assessment_stages}) {
    if (id.empty()) continue;
    const auto stages = form::stages_on(catalogue, id, guidance.year.first_day());
    if (!stages) return std::unexpected(stages.error());
    for (const auto& each : stages->transitions)
      if (!each.deadline.empty()) table.rows.push_back(row_of(guidance, each));
  }
  return std::vector<Block>{Heading{table.title, "days"}, std::move(table)};
}

std::int64_t weights_of(const Guidance& guidance) {
  std::int64_t sum = 0;
  for (const auto& each : guidance.formula) sum += each.weight;
  return sum;
}

Result<std::vector<Block>> formula(const catalogue::Catalogue& catalogue, const Guidance& guidance) {
  Table table{"guidance-formula", phrase("guidance.formula"),
              {text_column("guidance.part"), number_column("guidance.weight"), number_column("guidance.share")}, {}, phrase("guidance.no-formula")};
  const auto weights = weights_of(guidance);
  for (const auto& each : guidance.formula) {
    auto counted = part_phrase(catalogue, guidance, each);
    if (!counted) return std::unexpected(counted.error());
    table.rows.push_back({{cell(std::move(*counted)), {Quantity{double(each.weight)}, {}}, {share({each.weight}, {weights}), {}}}});
  }
  return std::vector<Block>{Heading{table.title, "formula"}, std::move(table)};
}

}  // namespace guidance_pages_detail

Result<Phrase> part_phrase(const catalogue::Catalogue& catalogue, const Guidance& guidance, const GuidedPart& part) {
  if (part.id == "learners") return phrase("guidance.part-learners");
  if (part.id == "lump") return phrase("guidance.part-lump");
  const auto* definition = catalogue.until("characteristic", part.id, guidance.year.first_day());
  if (!definition) return refuse(Blame::file, "guidance.part-unknown", {{"part", part.id}, {"id", guidance.id}});
  const auto characteristic = catalogue::read_characteristic(*definition);
  if (!characteristic) return std::unexpected(characteristic.error());
  return phrase("guidance.part-characteristic", {{"name", characteristic->levels.front().name}});
}

Result<Page> funds_page(const catalogue::Catalogue& catalogue, Date day) {
  using namespace guidance_pages_detail;
  const auto funds = catalogue::funds_until(catalogue, day);
  if (!funds) return std::unexpected(funds.error());
  auto page = frame({"fund", "", ""}, phrase("fund.all"));
  Table table{"funds", page.title,
              {text_column("fund.column.fund"), text_column("fund.column.aim"), text_column("fund.column.from"), text_column("fund.column.to"),
               number_column("fund.column.years"), text_column("fund.column.name")},
              {},
              phrase("fund.none")};
  for (const auto& each : *funds) {
    auto row = row_of(catalogue, each);
    if (!row) return std::unexpected(row.error());
    table.rows.push_back(std::move(*row));
  }
  page.blocks = {std::move(table)};
  return page;
}

Result<Page> fund_page(const catalogue::Catalogue& catalogue, const std::string& id, Date day) {
  using namespace guidance_pages_detail;
  const auto fund = fund_named(catalogue, id, day);
  if (!fund) return std::unexpected(fund.error());
  const auto years = catalogue::guidances_of(catalogue, id);
  if (!years) return std::unexpected(years.error());
  auto page = frame({"fund", id, ""}, verbatim(fund->name));
  page.caption = phrase("fund.caption", {{"from", one(std::get<Phrase>(day_cell(fund->from).value))}, {"to", one(std::get<Phrase>(day_cell(fund->to).value))}});
  page.trail = {{phrase("fund.all"), Target{"fund", "", ""}}};
  page.blocks = {Sentence{verbatim(fund->aim), Weight::key}};
  auto table = years_table();
  for (const auto& each : *years) {
    auto row = row_of(each);
    if (!row) return std::unexpected(row.error());
    table.rows.push_back(std::move(*row));
  }
  append(page.blocks, {Heading{table.title, "years"}, std::move(table)});
  append(page.blocks, themes(*fund));
  append(page.blocks, rule(*fund));
  return page;
}

Result<Page> guidance_page(const catalogue::Catalogue& catalogue, const std::string& id) {
  using namespace guidance_pages_detail;
  const auto read = shown(catalogue, id);
  if (!read) return std::unexpected(read.error());
  auto money = key(*read);
  auto last_days = days(catalogue, read->now);
  auto shares = formula(catalogue, read->now);
  for (const auto* part : {&money, &last_days, &shares})
    if (!*part) return std::unexpected(part->error());
  auto page = frame({"guidance", id, ""}, verbatim(read->now.name));
  page.caption = phrase("guidance.caption", {{"id", id}, {"version", std::int64_t(read->now.version)}});
  page.trail = {{phrase("fund.all"), Target{"fund", "", ""}}, {phrase("guidance.of-fund"), Target{"fund", read->now.fund, ""}}};
  append(page.blocks, std::move(*money));
  append(page.blocks, areas(read->now));
  append(page.blocks, spend(read->now));
  append(page.blocks, priorities(*read));
  append(page.blocks, std::move(*last_days));
  append(page.blocks, std::move(*shares));
  page.blocks.push_back(Sentence{phrase("guidance.source", {{"source", read->definition.source}}), Weight::note});
  return page;
}

}  // namespace potensial::service
