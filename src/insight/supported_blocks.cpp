#include "insight/supported_blocks.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace potensial::insight {
namespace supported_block {

constexpr std::array words{"supported.word.too-few", "supported.word.unlike", "supported.word.better", "supported.word.less", "supported.word.alike",
                           "supported.word.not-told"};

Phrase word_phrase(const SupportedOutcome& of, const SupportedRule& rule) {
  if (of.word == SupportedWord::too_few && of.matched >= rule.least_matched) return phrase("supported.word.too-few-schools");
  return phrase(words[static_cast<std::size_t>(of.word)]);
}

// "One-to-one catch-up reading: Language (Key Stage 2)".
Phrase subject_of(const ActivityOutcome& each) {
  return phrase("supported.subject", {{"activity", each.activity}, {"indicator", each.indicator.name}, {"stage", each.stage}});
}

bool is_shown(const ActivityOutcome& each, const SupportedRule& rule) { return each.outcome.matched >= rule.least_shown; }

// A count from 1 to one below what may be shown.
bool is_small(std::size_t count, const SupportedRule& rule) { return count > 0 && count < rule.least_shown; }

Cell withheld() { return {Mark::too_few, {}}; }

Cell mean_cell(double value, Scale scale) {
  if (std::isnan(value)) return {};
  return scale == Scale::yes_no || scale == Scale::share ? percent_cell(value) : Cell{Quantity{value, Unit::score}, {}};
}

Row outcome_row(const ActivityOutcome& each, const SupportedBlockInput& input) {
  const auto& of = each.outcome;
  const auto scale = each.indicator.scale;
  Row row{{cell(subject_of(each)), cell(word_phrase(of, input.rule))}};
  if (!is_shown(each, input.rule)) {
    row.cells.push_back(of.matched == 0 ? count_cell(0) : withheld());
    row.cells.insert(row.cells.end(), 4, of.matched == 0 ? Cell{} : withheld());
    return row;
  }
  const bool has_interval = of.freedom >= input.rule.least_freedom;
  row.cells.push_back(count_cell(of.matched));
  row.cells.push_back(has_interval ? difference_cell(of.difference.estimate, scale) : withheld());
  row.cells.push_back(has_interval ? interval_cell(of.difference.low, of.difference.high, scale) : withheld());
  row.cells.push_back(mean_cell(of.mean, scale));
  row.cells.push_back(mean_cell(of.peer_mean, scale));
  return row;
}

Table outcomes_table(const SupportedBlockInput& input) {
  Table table{"supported-outcomes", phrase("supported.table"),
              {text_column("supported.column.subject"), text_column("supported.column.word"), number_column("supported.column.matched"),
               number_column("supported.column.difference"), number_column("supported.column.interval"), number_column("supported.column.mean"),
               number_column("supported.column.peer-mean")},
              {},
              phrase("supported.none")};
  for (const auto& each : input.outcomes) table.rows.push_back(outcome_row(each, input));
  return table;
}

// ---- who was compared

std::vector<std::size_t> reasons_of(const SupportedOutcome& of) {
  return {of.too_early, of.before_earlier, of.without_outcome, of.without_earlier, of.no_peer, of.none_near};
}

// Each count alone, or a mark for all of them where one is small and the reader is told no names.
void add_counts(Row& row, const std::vector<std::size_t>& counts, const SupportedBlockInput& input) {
  const bool hides = !input.named && std::ranges::any_of(counts, [&](std::size_t count) { return is_small(count, input.rule); });
  for (const auto count : counts) row.cells.push_back(hides ? withheld() : count_cell(count));
}

// All of them and those without a similar one: their difference is who was matched, which stands above.
Row compared_row(const ActivityOutcome& each, const SupportedBlockInput& input) {
  const auto& of = each.outcome;
  Row row{{cell(subject_of(each))}};
  const bool hides = !input.named && (is_small(of.unmatched(), input.rule) || is_small(of.matched, input.rule));
  row.cells.push_back(hides ? withheld() : count_cell(of.with_activity));
  add_counts(row, hides ? std::vector<std::size_t>(6, 1) : reasons_of(of), input);
  return row;
}

Table compared_table(const SupportedBlockInput& input) {
  Table table{"supported-unmatched", phrase("supported.unmatched"),
              {text_column("supported.column.subject"), number_column("supported.column.with-activity"), number_column("supported.column.too-early"),
               number_column("supported.column.before-earlier"), number_column("supported.column.without-outcome"),
               number_column("supported.column.without-earlier"), number_column("supported.column.no-peer"), number_column("supported.column.none-near")},
              {},
              phrase("supported.none")};
  for (const auto& each : input.outcomes) table.rows.push_back(compared_row(each, input));
  return table;
}

Row likeness_row(const ActivityOutcome& each, const SupportedBlockInput& input) {
  const auto& of = each.outcome;
  const auto told = is_shown(each, input.rule);
  Row row{{cell(subject_of(each)), cell(years_phrase(of.years))}};
  row.cells.push_back(told ? difference_cell(of.unlike_before, Scale::ordered) : withheld());
  row.cells.push_back(told ? difference_cell(of.unlike_after, Scale::ordered) : withheld());
  add_counts(row, told || input.named ? std::vector{of.same_school, of.same_authority, of.elsewhere} : std::vector<std::size_t>(3, 1), input);
  row.cells.push_back(told && (input.named || !is_small(of.schools, input.rule)) ? count_cell(of.schools) : withheld());
  return row;
}

Table likeness_table(const SupportedBlockInput& input) {
  Table table{"supported-likeness", phrase("supported.likeness"),
              {text_column("supported.column.subject"), text_column("supported.column.years"), number_column("supported.column.unlike-before"),
               number_column("supported.column.unlike-after"), number_column("supported.column.same-school"), number_column("supported.column.same-authority"),
               number_column("supported.column.elsewhere"), number_column("supported.column.schools")},
              {},
              phrase("supported.none")};
  for (const auto& each : input.outcomes) table.rows.push_back(likeness_row(each, input));
  return table;
}

Details who_was_compared(const SupportedBlockInput& input) {
  Details details{phrase("supported.who"), {}, false, true};
  details.blocks.push_back(Sentence{phrase("supported.likeness-note", {{"unlike", Quantity{input.rule.most_unlike, Unit::standard}}}), Weight::body});
  details.blocks.push_back(likeness_table(input));
  details.blocks.push_back(compared_table(input));
  details.blocks.push_back(Sentence{phrase("supported.unmatched-note"), Weight::note});
  return details;
}

// ---- what it says

std::int64_t those_with(const SupportedBlockInput& input, SupportedWord word) {
  return std::ranges::count_if(input.outcomes, [&](const auto& each) { return each.outcome.word == word; });
}

Phrase key_phrase(const SupportedBlockInput& input) {
  const auto of = [&](SupportedWord word) { return those_with(input, word); };
  return phrase("supported.key", {{"n", std::int64_t(input.outcomes.size())},
                                  {"better", of(SupportedWord::better)},
                                  {"less", of(SupportedWord::less)},
                                  {"alike", of(SupportedWord::alike)},
                                  {"untold", of(SupportedWord::not_told)},
                                  {"few", of(SupportedWord::too_few) + of(SupportedWord::unlike)}});
}

Phrase said_of_one(const ActivityOutcome& each) {
  const auto& of = each.outcome;
  const char* message = of.word == SupportedWord::better ? "supported.said.better" : "supported.said.less";
  return phrase(message, {{"n", std::int64_t(of.matched)},
                          {"activity", each.activity},
                          {"indicator", each.indicator.name},
                          {"stage", each.stage},
                          {"difference", Quantity{std::abs(of.difference.estimate), Unit::standard}},
                          {"low", Quantity{of.difference.low, Unit::standard, true}},
                          {"high", Quantity{of.difference.high, Unit::standard, true}}});
}

List those_told(const SupportedBlockInput& input) {
  List list;
  for (const auto& each : input.outcomes)
    if (each.outcome.word == SupportedWord::better || each.outcome.word == SupportedWord::less) list.items.push_back({said_of_one(each), {}});
  return list;
}

std::vector<Phrase> waiting(const SupportedBlockInput& input) {
  std::vector<Phrase> names;
  for (const auto& each : input.activities)
    if (!each.has_outcomes) names.push_back(verbatim(each.activity));
  return names;
}

}  // namespace supported_block

std::vector<Block> supported_blocks(const SupportedBlockInput& input) {
  using namespace supported_block;
  if (input.activities.empty()) return {};
  std::vector<Block> blocks{Heading{phrase("supported.title"), "supported-outcomes-heading"}};
  if (!input.outcomes.empty()) {
    blocks.push_back(Sentence{key_phrase(input), Weight::key});
    blocks.push_back(Sentence{phrase("supported.description"), Weight::body});
    if (auto told = those_told(input); !told.items.empty()) blocks.push_back(std::move(told));
  }
  blocks.push_back(outcomes_table(input));
  blocks.push_back(Sentence{phrase("supported.unit"), Weight::note});
  if (auto names = waiting(input); !names.empty())
    blocks.push_back(Sentence{phrase("supported.waiting", {{"activities", one(phrase("people.list", {{"items", std::move(names)}}))}}), Weight::note});
  if (!input.outcomes.empty()) blocks.push_back(who_was_compared(input));
  blocks.push_back(Details{phrase("supported.rule"), {Sentence{verbatim(input.sentence), Weight::body}}});
  blocks.push_back(does_not_show("supported"));
  return blocks;
}

Page supported_page(const SupportedPageInput& input) {
  Page page;
  page.address = {"support-outcomes", input.authority.id, ""};
  page.title = phrase("supported.page-title", {{"authority", input.authority.name}});
  page.section = "find";
  page.trail = {{verbatim(input.authority.name), Target{"authority", input.authority.id, ""}}};
  page.invented = input.invented;
  page.blocks = supported_blocks(input.outcomes);
  if (page.blocks.empty()) page.blocks = {Sentence{phrase("supported.no-activity"), Weight::body}};
  return page;
}

}  // namespace potensial::insight
