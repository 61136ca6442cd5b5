#include "insight/gaps_page.hpp"

#include <algorithm>
#include <cmath>

#include "insight/learners_page.hpp"

namespace potensial::insight {
namespace {

namespace gaps_block {

constexpr Scale shares = Scale::yes_no;

Phrase pair_phrase(const GapPair& pair) { return phrase("describe.gaps.pair", {{"first", pair.first}, {"second", pair.second}}); }
std::int64_t points(double share) { return std::lround(std::abs(share) * 100); }

bool judged(const SharesGap& gap) { return gap.reason == Reason::none && !std::isnan(gap.low); }

// What the gap is, with its interval; or that it cannot be told.
Phrase gap_sentence(const GapPair& pair, const Text& indicator, const SharesGap& gap, std::size_t least) {
  if (!judged(gap))
    return phrase("describe.gaps.too-few", {{"pair", one(pair_phrase(pair))}, {"indicator", indicator}, {"least", std::int64_t(least)}});
  const bool less = gap.gap < 0;
  std::vector<std::pair<std::string, Argument>> arguments{
      {"first", pair.first}, {"second", pair.second}, {"indicator", indicator}, {"n", points(gap.gap)}};
  if ((gap.low < 0) != (gap.high < 0)) return phrase("describe.gaps.within-chance", std::move(arguments));
  arguments.emplace_back("near", points(less ? gap.high : gap.low));
  arguments.emplace_back("far", points(less ? gap.low : gap.high));
  return phrase(less ? "describe.gaps.less" : "describe.gaps.more", std::move(arguments));
}

// The gap leads to both groups.
DescribedFigureAddress figure_of(const GapsPageInput& input, const GapPair& pair, const std::string& indicator, AcademicYear year) {
  const auto& scope = input.scope;
  return {.of = "gaps", .place = scope.place(), .since = year, .year = year, .conditions = {pair.first_group},
          .item = group_words(std::span(&pair.second_group, 1)), .indicator = indicator, .stage = scope.stage_id, .defined = scope.defined};
}

Row gap_row(Cell first, const SharesGap& gap, const DescribedFigureAddress& figure) {
  const bool told = judged(gap);
  auto size = told ? difference_cell(gap.gap, shares) : cell(phrase("describe.gaps.cannot"));
  return {{std::move(first), opened(std::move(size), described_figure(figure)), interval_cell(gap.low, told ? gap.high : no_figure, shares),
           percent_cell(gap.first_share), percent_cell(gap.second_share), count_cell(gap.first_learners),
           count_cell(gap.second_learners)}};
}

Table gap_table(std::string id, Phrase title, Column first) {
  return {std::move(id), std::move(title),
          {std::move(first), number_column("describe.column.gap"), number_column("insight.column.interval"),
           number_column("describe.column.first-share"), number_column("describe.column.second-share"),
           number_column("describe.column.first-learners"), number_column("describe.column.second-learners")},
          {},
          phrase("describe.empty.gaps")};
}

Chart gap_chart(const std::string& table, Phrase finding) {
  auto chart = described_chart(ChartKind::interval, table, std::move(finding), phrase("describe.gaps.description"), {1, 2});
  chart.note = phrase("describe.gaps.note");
  return chart;
}

std::vector<Block> key(const GapsPageInput& input) {
  std::vector<Block> blocks;
  for (const auto& story : input.stories)
    if (!story.years.empty())
      blocks.push_back(Sentence{gap_sentence(story.pair, input.indicator.name, story.years.back().gap, input.least), Weight::key});
  if (blocks.empty()) blocks.push_back(Sentence{phrase("describe.empty.gaps"), Weight::key});
  return blocks;
}

std::vector<Block> of_groups(const GapsPageInput& input) {
  auto table = gap_table("gaps-groups", phrase("describe.gaps.groups", {{"indicator", input.indicator.name}, {"year", input.scope.year}}),
                         text_column("describe.column.pair"));
  for (const auto& each : input.groups)
    table.rows.push_back(gap_row(cell(pair_phrase(each.pair)), each.gap, figure_of(input, each.pair, input.indicator.id, input.scope.year)));
  const bool drawn = !table.rows.empty();
  auto blocks = headed(std::move(table));
  if (drawn) blocks.push_back(gap_chart("gaps-groups", phrase("describe.gaps.groups-chart", {{"indicator", input.indicator.name}})));
  blocks.push_back(Sentence{phrase("describe.gaps.least", {{"n", std::int64_t(input.least)}}), Weight::note});
  return blocks;
}

std::vector<Block> of_indicators(const GapsPageInput& input, const GapStory& story, const std::string& id) {
  auto table = gap_table("gaps-indicators-" + id,
                         phrase("describe.gaps.indicators", {{"pair", one(pair_phrase(story.pair))}, {"year", input.scope.year}}),
                         text_column("insight.column.indicator"));
  for (const auto& each : story.indicators)
    table.rows.push_back(gap_row(link_cell(indicator_phrase(input.indicators, each.indicator), Target{"definition", each.indicator, ""}), each.gap,
                                 figure_of(input, story.pair, each.indicator, input.scope.year)));
  return headed(std::move(table));
}

std::vector<std::size_t> break_rows(const GapsPageInput& input, const GapStory& story) {
  std::vector<std::size_t> rows;
  for (std::size_t row = 1; row < story.years.size(); ++row)
    if (std::ranges::any_of(input.indicator.breaks, [&](AcademicYear change) {
          return story.years[row - 1].year < change && change <= story.years[row].year;
        }))
      rows.push_back(row);
  return rows;
}

std::vector<Block> of_years(const GapsPageInput& input, const GapStory& story, const std::string& id) {
  auto table = gap_table("gaps-years-" + id,
                         phrase("describe.gaps.years", {{"pair", one(pair_phrase(story.pair))}, {"indicator", input.indicator.name}}),
                         text_column("insight.column.school-year"));
  if (input.scope.stands_beside()) table.columns.push_back(population_column(input.scope));
  for (const auto& each : story.years) {
    const auto figure = figure_of(input, story.pair, input.indicator.id, each.year);
    auto row = gap_row(year_cell(each.year), each.gap, figure);
    if (input.scope.stands_beside())
      row.cells.push_back(population_cell(difference_cell(judged(each.population) ? each.population.gap : no_figure, shares), figure));
    table.rows.push_back(std::move(row));
  }
  const bool drawn = table.rows.size() > 1;
  const std::string name = table.id;
  auto blocks = headed(std::move(table));
  if (drawn) {
    auto chart = described_chart(ChartKind::line, name, phrase("describe.gaps.years-chart", {{"pair", one(pair_phrase(story.pair))}}),
                                 phrase("describe.gaps.years-description"),
                                 input.scope.stands_beside() ? std::vector<std::size_t>{1, 7} : std::vector<std::size_t>{1});
    chart.breaks = break_rows(input, story);
    blocks.push_back(std::move(chart));
  }
  return blocks;
}

std::vector<Block> of_parts(const GapsPageInput& input, const GapStory& story, const std::string& id) {
  if (story.parts.empty()) return {};
  auto table = gap_table("gaps-parts-" + id,
                         phrase("describe.gaps.parts", {{"pair", one(pair_phrase(story.pair))},
                                                        {"indicator", input.indicator.name},
                                                        {"year", input.scope.year}}),
                         text_column("describe.column.organisation"));
  table.by_name = true;
  for (const auto& each : story.parts) {
    auto figure = figure_of(input, story.pair, input.indicator.id, input.scope.year);
    figure.place = each.organisation;
    table.rows.push_back(gap_row(organisation_cell(input.names, each.organisation), each.gap, figure));
  }
  Phrase title = table.title;
  return {Details{std::move(title), {std::move(table), Sentence{phrase("describe.order"), Weight::note}}, false}};
}

}  // namespace gaps_block
}  // namespace

Page gaps_page(const GapsPageInput& input) {
  Page page = described_frame(input.scope, "gaps");
  auto& blocks = page.blocks;
  append(blocks, gaps_block::key(input));
  append(blocks, gaps_block::of_groups(input));
  for (std::size_t number = 0; number < input.stories.size(); ++number) {
    const auto id = std::to_string(number);
    append(blocks, gaps_block::of_indicators(input, input.stories[number], id));
    append(blocks, gaps_block::of_years(input, input.stories[number], id));
    append(blocks, gaps_block::of_parts(input, input.stories[number], id));
  }
  blocks.push_back(described_sources(input.scope));
  blocks.push_back(described_limits("gaps"));
  return page;
}

}  // namespace potensial::insight
