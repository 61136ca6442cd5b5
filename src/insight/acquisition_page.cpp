#include "insight/acquisition_page.hpp"

#include <algorithm>

namespace potensial::insight {
namespace {

namespace acquisition_block {

constexpr std::size_t learners_in_words = 10;  // fewer say nothing in a sentence

Phrase level_phrase(const Characteristic& characteristic, const std::string& code) {
  for (const auto& level : characteristic.levels)
    if (level.code == code) return phrase("describe.acquisition.level", {{"code", code}, {"name", level.name}});
  return verbatim(code);
}

Phrase plain_level(const Characteristic& characteristic, const std::string& code) {
  for (const auto& level : characteristic.levels)
    if (level.code == code) return verbatim(level.name);
  return verbatim(code);
}

Phrase stage_phrase(const Characteristic& stages, const std::string& code) {
  return code == stages.reference ? plain_level(stages, code) : level_phrase(stages, code);
}

Quantity percent(double share) { return {share * 100, Unit::percent}; }

// Lowest and highest share among the stages of acquisition, in words.
std::vector<Block> key(const AcquisitionPageInput& input) {
  std::vector<AcquisitionRow> stages;
  for (const auto& row : input.by_stage)
    if (row.group != input.stages.reference && row.learners >= learners_in_words) stages.push_back(row);
  if (stages.empty()) return {Sentence{phrase("describe.acquisition.none", {{"stage", input.scope.stage}}), Weight::key}};
  const auto [least, most] = std::ranges::minmax_element(stages, {}, &AcquisitionRow::share);
  std::vector<Block> blocks;
  const auto add = [&](const AcquisitionRow& row) {
    blocks.push_back(Sentence{phrase(said_of(input.indicator, "describe.acquisition.key", "describe.acquisition.key-of-measure"),
                                     {{"group", one(stage_phrase(input.stages, row.group))},
                                      {"indicator", input.indicator.name},
                                      {"share", percent(row.share)},
                                      {"n", std::int64_t(row.learners)}}),
                              Weight::key});
  };
  add(*least);
  if (most != least) add(*most);
  for (const auto& row : input.by_stage)
    if (row.group == input.stages.reference) add(row);
  return blocks;
}

DescribedFigureAddress figure_of(const AcquisitionPageInput& input, std::vector<Condition> group) {
  const auto& scope = input.scope;
  const auto [since, year] = input.years.empty() ? std::pair(scope.year, scope.year) : std::pair(input.years.front(), input.years.back());
  return {.of = "acquisition", .place = scope.place(), .since = since, .year = year, .conditions = std::move(group),
          .indicator = input.indicator.id, .stage = scope.stage_id, .defined = scope.defined};
}

// Of the time since arrival, which is no characteristic.
DescribedFigureAddress arrival_figure(const AcquisitionPageInput& input, const std::string& band) {
  auto figure = figure_of(input, {});
  figure.item = band;
  return figure;
}

// Of one cohort, at an earlier result or now.
DescribedFigureAddress followed_figure(const AcquisitionPageInput& input, const std::string& group, const std::string& indicator) {
  auto figure = figure_of(input, {{input.stages.id, group, {}}});
  figure.since = figure.year = input.followed_year;
  if (indicator != input.indicator.id) figure.item = indicator;
  return figure;
}

std::vector<Block> outcome_table(const AcquisitionPageInput& input, const char* id, const char* title, const char* empty,
                                 std::span<const AcquisitionRow> rows, auto name, auto figure) {
  Table table{id, phrase(title, {{"indicator", input.indicator.name}, {"years", one(years_phrase(input.years))}}),
              {text_column("insight.column.group"), number_column(said_of(input.indicator, "insight.column.reached", "insight.column.holds")),
               number_column("insight.column.interval"), number_column("insight.column.learners")},
              {},
              phrase(empty)};
  for (const auto& row : rows)
    table.rows.push_back({{opened(cell(name(row.group)), described_figure(figure(row.group))), percent_cell(row.share), share_interval_cell(row.low, row.high), count_cell(row.learners)}});
  const bool drawn = !table.rows.empty();
  auto blocks = headed(std::move(table));
  if (drawn)
    blocks.push_back(described_chart(ChartKind::interval, id, phrase(said_of(input.indicator, "describe.acquisition.chart", "describe.trends.share-of-measure"), {{"indicator", input.indicator.name}}),
                                     phrase("describe.acquisition.description"), {1, 2}));
  return blocks;
}

std::vector<Block> beside_population(const AcquisitionPageInput& input) {
  if (!input.scope.stands_beside() || input.by_stage_population.empty()) return {};
  Table table{"acquisition-population", phrase("describe.acquisition.beside", {{"population", input.scope.population}}),
              {text_column("insight.column.group"), {verbatim(input.scope.name), Align::number}, population_column(input.scope)},
              {},
              phrase("describe.empty.acquisition")};
  for (const auto& row : input.by_stage_population) {
    const auto own = std::ranges::find(input.by_stage, row.group, &AcquisitionRow::group);
    const auto figure = figure_of(input, {{input.stages.id, row.group, {}}});
    table.rows.push_back({{opened(cell(stage_phrase(input.stages, row.group)), described_figure(figure)),
                           percent_cell(own == input.by_stage.end() ? no_figure : own->share), population_cell(percent_cell(row.share), figure)}});
  }
  return headed(std::move(table));
}

const AcquisitionRow* row_of(const FollowedStage& stage, const std::string& group) {
  const auto found = std::ranges::find(stage.rows, group, &AcquisitionRow::group);
  return found == stage.rows.end() ? nullptr : &*found;
}

Row followed_row(const AcquisitionPageInput& input, const std::string& group, const FollowedStage& stage) {
  const auto* of = row_of(stage, group);
  return {{cell(stage_phrase(input.stages, group)), cell(indicator_phrase(input.followed_indicators, stage.indicator)), percent_cell(of ? of->share : no_figure),
           opened(count_cell(of ? of->learners : 0), described_figure(followed_figure(input, group, stage.indicator)))}};
}

// One row for each group and result: the share, and how many of the cohort have it.
std::vector<Block> followed_table(const AcquisitionPageInput& input) {
  Table table{"acquisition-followed", phrase("describe.acquisition.followed", {{"year", input.followed_year}}),
              {text_column("insight.column.group"), text_column("insight.column.outcome"), number_column("insight.column.reached"),
               number_column("describe.column.with-result")},
              {}, phrase("describe.empty.followed")};
  if (!input.followed.empty())
    for (const auto& last : input.followed.back().rows)
      for (const auto& stage : input.followed) table.rows.push_back(followed_row(input, last.group, stage));
  auto blocks = headed(std::move(table));
  blocks.push_back(Sentence{phrase("describe.acquisition.followed-note"), Weight::note});
  return blocks;
}

}  // namespace acquisition_block
}  // namespace

Page acquisition_page(const AcquisitionPageInput& input) {
  Page page = described_frame(input.scope, "acquisition");
  auto& blocks = page.blocks;
  append(blocks, acquisition_block::key(input));
  append(blocks, acquisition_block::outcome_table(
                            input, "acquisition-stages", "describe.acquisition.by-stage", "describe.empty.acquisition", input.by_stage,
                            [&](const std::string& code) { return acquisition_block::stage_phrase(input.stages, code); },
                            [&](const std::string& code) { return acquisition_block::figure_of(input, {{input.stages.id, code, {}}}); }));
  append(blocks, acquisition_block::beside_population(input));
  append(blocks, acquisition_block::outcome_table(
                            input, "acquisition-arrival", "describe.acquisition.by-arrival", "describe.empty.arrival", input.by_arrival,
                            [](const std::string& band) { return phrase("describe.arrival." + band); },
                            [&](const std::string& band) { return acquisition_block::arrival_figure(input, band); }));
  append(blocks, acquisition_block::outcome_table(
                            input, "acquisition-language", "describe.acquisition.by-language", "describe.empty.language", input.by_language,
                            [&](const std::string& code) { return acquisition_block::plain_level(input.languages, code); },
                            [&](const std::string& code) { return acquisition_block::figure_of(input, {{input.languages.id, code, {}}}); }));
  append(blocks, acquisition_block::followed_table(input));
  blocks.push_back(described_sources(input.scope));
  blocks.push_back(described_limits("acquisition"));
  return page;
}

}  // namespace potensial::insight
