#include "insight/family_page.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <initializer_list>

#include "insight/figure.hpp"
#include "insight/standing_blocks.hpp"

namespace potensial::insight {
namespace {

namespace family_block {

using PhraseList = std::vector<Phrase>;

struct View {
  const FamilyPageInput& input;
  std::vector<SchoolPosition> positions;
  std::optional<std::size_t> own;  // index of the school in the contexts

  std::optional<std::size_t> place_of(const std::string& school) const {
    const auto found = std::find_if(input.contexts.begin(), input.contexts.end(),
                                    [&](const SchoolContext& each) { return each.school == school; });
    if (found == input.contexts.end()) return std::nullopt;
    return std::size_t(found - input.contexts.begin());
  }
};

Cell context_cell(double value) {
  if (std::isnan(value)) return {Mark::not_collected, {}};
  return {Quantity{value, Unit::percent}, {}};
}

// A circumstance of a school leads to its learners in the years of which it is the mean.
Cell opened_context(const View& view, const std::string& school, const std::string& variable, Cell value) {
  return opened(std::move(value), described_figure({.of = "circumstances", .place = school, .since = view.input.contexts_from,
                                                    .year = view.input.contexts_to, .item = variable}));
}

Row member_row(const View& view, const std::string& school, std::optional<double> apart) {
  Row row{{link_cell(name_of(view.input.names, school), Target{"school", school, ""}),
           apart ? Cell{Quantity{*apart, Unit::standard}, {}} : Cell{}}};
  const auto place = view.place_of(school);
  for (std::size_t v = 0; v < view.input.rule.variables.size(); ++v)
    row.cells.push_back(place ? opened_context(view, school, view.input.rule.variables[v].id, context_cell(view.input.contexts[*place].values[v])) : Cell{});
  row.cells.push_back(place ? opened_context(view, school, view.input.rule.variables.front().id, Cell{Quantity{view.input.contexts[*place].learners, Unit::count}, {}}) : Cell{});
  row.cells.push_back(place ? Cell{Quantity{view.positions[*place].index, Unit::standard, true}, {}} : Cell{});
  return row;
}

Table member_table(const View& view, const char* id, Phrase title) {
  Table table{id, std::move(title), {text_column("insight.column.school"), number_column("insight.column.distance")},
              {}, phrase("insight.empty.family")};
  for (const auto& variable : view.input.rule.variables) table.columns.push_back({verbatim(variable.name), Align::number});
  table.columns.push_back(number_column("insight.column.on-roll"));
  table.columns.push_back(number_column("insight.column.challenge"));
  return table;
}

std::optional<double> apart(const View& view, const std::string& school) {
  const auto place = view.place_of(school);
  if (!view.own || !place) return std::nullopt;
  return distance(view.positions[*view.own], view.positions[*place], view.input.nearest_rule);
}

// A family seen from no school of it has no distances.
void drop_distance(Table& table) {
  table.columns.erase(table.columns.begin() + 1);
  for (auto& row : table.rows) row.cells.erase(row.cells.begin() + 1);
}

std::vector<Block> members(const View& view) {
  Table table = member_table(view, "members", phrase("insight.family.members"));
  for (const auto& school : view.input.family.schools)
    table.rows.push_back(member_row(view, school, apart(view, school)));
  if (!view.own) drop_distance(table);
  return {Heading{table.title, "members-heading"}, std::move(table), Sentence{phrase("insight.family.order"), Weight::note}};
}

std::vector<Block> nearest(const View& view, const NearestSchools& near) {
  Table table = member_table(view, "nearest", phrase("insight.family.nearest"));
  table.when_empty = phrase("insight.empty.nearest");
  for (const auto& each : near.schools)
    table.rows.push_back(member_row(view, view.input.contexts[each.school].school, each.distance));
  std::vector<Block> blocks{Heading{table.title, "nearest-heading"}, std::move(table)};
  if (near.few) blocks.push_back(Sentence{phrase("insight.family.few", {{"n", std::int64_t(near.schools.size())}}), Weight::body});
  blocks.push_back(Sentence{phrase("insight.family.not-symmetric"), Weight::note});
  return blocks;
}

Cell balance_value(const BalanceRow& row, double value) {
  if (row.variable == "learners") return {Quantity{value, Unit::count}, {}};
  return context_cell(value);
}

Cell own_value(const View& view, const BalanceRow& row) {
  const auto& variables = view.input.rule.variables;
  const bool size = row.variable == "learners";
  return opened_context(view, view.input.school, size ? variables.front().id : row.variable, balance_value(row, row.value));
}

const char* alike_word(const BalanceRow& row) {
  if (!row.known) return "insight.family.not-known";
  return row.alike ? "insight.family.alike" : "insight.family.not-alike";
}

std::vector<Block> balance(const View& view, const NearestSchools& near) {
  Table table{"balance", phrase("insight.family.balance"),
              {text_column("insight.column.measure"), text_column("insight.column.alike"),
               number_column("insight.column.own"), number_column("insight.column.median"),
               number_column("insight.column.least"), number_column("insight.column.most"),
               number_column("insight.column.apart")},
              {},
              phrase("insight.empty.nearest")};
  for (const auto& row : near.balance)
    table.rows.push_back({{cell(verbatim(row.name)), cell(phrase(alike_word(row))),
                           own_value(view, row), balance_value(row, row.median), balance_value(row, row.least),
                           balance_value(row, row.most), row.known ? Cell{Quantity{row.difference, Unit::standard, true}, {}} : Cell{}}});
  return {Heading{table.title, "balance-heading"}, std::move(table)};
}

std::vector<Block> results(const View& view) {
  if (!view.input.indicator) return {};
  const Indicator& indicator = *view.input.indicator;
  Table table{"results", phrase("insight.family.results", {{"indicator", indicator.name}}),
              {text_column("insight.column.school"), number_column("insight.column.attained"),
               number_column("insight.column.interval"), number_column("insight.column.learners")},
              {},
              phrase("insight.empty.family-results")};
  for (const auto& each : view.input.results) {
    table.rows.push_back({{link_cell(each.school == view.input.school
                                         ? phrase("insight.family.own", {{"school", one(name_of(view.input.names, each.school))}})
                                         : name_of(view.input.names, each.school),
                                     Target{"school", each.school, ""}),
                           attained_cell(each.mean, indicator.scale), interval_cell(each.low, each.high, indicator.scale),
                           opened(count_cell(each.learners), figure_link(each.school, indicator.id))}});
  }
  std::vector<Block> blocks{Heading{table.title, "results-heading"}};
  const bool any = !table.rows.empty();
  blocks.push_back(std::move(table));
  if (any) {
    Chart chart = interval_chart("results", phrase("insight.family.results", {{"indicator", indicator.name}}), 1, 2, 0,
                                 indicator.scale);
    chart.verdict.reset();
    chart.note = phrase("insight.family.order");
    blocks.push_back(std::move(chart));
  }
  if (!view.own) return blocks;
  List list;
  for (const auto& school : view.input.better)
    list.items.push_back({phrase("insight.family.better", {{"school", one(name_of(view.input.names, school))}}),
                          Target{"school", school, ""}});
  if (list.items.empty())
    blocks.push_back(Sentence{phrase("insight.empty.better-family"), Weight::body});
  else
    blocks.push_back(std::move(list));
  return blocks;
}

Sentence key(const FamilyPageInput& input, const NearestSchools& near) {
  if (input.family.schools.empty())
    return {phrase("insight.family.none", {{"n", std::int64_t(near.schools.size())}}), Weight::key};
  const auto alike = std::count_if(near.balance.begin(), near.balance.end(), [](const BalanceRow& row) { return row.alike; });
  return {phrase(input.school.empty() ? "insight.family.key-plain" : "insight.family.key",
                 {{"n", std::int64_t(input.family.schools.size())},
                  {"alike", std::int64_t(alike)},
                  {"measures", std::int64_t(near.balance.size())}}),
          Weight::key};
}

Details method(const FamilyPageInput& input) {
  PhraseList weights;
  for (const auto& variable : input.rule.variables)
    weights.push_back(phrase("insight.family.weight", {{"name", variable.name},
                                                       {"weight", Quantity{variable.weight * 100, Unit::percent}}}));
  Summary summary;
  summary.facts = {{phrase("insight.family.how"), phrase("insight.family.how-text")},
                   {phrase("insight.family.weights"), Phrase{"", {{"text", std::move(weights)}}}},
                   {phrase("insight.family.frozen"),
                    phrase("insight.family.frozen-text", {{"from", input.from},
                                                          {"years", std::int64_t(input.rule.frozen_years)},
                                                          {"version", std::int64_t(input.rule.version)}})}};
  if (input.overlap)
    summary.facts.push_back({phrase("insight.family.overlap"),
                             phrase("insight.family.overlap-text",
                                    {{"share", Quantity{input.overlap->jaccard * 100, Unit::percent}}})});
  return {phrase("insight.how.title"), {std::move(summary)}, false};
}

std::vector<Block> groups(const FamilyPageInput& input) {
  if (!input.standing) return {};
  std::vector<Block> blocks{Heading{phrase("insight.family.groups"), "groups-heading"}};
  for (const auto& indicator : input.indicators)
    append(blocks, folded_unless_first(&indicator == &input.indicators.front(), verbatim(indicator.name),
                                       standing_groups(*input.standing, indicator)));
  append(blocks, not_analysed_blocks(*input.standing));
  return blocks;
}

Phrase kind_phrase(const std::string& prefix, std::initializer_list<const char*> known, const std::string& word, const char* other) {
  const bool named = std::ranges::find(known, word) != known.end();
  return phrase(prefix + (named ? word : other));
}

Phrase half_phrase(const std::string& id) {
  if (id.find("-small-") != std::string::npos) return phrase("insight.family.half.small");
  if (id.find("-large-") != std::string::npos) return phrase("insight.family.half.large");
  return verbatim(Text{});
}

}  // namespace family_block
}  // namespace

Phrase family_title(const SchoolFamily& family) {
  using namespace family_block;
  const auto number = family.id.substr(family.id.rfind('-') + 1);
  return phrase("insight.family.title",
                {{"number", std::int64_t(std::atoi(number.c_str()))},
                 {"phase", one(kind_phrase("insight.family.phase.", {"primary", "middle", "secondary"}, family.phase, "other"))},
                 {"medium", one(kind_phrase("insight.family.medium.", {"welsh", "dual"}, family.medium, "english"))},
                 {"half", one(half_phrase(family.id))}});
}

Page family_page(const FamilyPageInput& input) {
  family_block::View view{input, school_positions(input.contexts, input.rule.variables), std::nullopt};
  view.own = view.place_of(input.school);
  const NearestSchools near =
      view.own ? nearest_schools(input.contexts, view.positions, *view.own, input.nearest_rule) : NearestSchools{};
  Page page;
  page.address = {"family", input.family.schools.empty() ? input.school : input.family.id, ""};
  page.title = input.school.empty()
                   ? family_title(input.family)
                   : phrase("insight.family.title-of", {{"school", one(name_of(input.names, input.school))}});
  page.caption = phrase("insight.family.caption", {{"from", input.from}});
  page.section = "find";
  page.trail = {{verbatim(Text{"Wales", "Cymru"}), Target{"wales", "", ""}}};
  page.invented = input.invented;
  auto& blocks = page.blocks;
  blocks.push_back(family_block::key(input, near));
  if (!input.family.schools.empty()) append(blocks, family_block::members(view));
  if (view.own) {
    append(blocks, family_block::nearest(view, near));
    append(blocks, family_block::balance(view, near));
  }
  append(blocks, family_block::results(view));
  append(blocks, family_block::groups(input));
  blocks.push_back(family_block::method(input));
  blocks.push_back(does_not_show("comparable"));
  return page;
}

}  // namespace potensial::insight
