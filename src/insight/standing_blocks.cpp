#include "insight/standing_blocks.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <string_view>

#include "insight/figure.hpp"
#include "insight/learners_page.hpp"

namespace potensial::insight {
namespace {

namespace standing_block {

constexpr std::size_t most_named = 4;  // groups in a chart's title
constexpr std::size_t most_loads_listed = 10;
constexpr std::string_view everybody = "loaded";  // the place whose figures are of all learners loaded
constexpr std::size_t most_open = 12, few_more = 3;  // groups of a table that stand open; fewer than these are not folded

using PhraseList = std::vector<Phrase>;

std::vector<const StandingRow*> rows_of(const Standing& standing, const std::string& indicator) {
  std::vector<const StandingRow*> rows;
  for (const auto& row : standing.rows)
    if (row.indicator == indicator) rows.push_back(&row);
  return rows;
}

// What is low under one comparison; names are listed where a verdict sets them apart.
Sentence key_of(const Standing& standing, std::span<const Indicator> indicators, Comparison which) {
  PhraseList low, not_low, unknown;
  for (const auto& indicator : indicators)
    if (const StandingRow* row = standing.all(indicator.id)) {
      const Verdict verdict = row->judged[which].verdict;
      (verdict == Verdict::low ? low : verdict == Verdict::not_low ? not_low : unknown)
          .push_back(verbatim(indicator.name));
    }
  const char* message = !low.empty()      ? "insight.key.comparison"
                        : unknown.empty() ? "insight.key.nothing-low"
                        : not_low.empty() ? "insight.key.nothing-judged"
                                          : "insight.key.some-unjudged";
  const auto count = [](const PhraseList& list) { return std::int64_t(list.size()); };
  return {phrase(message, {{"comparison", one(comparison_phrase(which))},
                           {"others", count(not_low)},
                           {"unjudged", count(unknown)},
                           {"low", std::move(low)},
                           {"other", std::move(not_low)},
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
constexpr std::ptrdiff_t first_share = 5, first_of_others = 7, past_shares = 10;
constexpr std::size_t verdict_column = 1, difference_column = 2, interval_column = 3;

void drop_shares(Table& table, std::ptrdiff_t first) {
  table.columns.erase(table.columns.begin() + first, table.columns.begin() + past_shares);
  for (auto& row : table.rows) row.cells.erase(row.cells.begin() + first, row.cells.begin() + past_shares);
}

Cell learners_cell(const StandingRow& row, const std::string& school) {
  auto made = count_cell(row.learners);
  if (!school.empty() && row.learners > 0) made.link = learners_of_group(school, row.indicator, row.conditions);
  return made;
}

// Whose table it is, and what of it leads where.
struct GroupsOf {
  const Standing& standing;
  const GroupsSeen& seen;

  Target figure(const std::string& place, const StandingRow& row) const {
    return in_years(figure_link(place, row.indicator, row.conditions), standing.year, standing.year);
  }
  Target own(const StandingRow& row) const { return figure(standing.organisation, row); }
  Target beside(const std::string& place, const StandingRow& row) const { return seen.school.empty() ? Target{} : figure(place, row); }
};

Row group_row(const GroupsOf& of, const StandingRow& row, const Judgement& judged, Scale scale) {
  const auto judged_on = in_years(figure_link(of.standing.organisation, row.indicator, row.conditions), judged.years);
  return {{opened(cell(group_phrase(row.conditions)), of.own(row)), verdict_cell(judged.verdict),
           unless_withheld(judged, opened(difference_cell(judged.estimate, scale), judged_on)),
           unless_withheld(judged, interval_cell(judged.low, judged.high, scale)), learners_cell(row, of.seen.school), count_cell(row.attained),
           percent_cell(row.counted ? double(row.attained) / double(row.counted) : no_figure),
           opened(percent_cell(row.attained_in_family), leaving_out(of.beside(place_of_family(of.seen.family), row), of.seen.school)),
           opened(percent_cell(row.attained_in_authority), of.beside(of.seen.authority, row)),
           opened(percent_cell(row.attained_nationally), of.figure(std::string(everybody), row)), attained_cell(judged.attained, scale),
           unless_withheld(judged, attained_cell(judged.reference, scale)), years_cell(judged.years)}};
}

Table groups_table(std::string id, Phrase title, const Indicator& indicator, Comparison which,
                   std::span<const StandingRow* const> rows, const GroupsOf& of) {
  Table table{std::move(id),
              std::move(title),
              {text_column("insight.column.group"), text_column("insight.column.verdict"),
               number_column("insight.column.difference"), number_column("insight.column.interval"),
               number_column("insight.column.learners"), number_column(said_of(indicator, "insight.column.reached", "insight.column.holds")),
               number_column("insight.column.reached-share"), number_column("insight.column.reached-family"),
               number_column("insight.column.reached-authority"), number_column("insight.column.reached-nationally"),
               number_column("insight.column.attained"), number_column("insight.column.reference"),
               text_column("insight.column.years-judged")},
              {},
              phrase("insight.empty.groups")};
  for (const StandingRow* row : rows) table.rows.push_back(group_row(of, *row, row->judged[which], indicator.scale));
  if (indicator.attained.empty() || which != Comparison::expected) drop_shares(table, first_share);
  else if (!of.seen.shares_of_others) drop_shares(table, first_of_others);
  return table;
}

Phrase groups_title(const Indicator& indicator, Comparison which) {
  return phrase("insight.groups.title", {{"indicator", indicator.name}, {"comparison", one(comparison_phrase(which))}});
}

// All learners first, then low groups, then by shortfall; those not placed come last.
void by_need(std::vector<const StandingRow*>& rows) {
  const auto place = [](const StandingRow* row) { return row->conditions.empty() ? 0 : row->judged.expected.verdict == Verdict::low ? 1 : 2; };
  const auto shortfall = [](const StandingRow* row) {
    const double estimate = row->judged.expected.estimate;
    return std::isnan(estimate) ? std::numeric_limits<double>::infinity() : estimate;
  };
  std::ranges::stable_sort(rows, [&](const StandingRow* a, const StandingRow* b) {
    return place(a) != place(b) ? place(a) < place(b) : shortfall(a) < shortfall(b);
  });
}

// How many of the sorted rows stand open: every low one, and a page's worth.
std::size_t shown_open(std::span<const StandingRow* const> rows) {
  const auto low = std::ranges::count_if(rows, [](const StandingRow* row) { return row->judged.expected.verdict == Verdict::low; });
  const std::size_t shown = std::max(most_open, std::size_t(low) + 1);
  return shown + few_more >= rows.size() ? rows.size() : shown;
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

// One item per reason with its groups; a characteristic that was never recorded stands once, not once per level.
Phrase not_analysed_group(const NotAnalysed& each) {
  const Phrase group = group_phrase(std::span(&each.condition, 1));
  if (each.reason == Reason::no_learners) return group;
  const std::size_t n = each.reason == Reason::characteristic_missing ? each.not_recorded : each.learners;
  return phrase("insight.not-analysed.group-of", {{"group", one(group)}, {"n", std::int64_t(n)}});
}

List not_analysed_list(const Standing& standing) {
  List list;
  for (const Reason reason : {Reason::no_learners, Reason::too_few_learners, Reason::characteristic_missing}) {
    PhraseList groups;
    for (const auto& each : standing.not_analysed)
      if (each.reason == reason) groups.push_back(not_analysed_group(each));
    if (!groups.empty()) list.items.push_back({phrase("insight.not-analysed." + std::string(word(reason)), {{"groups", std::move(groups)}}), {}});
  }
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
      rows.push_back({verbatim(indicator.name), indicator.scale, &row->judged, figure_link(standing.organisation, indicator.id)});
  return {Heading{title, "comparisons"}, comparisons_table("comparisons", std::move(title), rows),
          Sentence{phrase("insight.never-added"), Weight::note}, standing_block::reasons(standing, indicators)};
}

std::vector<Block> standing_groups(const Standing& standing, const Indicator& indicator, const GroupsSeen& seen) {
  const std::string id = "groups-" + indicator.id;
  auto rows = standing_block::rows_of(standing, indicator.id);
  standing_block::by_need(rows);
  const std::size_t open = standing_block::shown_open(rows);
  const std::span all(rows);
  Table table = standing_block::groups_table(id, standing_block::groups_title(indicator, Comparison::expected), indicator,
                                             Comparison::expected, all.first(open), {standing, seen});
  std::vector<Block> blocks{Heading{table.title, id + "-heading"}};
  const bool any = !table.rows.empty();
  blocks.push_back(std::move(table));
  if (any) {
    blocks.push_back(interval_chart(id, standing_block::chart_finding(standing, indicator), standing_block::difference_column,
                                    standing_block::interval_column, standing_block::verdict_column, indicator.scale));
    blocks.push_back(Sentence{phrase("insight.groups.order"), Weight::note});
  }
  if (open < rows.size()) {
    const Phrase title = phrase("insight.groups.rest", {{"n", std::int64_t(rows.size() - open)}});
    blocks.push_back(Details{title, {standing_block::groups_table(id + "-rest", title, indicator, Comparison::expected, all.subspan(open), {standing, seen})}, false});
  }
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
  const auto rows = standing_block::rows_of(standing, indicator.id);
  const GroupsSeen nowhere;
  const auto under = [&](const char* id, Comparison which) {
    return standing_block::groups_table(id + indicator.id, standing_block::groups_title(indicator, which), indicator, which, rows, {standing, nowhere});
  };
  return {phrase("insight.groups.others", {{"indicator", indicator.name}}),
          {under("groups-previous-", Comparison::previous), under("groups-comparable-", Comparison::comparable)},
          false};
}

std::vector<Block> not_analysed_blocks(const Standing& standing) {
  if (standing.not_analysed.empty())
    return {Sentence{phrase("insight.not-analysed.none"), Weight::body}};
  return {Details{phrase("insight.not-analysed.title", {{"n", std::int64_t(standing.not_analysed.size())}}),
                  {standing_block::not_analysed_list(standing)},
                  false}};
}

}  // namespace potensial::insight
