#include "insight/trends_page.hpp"

#include <algorithm>
#include <cmath>

namespace potensial::insight {
namespace {

namespace trends_block {

std::int64_t points(double share) { return std::isnan(share) ? 0 : std::lround(std::abs(share) * 100); }

// What a change between two years was, in words.
Phrase change_phrase(const TrendChange& change) {
  const std::vector<std::pair<std::string, Argument>> arguments{
      {"from", change.from}, {"to", change.to}, {"n", points(change.difference)}, {"could", points(change.could_be_seen)}};
  switch (change.kind) {
    case ChangeKind::change: return phrase(change.difference < 0 ? "insight.trend.fell" : "insight.trend.rose", arguments);
    case ChangeKind::within_chance: return phrase("insight.trend.chance", arguments);
    case ChangeKind::definition_break: return phrase("insight.trend.break", arguments);
    case ChangeKind::cannot_be_judged: break;
  }
  return phrase("insight.trend.unknown", arguments);
}

Phrase mark_phrase(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::change: return phrase("describe.trends.change");
    case ChangeKind::within_chance: return phrase("describe.trends.chance");
    case ChangeKind::definition_break: return phrase("describe.trends.break");
    case ChangeKind::cannot_be_judged: break;
  }
  return phrase("describe.trends.unknown");
}

Phrase last_change(const Trend& trend) {
  return trend.changes.empty() ? phrase("insight.trend.one-year") : change_phrase(trend.changes.back());
}

std::vector<std::size_t> break_rows(const TrendOfIndicator& trend) {
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < trend.own.changes.size(); ++row)
    if (trend.own.changes[row].kind == ChangeKind::definition_break) rows.push_back(row + 1);
  return rows;
}

double share_in(const Trend& trend, AcademicYear year) {
  const auto found = std::ranges::find(trend.years, year, &TrendYear::year);
  return found == trend.years.end() ? no_figure : found->share;
}

DescribedFigureAddress figure_in(const DescribedScope& scope, const TrendOfIndicator& trend, AcademicYear year) {
  return {.of = "trends", .place = scope.place(), .since = year, .year = year, .indicator = trend.indicator.id, .stage = scope.stage_id, .defined = scope.defined};
}

std::vector<Block> shares(const TrendsPageInput& input, const TrendOfIndicator& trend) {
  if (std::ranges::all_of(trend.own.years, [](const TrendYear& year) { return std::isnan(year.share); })) return {};
  Table table{"share-" + trend.indicator.id, phrase(said_of(trend.indicator, "describe.trends.share", "describe.trends.share-of-measure"), {{"indicator", trend.indicator.name}}),
              {text_column("insight.column.school-year"), number_column(said_of(trend.indicator, "insight.column.reached", "insight.column.holds")),
               number_column("insight.column.interval"), number_column("insight.column.learners"),
               text_column("describe.column.since-before")},
              {},
              phrase("insight.empty.trend")};
  if (input.scope.stands_beside()) table.columns.push_back(population_column(input.scope));
  for (std::size_t row = 0; row < trend.own.years.size(); ++row) {
    const auto& year = trend.own.years[row];
    const bool first = row == 0 || row > trend.own.changes.size();
    const auto figure = figure_in(input.scope, trend, year.year);
    Row cells{{opened(year_cell(year.year), described_figure(figure)), percent_cell(year.share), share_interval_cell(year.low, year.high), count_cell(year.learners),
               cell(first ? phrase("describe.trends.first") : mark_phrase(trend.own.changes[row - 1].kind))}};
    if (input.scope.stands_beside()) cells.cells.push_back(population_cell(percent_cell(share_in(trend.population, year.year)), figure));
    table.rows.push_back(std::move(cells));
  }
  const std::string id = table.id;
  const bool drawn = table.rows.size() > 1;
  auto blocks = headed(std::move(table));
  if (drawn) {
    auto chart = described_chart(ChartKind::line, id, last_change(trend.own), phrase("insight.trend.description"),
                                 input.scope.stands_beside() ? std::vector<std::size_t>{1, 5} : std::vector<std::size_t>{1});
    chart.note = phrase("insight.trend.note");
    chart.breaks = break_rows(trend);
    blocks.push_back(std::move(chart));
  }
  return blocks;
}

double without_level(const TrendYear& year) {
  double with = 0;
  for (const double share : year.levels) with += share;
  return std::max(0.0, 1 - with);
}

std::vector<Block> distribution(const DescribedScope& scope, const TrendOfIndicator& trend) {
  if (trend.own.levels.size() < 2 || trend.indicator.scale == Scale::yes_no) return {};
  Table table{"levels-" + trend.indicator.id, phrase("describe.trends.levels", {{"indicator", trend.indicator.name}}),
              {text_column("insight.column.school-year"), number_column("describe.column.no-level")}, {}, phrase("insight.empty.trend")};
  std::vector<std::size_t> columns{1};
  for (const double level : trend.own.levels) {
    columns.push_back(table.columns.size());
    table.columns.push_back({trend_level(level), Align::number});
  }
  table.columns.push_back(number_column("insight.column.learners"));
  for (const auto& year : trend.own.years) {
    Row row{{opened(year_cell(year.year), described_figure(figure_in(scope, trend, year.year))), percent_cell(without_level(year))}};
    for (std::size_t level = 0; level < trend.own.levels.size(); ++level)
      row.cells.push_back(percent_cell(level < year.levels.size() ? year.levels[level] : no_figure));
    row.cells.push_back(count_cell(year.learners));
    table.rows.push_back(std::move(row));
  }
  const std::string id = table.id;
  auto blocks = headed(std::move(table));
  blocks.push_back(described_chart(ChartKind::distribution, id, phrase("describe.trends.levels-chart", {{"indicator", trend.indicator.name}}),
                                   phrase("describe.trends.levels-description"), std::move(columns)));
  blocks.push_back(Sentence{phrase("describe.trends.levels-note"), Weight::note});
  return blocks;
}

Cell probability_cell(double p) { return std::isnan(p) ? Cell{} : Cell{Quantity{p, Unit::probability}, {}}; }

std::vector<Block> changes(const DescribedScope& scope, const TrendOfIndicator& trend) {
  if (trend.own.changes.empty()) return {};
  Table table{"changes-" + trend.indicator.id, phrase("describe.trends.changes", {{"indicator", trend.indicator.name}}),
              {text_column("describe.column.between"), text_column("insight.column.answer"),
               number_column("insight.column.difference"), number_column("insight.column.interval"),
               number_column("describe.column.could-be-seen"), number_column("describe.column.all-levels")},
              {},
              phrase("insight.empty.trend")};
  for (const auto& change : trend.own.changes) {
    auto figure = figure_in(scope, trend, change.to);
    figure.since = change.from;
    table.rows.push_back({{opened(cell(phrase("describe.trends.between", {{"from", change.from}, {"to", change.to}})), described_figure(figure)), cell(mark_phrase(change.kind)),
                           difference_cell(change.difference, Scale::yes_no), interval_cell(change.low, change.high, Scale::yes_no),
                           percent_cell(change.could_be_seen), probability_cell(change.distribution_p)}});
  }
  Phrase title = table.title;
  List list;
  for (const auto& change : trend.own.changes) list.items.push_back({change_phrase(change), {}});
  return {Details{std::move(title), {std::move(table), std::move(list)}, false}};
}

}  // namespace trends_block
}  // namespace

Phrase trend_level(double level) {
  if (level <= 0) return phrase("describe.trends.below-levels");
  return phrase("describe.trends.level", {{"level", std::int64_t(std::lround(level))}});
}

Page trends_page(const TrendsPageInput& input) {
  Page page = described_frame(input.scope, "trends");
  auto& blocks = page.blocks;
  for (const auto& trend : input.trends)
    if (!trend.own.years.empty())
      blocks.push_back(Sentence{phrase("describe.trends.key", {{"indicator", trend.indicator.name},
                                                               {"change", one(trends_block::last_change(trend.own))}}),
                                Weight::key});
  if (blocks.empty()) blocks.push_back(Sentence{phrase("insight.empty.trend"), Weight::key});
  for (const auto& trend : input.trends) {
    append(blocks, trends_block::distribution(input.scope, trend));
    append(blocks, trends_block::shares(input, trend));
    append(blocks, trends_block::changes(input.scope, trend));
  }
  blocks.push_back(described_sources(input.scope));
  blocks.push_back(described_limits("trends"));
  return page;
}

}  // namespace potensial::insight
