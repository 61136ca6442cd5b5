#include "insight/standing_blocks.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

namespace potensial::insight {
namespace {

namespace standing_block {

constexpr std::size_t most_named = 4;  // groups in a chart's title
constexpr std::size_t most_loads_listed = 10;

using PhraseList = std::vector<Phrase>;

Argument one(Phrase text) { return PhraseList{std::move(text)}; }

std::vector<const StandingRow*> rows_of(const Standing& standing, const std::string& indicator) {
  std::vector<const StandingRow*> rows;
  for (const auto& row : standing.rows)
    if (row.indicator == indicator) rows.push_back(&row);
  return rows;
}

// "Low in: …. Not low in: …. Cannot be judged in: …." of one comparison.
Sentence key_of(const Standing& standing, std::span<const Indicator> indicators, Comparison which) {
  PhraseList low, not_low, unknown;
  for (const auto& indicator : indicators)
    if (const StandingRow* row = standing.all(indicator.id)) {
      const Verdict verdict = row->judged[which].verdict;
      (verdict == Verdict::low ? low : verdict == Verdict::not_low ? not_low : unknown)
          .push_back(verbatim(indicator.name));
    }
  const auto count = [](const PhraseList& list) { return std::int64_t(list.size()); };
  return {phrase("insight.key.comparison", {{"comparison", one(comparison_phrase(which))},
                                            {"lows", count(low)},
                                            {"low", std::move(low)},
                                            {"others", count(not_low)},
                                            {"other", std::move(not_low)},
                                            {"unjudged", count(unknown)},
                                            {"unknown", std::move(unknown)}}),
          Weight::key};
}

// The group or indicator whose shortfall from the expected is clearest in size.
const StandingRow* clearest_low(const Standing& standing) {
  const StandingRow* found = nullptr;
  for (const auto& row : standing.rows)
    if (row.judged.expected.verdict == Verdict::low &&
        (!found || row.judged.expected.estimate < found->judged.expected.estimate))
      found = &row;
  return found;
}

Phrase subject_of(const StandingRow& row, std::span<const Indicator> indicators) {
  return phrase("insight.subject", {{"indicator", one(indicator_phrase(indicators, row.indicator))},
                                    {"group", one(group_phrase(row.conditions))}});
}

std::optional<Sentence> clearest_sentence(const Standing& standing, std::span<const Indicator> indicators) {
  const StandingRow* row = clearest_low(standing);
  const Indicator* indicator = row ? indicator_of(indicators, row->indicator) : nullptr;
  if (!indicator) return std::nullopt;
  return Sentence{difference_phrase(subject_of(*row, indicators), comparison_phrase(Comparison::expected),
                                    row->judged.expected, indicator->scale),
                  Weight::key};
}

void add_reasons(List& list, const StandingRow& row, const Indicator& indicator, Comparison which) {
  PhraseList words{verdict_phrase(row.judged[which], which)};
  for (auto& note : notes_of(row.judged[which], indicator.scale)) words.push_back(std::move(note));
  for (auto& each : words)
    list.items.push_back({phrase("insight.reason-of", {{"indicator", indicator.name},
                                                       {"comparison", one(comparison_phrase(which))},
                                                       {"words", one(std::move(each))}}),
                          {}});
}

// Every verdict of all learners in words, with the second expected standard beside the first.
Details reasons(const Standing& standing, std::span<const Indicator> indicators) {
  List list;
  for (const auto& indicator : indicators)
    if (const StandingRow* row = standing.all(indicator.id)) {
      for (Comparison which : comparisons) add_reasons(list, *row, indicator, which);
      if (!std::isnan(row->same_start.estimate))
        list.items.push_back({difference_phrase(indicator_phrase(indicators, row->indicator),
                                                phrase("insight.comparison.same-start"), row->same_start, indicator.scale),
                              {}});
    }
  return {phrase("insight.reasons.title"), {std::move(list)}, false};
}

// Columns of the share that reached the expected level; an indicator without one has none of them.
constexpr std::ptrdiff_t first_share = 3, past_shares = 8;
constexpr std::size_t difference_column = 10, interval_column = 11;

void drop_shares(Table& table) {
  table.columns.erase(table.columns.begin() + first_share, table.columns.begin() + past_shares);
  for (auto& row : table.rows) row.cells.erase(row.cells.begin() + first_share, row.cells.begin() + past_shares);
}

std::size_t place_in_groups(std::size_t column, const Indicator& indicator) {
  return indicator.attained.empty() ? column - static_cast<std::size_t>(past_shares - first_share) : column;
}

Table groups_table(const Standing& standing, const Indicator& indicator, Comparison which, std::string id) {
  Table table{std::move(id),
              phrase("insight.groups.title", {{"indicator", indicator.name}, {"comparison", one(comparison_phrase(which))}}),
              {text_column("insight.column.group"), text_column("insight.column.verdict"),
               number_column("insight.column.learners"), number_column("insight.column.reached"),
               number_column("insight.column.reached-share"), number_column("insight.column.reached-family"),
               number_column("insight.column.reached-authority"), number_column("insight.column.reached-nationally"),
               number_column("insight.column.attained"), number_column("insight.column.reference"),
               number_column("insight.column.difference"), number_column("insight.column.interval"),
               text_column("insight.column.years-judged")},
              {},
              phrase("insight.empty.groups")};
  for (const StandingRow* row : rows_of(standing, indicator.id)) {
    const Judgement& judged = row->judged[which];
    table.rows.push_back({{cell(group_phrase(row->conditions)), verdict_cell(judged.verdict), count_cell(row->learners),
                           count_cell(row->attained),
                           percent_cell(row->counted ? double(row->attained) / double(row->counted) : no_figure),
                           percent_cell(row->attained_in_family), percent_cell(row->attained_in_authority),
                           percent_cell(row->attained_nationally), attained_cell(judged.attained, indicator.scale),
                           attained_cell(judged.reference, indicator.scale),
                           difference_cell(judged.estimate, indicator.scale),
                           interval_cell(judged.low, judged.high, indicator.scale), cell(years_phrase(judged.years))}});
  }
  if (indicator.attained.empty()) drop_shares(table);
  return table;
}

// What the chart shows: the groups that are low, or that none is.
Phrase chart_finding(const Standing& standing, const Indicator& indicator) {
  PhraseList low;
  std::int64_t unknown = 0;
  for (const StandingRow* row : rows_of(standing, indicator.id)) {
    if (row->judged.expected.verdict == Verdict::low) low.push_back(group_phrase(row->conditions));
    unknown += row->judged.expected.verdict == Verdict::cannot_be_judged;
  }
  const auto lows = std::int64_t(low.size());
  if (low.size() > most_named)
    return phrase("insight.groups.chart-many", {{"lows", lows}, {"unjudged", unknown}, {"indicator", indicator.name}});
  return phrase("insight.groups.chart",
                {{"lows", lows}, {"low", std::move(low)}, {"unjudged", unknown}, {"indicator", indicator.name}});
}

Phrase not_analysed_phrase(const NotAnalysed& each) {
  return phrase("insight.not-analysed." + std::string(word(each.reason)),
                {{"group", one(group_phrase(std::span(&each.condition, 1)))},
                 {"n", std::int64_t(each.learners)},
                 {"missing", std::int64_t(each.not_recorded)}});
}

List not_analysed_list(const Standing& standing) {
  List list;
  for (const auto& each : standing.not_analysed) list.items.push_back({not_analysed_phrase(each), {}});
  return list;
}

}  // namespace standing_block
}  // namespace

std::vector<Block> standing_key(const Standing& standing, std::span<const Indicator> indicators) {
  std::vector<Block> blocks;
  if (const auto sentence = standing_block::clearest_sentence(standing, indicators)) blocks.push_back(*sentence);
  for (Comparison which : comparisons) blocks.push_back(standing_block::key_of(standing, indicators, which));
  for (const auto& indicator : indicators) {
    const StandingRow* row = standing.all(indicator.id);
    if (row && row->low_from_start_only)
      blocks.push_back(Sentence{phrase("insight.key.low-from-start-only", {{"indicator", indicator.name}}), Weight::key});
    if (row && row->many_not_awarded())
      blocks.push_back(Sentence{phrase("insight.key.many-not-awarded", {{"indicator", indicator.name},
                                                                        {"n", std::int64_t(row->not_awarded)},
                                                                        {"all", std::int64_t(row->counted)}}),
                                Weight::body});
  }
  return blocks;
}

std::vector<Block> standing_comparisons(const Standing& standing, std::span<const Indicator> indicators, Phrase title) {
  std::vector<ComparedRow> rows;
  for (const auto& indicator : indicators)
    if (const StandingRow* row = standing.all(indicator.id))
      rows.push_back({verbatim(indicator.name), indicator.scale, &row->judged});
  return {Heading{title, "comparisons"}, comparisons_table("comparisons", std::move(title), rows),
          Sentence{phrase("insight.never-added"), Weight::note}, standing_block::reasons(standing, indicators)};
}

std::vector<Block> standing_groups(const Standing& standing, const Indicator& indicator) {
  const std::string id = "groups-" + indicator.id;
  Table table = standing_block::groups_table(standing, indicator, Comparison::expected, id);
  std::vector<Block> blocks{Heading{table.title, id + "-heading"}};
  const bool any = !table.rows.empty();
  blocks.push_back(std::move(table));
  if (any)
    blocks.push_back(interval_chart(id, standing_block::chart_finding(standing, indicator),
                                    standing_block::place_in_groups(standing_block::difference_column, indicator),
                                    standing_block::place_in_groups(standing_block::interval_column, indicator), 1, indicator.scale));
  blocks.push_back(standing_group_details(standing, indicator));
  return blocks;
}

std::vector<Block> folded_unless_first(bool first, Phrase title, std::vector<Block> blocks) {
  if (first || blocks.empty()) return blocks;
  return {Details{std::move(title), std::move(blocks), false}};
}

Phrase loads_phrase(std::span<const std::int64_t> loads) {
  if (loads.size() > standing_block::most_loads_listed)
    return phrase("insight.loads-many", {{"n", std::int64_t(loads.size())}, {"newest", std::to_string(std::ranges::max(loads))}});
  std::vector<Phrase> list;
  for (const auto load : loads) list.push_back(verbatim(std::to_string(load)));
  return phrase("insight.loads-listed", {{"loads", std::move(list)}});
}

Details standing_group_details(const Standing& standing, const Indicator& indicator) {
  return {phrase("insight.groups.others", {{"indicator", indicator.name}}),
          {standing_block::groups_table(standing, indicator, Comparison::previous, "groups-previous-" + indicator.id),
           standing_block::groups_table(standing, indicator, Comparison::comparable, "groups-comparable-" + indicator.id)},
          false};
}

std::vector<Block> not_analysed_blocks(const Standing& standing) {
  if (standing.not_analysed.empty())
    return {Sentence{phrase("insight.not-analysed.none"), Weight::body}};
  return {Details{phrase("insight.not-analysed.title", {{"n", std::int64_t(standing.not_analysed.size())}}),
                  {standing_block::not_analysed_list(standing)},
                  true}};
}

}  // namespace potensial::insight
