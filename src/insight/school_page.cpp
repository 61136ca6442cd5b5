#include "insight/school_page.hpp"

#include <algorithm>
#include <cmath>

#include "insight/better_schools.hpp"
#include "insight/figure.hpp"
#include "insight/standing_blocks.hpp"

namespace potensial::insight {
namespace {

namespace school_block {

using PhraseList = std::vector<Phrase>;

// ---- trend

constexpr std::ptrdiff_t first_of_others = 2, past_others = 4;  // columns of the family and of all

double share_in(const Trend& trend, AcademicYear year) {
  for (const auto& each : trend.years)
    if (each.year == year) return each.share;
  return no_figure;
}

Table trend_table(const SchoolTrend& trend, const Indicator& indicator, const SchoolPageInput& input) {
  Table table{"trend-" + trend.indicator, phrase(said_of(indicator, "insight.trend.title", "describe.trends.share-of-measure"), {{"indicator", indicator.name}}),
              {text_column("insight.column.school-year"), number_column("insight.column.school"),
               number_column("insight.column.family"), {verbatim(input.population), Align::number},
               number_column("insight.column.learners"), number_column("insight.column.interval-share")},
              {},
              phrase("insight.empty.trend")};
  for (const auto& year : trend.school.years) {
    const auto figure = [&](const std::string& place) { return in_years(figure_link(place, indicator.id), year.year, year.year); };
    table.rows.push_back({{link_cell(phrase("insight.years.one", {{"year", year.year}}), figure(input.school.id)), percent_cell(year.share),
                           opened(percent_cell(trend.family ? share_in(*trend.family, year.year) : no_figure), leaving_out(figure(place_of_family(input.family)), input.school.id)),
                           opened(percent_cell(share_in(trend.nation, year.year)), figure("loaded")), count_cell(year.learners),
                           std::isnan(year.low) ? Cell{} : Cell{Interval{year.low * 100, year.high * 100, Unit::percent}, {}}}});
  }
  return table;
}

void drop_others(Table& table) {
  table.columns.erase(table.columns.begin() + first_of_others, table.columns.begin() + past_others);
  for (auto& row : table.rows) row.cells.erase(row.cells.begin() + first_of_others, row.cells.begin() + past_others);
}

// What the last change was: a change, within chance, a break of definition, or not to be judged.
Phrase trend_finding(const Trend& trend) {
  if (trend.changes.empty()) return phrase("insight.trend.one-year");
  const TrendChange& last = trend.changes.back();
  const std::vector<std::pair<std::string, Argument>> arguments{
      {"from", last.from}, {"to", last.to}, {"n", std::int64_t(std::lround(std::abs(last.difference) * 100))},
      {"could", std::int64_t(std::isnan(last.could_be_seen) ? 0 : std::lround(last.could_be_seen * 100))}};
  switch (last.kind) {
    case ChangeKind::change: return phrase(last.difference < 0 ? "insight.trend.fell" : "insight.trend.rose", arguments);
    case ChangeKind::within_chance: return phrase("insight.trend.chance", arguments);
    case ChangeKind::definition_break: return phrase("insight.trend.break", arguments);
    case ChangeKind::cannot_be_judged: break;
  }
  return phrase("insight.trend.unknown", arguments);
}

std::vector<std::size_t> break_rows(const Trend& trend, const Indicator& indicator) {
  std::vector<std::size_t> rows;
  for (std::size_t row = 1; row < trend.years.size(); ++row)
    if (std::any_of(indicator.breaks.begin(), indicator.breaks.end(), [&](AcademicYear change) {
          return trend.years[row - 1].year < change && change <= trend.years[row].year;
        }))
      rows.push_back(row);
  return rows;
}

std::vector<Block> trend_blocks(const SchoolTrend& trend, const SchoolPageInput& input) {
  const Indicator* indicator = indicator_of(input.indicators, trend.indicator);
  if (!indicator) return {};
  Table table = trend_table(trend, *indicator, input);
  if (!input.figures_of_others) drop_others(table);
  Chart chart;
  chart.kind = ChartKind::line;
  chart.table = table.id;
  chart.finding = trend_finding(trend.school);
  chart.description = phrase("insight.trend.description");
  chart.note = phrase("insight.trend.note");
  chart.values = !input.figures_of_others ? std::vector<std::size_t>{1} : trend.family ? std::vector<std::size_t>{1, 2, 3} : std::vector<std::size_t>{1, 3};
  chart.breaks = break_rows(trend.school, *indicator);
  std::vector<Block> blocks{Heading{table.title, table.id + "-heading"}};
  const bool line = table.rows.size() > 1;
  blocks.push_back(std::move(table));
  if (line) blocks.push_back(std::move(chart));
  return blocks;
}

// ---- within the school

Phrase within_subject(const WithinRow& row, const SchoolPageInput& input) {
  const Argument indicator = one(indicator_phrase(input.indicators, row.indicator));
  switch (row.kind) {
    case WithinKind::subject: return phrase("insight.within.subject", {{"indicator", indicator}});
    case WithinKind::group:
      return phrase("insight.subject", {{"indicator", indicator}, {"group", one(group_phrase(row.conditions))}});
    case WithinKind::cohort: return phrase("insight.within.cohort", {{"indicator", indicator}, {"year", row.year}});
  }
  return phrase("insight.within.subject", {{"indicator", indicator}});
}

Phrase within_answer(const WithinRow& row) {
  if (!(row.q <= 0.05)) return phrase("insight.within.chance");
  return phrase(row.difference < 0 ? "insight.within.lower" : "insight.within.higher");
}

Row within_row(const WithinRow& row, const SchoolPageInput& input) {
  const Indicator* indicator = indicator_of(input.indicators, row.indicator);
  const Scale scale = indicator ? indicator->scale : Scale::ordered;
  const auto figure = in_years(figure_link(input.school.id, row.indicator, row.conditions), row.year, row.year);
  return {{link_cell(within_subject(row, input), figure), cell(within_answer(row)), difference_cell(row.difference, scale),
           interval_cell(row.low, row.high, scale), count_cell(row.learners), count_cell(row.others)}};
}

Table within_table(std::string id, Phrase title) {
  return {std::move(id), std::move(title),
          {text_column("insight.column.compared"), text_column("insight.column.answer"),
           number_column("insight.column.difference"), number_column("insight.column.interval"),
           number_column("insight.column.learners"), number_column("insight.column.others")},
          {},
          phrase("insight.empty.within")};
}

// What is more than chance stands open, all else folded.
std::vector<Block> within_blocks(const SchoolPageInput& input) {
  const auto chance = std::int64_t(std::ranges::count_if(input.within, [](const WithinRow& row) { return !(row.q <= 0.05); }));
  Table clear = within_table("within", phrase("insight.within.title"));
  Table rest = within_table("within-chance", phrase("insight.within.all", {{"n", chance}}));
  for (const auto& row : input.within) (row.q <= 0.05 ? clear : rest).rows.push_back(within_row(row, input));
  std::vector<Block> blocks{Heading{phrase("insight.within.title"), "within-heading"}};
  if (clear.rows.empty() && !rest.rows.empty())
    blocks.push_back(Sentence{phrase("insight.within.none", {{"n", chance}}), Weight::body});
  else
    blocks.push_back(std::move(clear));
  if (!rest.rows.empty()) blocks.push_back(Details{rest.title, {rest}, false});
  blocks.push_back(Sentence{phrase("insight.within.note"), Weight::note});
  return blocks;
}

// ---- learners ahead who fell back

std::vector<Block> ahead_blocks(const SchoolPageInput& input) {
  std::vector<Block> blocks{Heading{phrase("insight.ahead.title"), "ahead"}};
  if (!input.ahead) {
    blocks.push_back(Sentence{phrase("insight.empty.ahead"), Weight::body});
    return blocks;
  }
  const HighAttainers& ahead = *input.ahead;
  Table table{"ahead-counts", phrase("insight.ahead.title"),
              {text_column("insight.column.learners-who"), number_column("insight.column.fallen"),
               number_column("insight.column.high-before"), number_column("insight.column.share")},
              {},
              phrase("insight.empty.ahead")};
  const auto add = [&](const char* who, std::size_t fallen, std::size_t high, std::vector<Condition> conditions) {
    const auto figure = described_figure({.of = "fallen-back", .place = input.school.id, .since = ahead.year, .year = ahead.year,
                                          .conditions = std::move(conditions), .indicator = input.ahead_in});
    table.rows.push_back({{opened(cell(phrase(who)), figure), count_cell(fallen), count_cell(high),
                           percent_cell(high ? double(fallen) / double(high) : no_figure)}});
  };
  add("insight.group.all", ahead.fallen, ahead.high, {});
  add("insight.group.disadvantaged", ahead.fallen_disadvantaged, ahead.high_disadvantaged, {input.disadvantaged});
  blocks.push_back(std::move(table));
  blocks.push_back(Sentence{phrase("insight.ahead.note", {{"n", std::int64_t(ahead.without_result)}}), Weight::note});
  List list;
  for (const auto& learner : ahead.learners)
    list.items.push_back({phrase(learner.disadvantaged ? "insight.ahead.learner-disadvantaged" : "insight.ahead.learner",
                                 {{"id", text(learner.learner)}}),
                          Target{"learner", text(learner.learner), ""}});
  if (!list.items.empty() && input.names_learners)
    blocks.push_back(Details{phrase("insight.ahead.list", {{"n", std::int64_t(ahead.learners.size())}}),
                             {std::move(list)}, false});
  return blocks;
}

// ---- findings

std::vector<Block> finding_blocks(const SchoolPageInput& input) {
  std::vector<Block> blocks{Heading{phrase("insight.school.findings"), "findings"}};
  if (input.findings.empty()) {
    blocks.push_back(Sentence{phrase("insight.empty.findings-school"), Weight::body});
    return blocks;
  }
  List list;
  for (const auto& finding : input.findings)
    list.items.push_back({phrase("insight.school.finding", {{"indicator", finding.indicator_name},
                                                            {"group", one(group_phrase(finding.conditions))},
                                                            {"scope", one(name_of(input.names, finding.scope))}}),
                          Target{"finding", finding.id, ""}});
  blocks.push_back(std::move(list));
  return blocks;
}

// Each comparable school once, with the number of groups and indicators in which it does clearly better.
std::vector<Block> better_blocks(const SchoolPageInput& input) {
  const Standing* own[] = {&input.standing};
  auto schools = better_schools(own);
  if (schools.empty()) return {};
  const auto n = std::int64_t(schools.size());
  if (schools.size() > most_better_named) schools.resize(most_better_named);
  Table table{"better", phrase("insight.school.better-title"),
              {text_column("insight.column.school"), number_column("insight.column.better-count"),
               text_column("insight.column.better-first")},
              {},
              phrase("insight.empty.better-family")};
  for (const auto& each : schools)
    table.rows.push_back({{link_cell(name_of(input.names, each.school), Target{"school", each.school, ""}), count_cell(each.times),
                           cell(phrase("insight.subject", {{"indicator", one(indicator_phrase(input.indicators, each.first->indicator))},
                                                           {"group", one(group_phrase(each.first->conditions))}}))}});
  return {Heading{table.title, "better-heading"}, std::move(table),
          Sentence{phrase("insight.school.better-note", {{"shown", std::int64_t(schools.size())}, {"n", n}}), Weight::note}};
}

Details sources(const SchoolPageInput& input) {
  List list;
  if (!input.family.empty())
    list.items.push_back({phrase("insight.school.family-link"), Target{"family", input.family, ""}});
  for (const auto& body : input.bodies)
    list.items.push_back({phrase("insight.school.body-link", {{"name", one(body_title(input.names, body.id, body.kind))}}), Target{"body", body.id, ""}});
  for (const auto& indicator : input.indicators)
    list.items.push_back({phrase("insight.definition-link",
                                 {{"indicator", indicator.name}, {"version", std::int64_t(indicator.version)}}),
                          Target{"definition", indicator.id, ""}});
  list.items.push_back({phrase("insight.loads", {{"loads", PhraseList{loads_phrase(input.loads)}}}), {}});
  return {phrase("insight.sources"), {std::move(list)}, false};
}

Page frame(const SchoolPageInput& input) {
  Page page;
  page.address = {"school", input.school.id, ""};
  page.title = verbatim(input.school.name);
  page.caption = phrase("insight.school.caption", {{"id", input.school.id},
                                                   {"authority", input.authority},
                                                   {"stage", input.stage},
                                                   {"year", input.standing.year},
                                                   {"n", std::int64_t(input.standing.learners)}});
  page.section = "find";
  page.trail = {{verbatim(Text{"Wales", "Cymru"}), Target{"wales", "", ""}},
                {verbatim(input.authority), Target{"authority", input.school.authority, ""}}};
  page.invented = input.invented;
  return page;
}

}  // namespace school_block
}  // namespace

Page school_page(const SchoolPageInput& input) {
  Page page = school_block::frame(input);
  auto& blocks = page.blocks;
  if (input.standing.learners == 0) {
    blocks.push_back(Sentence{phrase("insight.empty.school", {{"stage", input.stage}, {"year", input.standing.year}}),
                              Weight::key});
    return page;
  }
  append(blocks, standing_key(input.standing, input.indicators));
  append(blocks, standing_comparisons(input.standing, input.indicators,
                                      phrase("insight.comparisons.title",
                                             {{"stage", input.stage}, {"year", input.standing.year}})));
  for (const auto& indicator : input.indicators)
    append(blocks, folded_unless_first(&indicator == &input.indicators.front(),
                                       phrase("insight.groups.folded", {{"indicator", indicator.name}}),
                                       standing_groups(input.standing, indicator, {input.school.id, input.figures_of_others, input.family, input.school.authority})));
  append(blocks, not_analysed_blocks(input.standing));
  for (const auto& trend : input.trends)
    append(blocks, folded_unless_first(&trend == &input.trends.front(),
                                       phrase("insight.trend.folded", {{"indicator", one(indicator_phrase(input.indicators, trend.indicator))}}),
                                       school_block::trend_blocks(trend, input)));
  append(blocks, school_block::within_blocks(input));
  append(blocks, school_block::ahead_blocks(input));
  append(blocks, school_block::finding_blocks(input));
  append(blocks, school_block::better_blocks(input));
  blocks.push_back(how_judged(input.rule, input.indicators));
  blocks.push_back(school_block::sources(input));
  blocks.push_back(does_not_show("school"));
  blocks.push_back(does_not_show("comparable"));
  blocks.push_back(does_not_show("previous"));
  if (!input.trends.empty()) blocks.push_back(does_not_show("trends"));
  return page;
}

}  // namespace potensial::insight
