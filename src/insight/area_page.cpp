#include "insight/area_page.hpp"

#include <algorithm>
#include <cmath>

#include "insight/figure.hpp"
#include "insight/findings_table.hpp"
#include "insight/standing_blocks.hpp"

namespace potensial::insight {
namespace {

namespace area_block {

using PhraseList = std::vector<Phrase>;

// "20 of 22 authorities have reported", and which have not.
std::vector<Block> coverage(const AreaPageInput& input) {
  if (input.not_reported.empty()) return {};
  PhraseList missing;
  for (const auto& each : input.not_reported) missing.push_back(name_of(input.names, each));
  const auto reported = std::int64_t(input.reported.size()), absent = std::int64_t(missing.size());
  return {Sentence{phrase("insight.area.coverage", {{"reported", reported}, {"all", reported + absent}}), Weight::key},
          Details{phrase("insight.area.not-reported", {{"n", absent}}),
                  {Sentence{phrase("insight.area.missing", {{"missing", std::move(missing)}}), Weight::body}}, false}};
}

Quantity share(double part) { return {part * 100, Unit::percent}; }

std::vector<Block> partition(const AreaPageInput& input) {
  if (input.partitions.empty()) return {};
  Table table{"variation", phrase("insight.variation.shares"),
              {text_column("insight.column.indicator"), number_column("insight.column.within-schools"),
               number_column("insight.column.between-schools"), number_column("insight.column.between-years"),
               number_column("insight.column.between-authorities"), text_column("insight.column.years")},
              {},
              phrase("insight.empty.variation")};
  for (const auto& each : input.partitions) {
    const VariancePartition& parts = each.same_start;
    const auto figure = in_years(figure_link("loaded", each.indicator), each.years);
    table.rows.push_back({{link_cell(indicator_phrase(input.indicators, each.indicator), figure), {share(parts.learners), {}},
                           {share(parts.schools), {}}, {share(parts.school_years), {}}, {share(parts.authorities), {}},
                           years_cell(each.years)}});
  }
  const auto& first = input.partitions.front();
  return {Heading{phrase("insight.variation.title"), "variation-heading"},
          Sentence{phrase("insight.variation.key",
                          {{"indicator", one(indicator_phrase(input.indicators, first.indicator))},
                           {"within", share(first.same_start.learners)},
                           {"schools", share(first.same_start.schools + first.same_start.school_years)},
                           {"authorities", share(first.same_start.authorities)}}),
                   Weight::body},
          std::move(table), Sentence{phrase("insight.variation.note"), Weight::note}};
}

// One indicator's schools: by name, with intervals.
std::vector<Block> schools_of(const AreaPageInput& input, const Indicator& indicator) {
  Table table{"schools-" + indicator.id,
              phrase("insight.schools.title", {{"indicator", indicator.name}}),
              {text_column("insight.column.school"), text_column("insight.column.verdict"),
               number_column("insight.column.difference"), number_column("insight.column.interval"),
               number_column("insight.column.same-start"), number_column("insight.column.raw"),
               number_column("insight.column.learners"), number_column("insight.column.reliability")},
              {},
              phrase("insight.empty.schools"), true};
  std::size_t low = 0;
  for (const auto& row : input.schools) {
    if (row.indicator != indicator.id || row.judged.learners == 0) continue;
    const std::string& id = input.school_ids[row.school];
    const Judgement& judged = row.judged;
    low += judged.verdict == Verdict::low;
    table.rows.push_back({{link_cell(name_of(input.names, id), Target{"school", id, ""}), verdict_cell(judged.verdict),
                           difference_cell(judged.estimate, indicator.scale),
                           interval_cell(judged.low, judged.high, indicator.scale),
                           difference_cell(row.same_start.estimate, indicator.scale), difference_cell(judged.raw, indicator.scale),
                           opened(count_cell(judged.learners), in_years(figure_link(id, indicator.id), judged.years)),
                           percent_cell(judged.reliability)}});
  }
  if (table.rows.empty()) return {};
  Chart chart = interval_chart(table.id, phrase("insight.schools.chart", {{"n", std::int64_t(low)},
                                                                         {"all", std::int64_t(table.rows.size())}}),
                               2, 3, 1, indicator.scale);
  chart.kind = ChartKind::caterpillar;
  return {Heading{table.title, table.id + "-heading"}, std::move(table), std::move(chart),
          Sentence{phrase("insight.schools.note"), Weight::note}};
}

constexpr std::size_t reached_column = 2, difference_column = 3;
constexpr std::size_t fewest_tiles = 3;  // fewer authorities are no map

bool any_quantity(const Table& table, std::size_t column) {
  return std::ranges::any_of(table.rows, [&](const Row& row) { return std::holds_alternative<Quantity>(row.cells[column].value); });
}

// What the shortened names of the tiles stand for.
std::vector<Phrase> short_names(const AreaPageInput& input, const std::vector<Tile>& tiles, const std::vector<std::string>& ids) {
  std::vector<Phrase> names;
  for (const auto& tile : tiles)
    names.push_back(phrase("insight.authorities.short-name", {{"short", tile.short_name}, {"name", one(name_of(input.names, ids[tile.row]))}}));
  return names;
}

// `ids`: the authority of each row. The share that reached the level where there is one, else the difference.
std::vector<Block> map_of(const AreaPageInput& input, const Indicator& indicator, const Table& table, const std::vector<std::string>& ids) {
  Chart chart;
  for (std::size_t row = 0; row < ids.size(); ++row)
    for (const auto& each : input.tiles)
      if (each.organisation == ids[row]) chart.tiles.push_back({row, each.column, each.line, each.short_name});
  if (chart.tiles.size() < fewest_tiles) return {};
  const bool shares = any_quantity(table, reached_column);
  chart.kind = ChartKind::tiles;
  chart.table = table.id;
  chart.finding = phrase(shares ? "insight.authorities.map-of-shares" : "insight.authorities.map-of-differences", {{"indicator", indicator.name}});
  chart.description = phrase("insight.authorities.map-description");
  chart.note = phrase("insight.authorities.map-note", {{"names", short_names(input, chart.tiles, ids)}});
  chart.values = {shares ? reached_column : difference_column};
  chart.verdict = 1;
  return {std::move(chart)};
}

// The authorities of Wales on one indicator, all learners.
std::vector<Block> parts_of(const AreaPageInput& input, const Indicator& indicator) {
  if (input.parts.empty()) return {};
  Table table{"authorities-" + indicator.id, phrase("insight.authorities.title", {{"indicator", indicator.name}}),
              {text_column("insight.column.authority"), text_column("insight.column.verdict"),
               number_column("insight.column.reached-share"), number_column("insight.column.difference"),
               number_column("insight.column.interval"), number_column("insight.column.learners"),
               number_column("insight.column.schools")},
              {},
              phrase("insight.empty.schools"), true};
  std::vector<std::string> ids;
  for (const auto& part : input.parts)
    if (const StandingRow* row = part.all(indicator.id)) {
      const Judgement& judged = row->judged.expected;
      ids.push_back(part.organisation);
      table.rows.push_back({{link_cell(name_of(input.names, part.organisation), Target{"authority", part.organisation, ""}),
                             verdict_cell(judged.verdict),
                             percent_cell(row->counted ? double(row->attained) / double(row->counted) : no_figure),
                             difference_cell(judged.estimate, indicator.scale),
                             interval_cell(judged.low, judged.high, indicator.scale),
                             opened(count_cell(row->learners), in_years(figure_link(part.organisation, indicator.id), part.year, part.year)),
                             count_cell(part.schools)}});
    }
  auto map = map_of(input, indicator, table, ids);
  std::vector<Block> blocks{Heading{table.title, table.id + "-heading"}, std::move(table)};
  append(blocks, std::move(map));
  return blocks;
}

const char* noun_of(OrganisationKind kind) {
  switch (kind) {
    case OrganisationKind::authority: return "authority";
    case OrganisationKind::school: return "school";
    default: return "body";
  }
}

std::vector<Block> related(const AreaPageInput& input) {
  if (input.related.empty()) return {};
  List list{{}, true};
  for (const auto& each : input.related)
    list.items.push_back({body_title(input.names, each.id, each.kind), Target{noun_of(each.kind), each.id, ""}});
  return {Details{phrase("insight.area.related"), {std::move(list)}, false}};
}

// Silence is a result only where somebody searched. Bodies are searched only when somebody asks for it.
bool unsearched(const AreaPageInput& input) { return input.findings.empty() && (input.not_searched || input.noun == "body"); }

Phrase why_unsearched(const AreaPageInput& input) {
  if (!input.not_searched) return phrase("insight.area.none-kept");
  if (input.not_searched->needed == 0) return phrase("insight.area.stage-not-searched");
  return phrase("insight.area.not-searched", {{"schools", std::int64_t(input.not_searched->schools)},
                                              {"needed", std::int64_t(input.not_searched->needed)}});
}

Sentence findings_key(const AreaPageInput& input) {
  if (unsearched(input)) return {why_unsearched(input), Weight::body};
  return {phrase("insight.area.findings-key", {{"n", std::int64_t(input.findings.size())}}), Weight::key};
}

std::vector<Block> findings(const AreaPageInput& input) {
  if (unsearched(input)) return {};
  return {Heading{phrase("insight.area.findings"), "findings-heading"},
          findings_table("findings", phrase("insight.area.findings"), input.findings, OwnFigure::of_combinations,
                         OutcomeNamed::in_every_row)};
}

Page frame(const AreaPageInput& input) {
  const bool wales = input.noun == "wales";
  Page page;
  page.address = {input.noun, wales ? "" : input.standing.organisation, ""};
  page.title = body_title(input.names, input.standing.organisation, input.kind);
  page.caption = phrase("insight.area.caption", {{"stage", input.stage},
                                                 {"year", input.standing.year},
                                                 {"n", std::int64_t(input.standing.learners)},
                                                 {"schools", std::int64_t(input.standing.schools)}});
  page.section = "find";
  if (!wales) page.trail = {{verbatim(Text{"Wales", "Cymru"}), Target{"wales", "", ""}}};
  page.invented = input.invented;
  return page;
}

}  // namespace area_block
}  // namespace

Page area_page(const AreaPageInput& input) {
  Page page = area_block::frame(input);
  auto& blocks = page.blocks;
  append(blocks, standing_key(input.standing, input.indicators));
  blocks.push_back(area_block::findings_key(input));
  append(blocks, area_block::coverage(input));
  append(blocks, area_block::findings(input));
  append(blocks, standing_comparisons(input.standing, input.indicators,
                                      phrase("insight.comparisons.title",
                                             {{"stage", input.stage}, {"year", input.standing.year}})));
  append(blocks, area_block::partition(input));
  for (const auto& indicator : input.indicators) {
    auto own = standing_groups(input.standing, indicator);
    append(own, area_block::parts_of(input, indicator));
    append(own, area_block::schools_of(input, indicator));
    append(blocks, folded_unless_first(&indicator == &input.indicators.front(),
                                       phrase("insight.area.folded", {{"indicator", indicator.name}}), std::move(own)));
  }
  append(blocks, not_analysed_blocks(input.standing));
  append(blocks, area_block::related(input));
  blocks.push_back(how_judged(input.rule, input.indicators));
  blocks.push_back(does_not_show("school"));
  blocks.push_back(does_not_show("group"));
  return page;
}

}  // namespace potensial::insight
