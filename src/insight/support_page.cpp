#include "insight/support_page.hpp"

#include <algorithm>

#include "insight/support_cells.hpp"

namespace potensial::insight {
namespace support_block {

constexpr double hundred = 100;

Phrase list_of(std::vector<Phrase> items) { return phrase("people.list", {{"items", std::move(items)}}); }

Phrase texts(const std::vector<Text>& all) {
  std::vector<Phrase> items;
  for (const auto& each : all) items.push_back(verbatim(each));
  return list_of(std::move(items));
}

Cell number(std::int64_t count) { return count_cell(static_cast<std::size_t>(count)); }

Row share_row(const char* who, std::int64_t part, const char* of, std::int64_t whole) {
  return {{cell(phrase(who)), number(part), cell(phrase(of)), number(whole), percent_cell(whole == 0 ? no_figure : double(part) / double(whole))}};
}

Table numbers_table(const MissedBlockInput& input) {
  const auto& counts = input.counts;
  Table table{"who-is-missed-numbers", phrase("support.missed.table", {{"fund", input.fund->name}, {"year", *input.year}}),
              {text_column("support.column.learners-who"), number_column("insight.column.learners"), text_column("support.column.of-whom"),
               number_column("support.column.of"), number_column("insight.column.share")},
              {},
              phrase("support.missed.nobody")};
  table.rows = {share_row("support.missed.within", counts.served_within, "support.missed.of-meeting", counts.meeting()),
                share_row("support.missed.outside", counts.served_outside, "support.missed.of-served", counts.served()),
                share_row("support.missed.unserved", counts.unserved, "support.missed.of-meeting", counts.meeting()),
                share_row("support.missed.able", counts.unserved_upper, "support.missed.of-unserved", counts.unserved)};
  return table;
}

std::vector<Block> key(const MissedBlockInput& input) {
  const auto& counts = input.counts;
  std::vector<Block> blocks{Sentence{
      phrase("support.missed.key", {{"fund", input.fund->name}, {"meeting", one(texts(input.meeting))}, {"n", counts.meeting()}, {"served", counts.served_within}}), Weight::key}};
  if (selects_otherwise(counts, input.most_outside))
    blocks.push_back(Sentence{phrase("support.missed.warning", {{"outside", counts.served_outside}, {"served", counts.served()}, {"fund", input.fund->name}}), Weight::key});
  if (counts.unserved > 0)
    blocks.push_back(Sentence{phrase("support.missed.able-key", {{"n", counts.unserved_upper}, {"middle", counts.unserved_middle}, {"unserved", counts.unserved}}), Weight::key});
  return blocks;
}

std::vector<Block> rule(const MissedBlockInput& input) {
  const auto& fund = *input.fund;
  std::vector<Block> blocks{Sentence{
      phrase("describe.eligibility.rule", {{"fund", fund.name}, {"aim", fund.aim}, {"sentence", fund.sentence}, {"version", std::int64_t(fund.version)}}), Weight::body}};
  if (fund.to && *fund.to <= input.year->last_day())
    blocks.push_back(Sentence{phrase("support.missed.ended", {{"fund", fund.name}, {"day", *fund.to}}), Weight::body});
  blocks.push_back(Sentence{phrase("support.missed.counted", {{"unknown", input.counts.served_unknown}, {"without", input.counts.unserved_without_result}}), Weight::note});
  return blocks;
}

List register_link(const std::string& school, AcademicYear year) {
  return {{{phrase("support.missed.register"), Target{"support", school, "", {{"year", std::to_string(year.summer)}}}}}};
}

// ---- the register

const char* third_message(const std::optional<Third>& third) {
  if (!third) return "support.third.unknown";
  return *third == Third::upper ? "support.third.upper" : *third == Third::middle ? "support.third.middle" : "support.third.lower";
}

const char* range_message(const std::optional<RangeWord>& word) {
  if (!word) return "insight.learner.word-none";
  return *word == RangeWord::below ? "insight.learner.word-below" : *word == RangeWord::above ? "insight.learner.word-above" : "insight.learner.word-within";
}

Cell progress_cell(const LearnerOnRegister& each) {
  if (!each.progress || !each.progress_year) return cell(phrase(range_message(each.progress)));
  return cell(phrase("support.progress", {{"word", one(phrase(range_message(each.progress)))}, {"year", *each.progress_year}}));
}

bool is_disadvantaged(const LearnerOnRegister& each) { return each.year_group > 0 && !each.disadvantages.empty(); }
bool has_nothing(const LearnerOnRegister& each) { return each.support.empty(); }
bool is_able(const LearnerOnRegister& each) { return each.placed.earlier == Third::upper; }
bool is_average_or_able(const LearnerOnRegister& each) { return is_able(each) || each.placed.earlier == Third::middle; }

template <class Wanted>
std::vector<const LearnerOnRegister*> those(const SupportPageInput& input, Wanted wanted) {
  std::vector<const LearnerOnRegister*> found;
  for (const auto& each : input.learners)
    if (wanted(each)) found.push_back(&each);
  return found;
}

std::vector<Column> learner_columns() {
  return {text_column("insight.column.learner"), text_column("support.column.support"), text_column("support.column.earlier"),
          text_column("insight.column.range"),   text_column("support.column.disadvantage"), number_column("support.column.year-group")};
}

Row learner_row(const LearnerOnRegister& each, const Names& funds) {
  return {{learner_cell(each.learner, each.name), support_cell(each.support, funds), cell(phrase(third_message(each.placed.earlier))), progress_cell(each),
           cell(texts(each.disadvantages)), number(each.year_group)}};
}

Table learners_table(const SupportPageInput& input, std::string id, const char* title, const char* when_empty, const std::vector<const LearnerOnRegister*>& learners) {
  Table table{std::move(id), phrase(title), learner_columns(), {}, phrase(when_empty)};
  for (const auto* each : learners) table.rows.push_back(learner_row(*each, input.funds));
  return table;
}

// Able learners with nothing first, then average ones.
Table missed_table(const SupportPageInput& input) {
  auto missed = those(input, [](const auto& each) { return is_disadvantaged(each) && has_nothing(each) && is_average_or_able(each); });
  std::ranges::stable_sort(missed, {}, [](const LearnerOnRegister* each) { return !is_able(*each); });
  return learners_table(input, "missed", "support.missed-learners", "support.nobody-missed", missed);
}

Table disadvantaged_table(const SupportPageInput& input) {
  auto table = learners_table(input, "disadvantaged", "support.disadvantaged", "support.none-disadvantaged", those(input, is_disadvantaged));
  table.by_name = true;
  return table;
}

Row spell_row(const LearnerOnRegister& learner, const SupportGiven& given, const SupportPageInput& input) {
  Row row{{learner_cell(learner.learner, learner.name)}};
  for (auto& each : given_cells(given, input.funds, input.names)) row.cells.push_back(std::move(each));
  return row;
}

Table spells_table(const SupportPageInput& input) {
  Table table{"support", phrase("support.spells", {{"year", input.year}}),
              given_columns(),
              {},
              phrase("support.no-spells", {{"year", input.year}})};
  table.columns.insert(table.columns.begin(), text_column("insight.column.learner"));
  table.by_name = true;
  for (const auto& each : input.learners)
    for (const auto& given : each.support) table.rows.push_back(spell_row(each, given, input));
  return table;
}

std::vector<Block> key_of_register(const SupportPageInput& input) {
  const auto disadvantaged = those(input, is_disadvantaged);
  const auto without = std::ranges::count_if(disadvantaged, [](const auto* each) { return has_nothing(*each); });
  const auto able = std::ranges::count_if(disadvantaged, [](const auto* each) { return has_nothing(*each) && is_average_or_able(*each); });
  const auto supported = std::ranges::count_if(input.learners, [](const auto& each) { return !has_nothing(each); });
  return {Sentence{phrase("support.key", {{"n", std::int64_t(supported)}, {"year", input.year}}), Weight::key},
          Sentence{phrase("support.key-disadvantaged", {{"n", std::int64_t(disadvantaged.size())}, {"without", std::int64_t(without)}, {"able", std::int64_t(able)}}), Weight::key}};
}

Details other_years(const SupportPageInput& input) {
  List list;
  for (const auto year : input.years)
    if (year != input.year)
      list.items.push_back({phrase("insight.years.one", {{"year", year}}), Target{"support", input.school.id, "", {{"year", std::to_string(year.summer)}}}});
  return {phrase("support.other-years"), {std::move(list)}, false};
}

void add_table(std::vector<Block>& blocks, Table table) {
  blocks.push_back(Heading{table.title, table.id + "-heading"});
  blocks.push_back(std::move(table));
}

}  // namespace support_block

std::vector<Block> missed_blocks(const MissedBlockInput& input) {
  using namespace support_block;
  if (!input.fund) return {};
  if (!input.year) return {Heading{phrase("support.missed.title"), "who-is-missed"}, Sentence{phrase("support.missed.none", {{"fund", input.fund->name}}), Weight::body}};
  std::vector<Block> blocks{Heading{phrase("support.missed.title-of", {{"fund", input.fund->name}, {"year", *input.year}}), "who-is-missed"}};
  append(blocks, key(input));
  blocks.push_back(numbers_table(input));
  append(blocks, rule(input));
  if (input.leads_to_register) blocks.push_back(register_link(input.school, *input.year));
  return blocks;
}

Page support_page(const SupportPageInput& input) {
  using namespace support_block;
  Page page;
  page.address = {"support", input.school.id, ""};
  page.title = phrase("support.title", {{"school", input.school.name}});
  page.caption = phrase("support.caption", {{"year", input.year}});
  page.section = "find";
  page.trail = {{verbatim(input.school.name), Target{"school", input.school.id, ""}}};
  page.invented = input.invented;
  auto& blocks = page.blocks;
  blocks = key_of_register(input);
  append(blocks, missed_blocks(input.missed));
  add_table(blocks, missed_table(input));
  add_table(blocks, disadvantaged_table(input));
  add_table(blocks, spells_table(input));
  blocks.push_back(Sentence{phrase("support.note"), Weight::note});
  append(blocks, supported_blocks(input.outcomes));
  if (input.years.size() > 1) blocks.push_back(other_years(input));
  blocks.push_back(does_not_show("support"));
  blocks.push_back(does_not_show("learner"));
  return page;
}

}  // namespace potensial::insight
