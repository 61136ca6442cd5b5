#include "insight/class_page.hpp"

#include <algorithm>

#include "insight/progress_page.hpp"

namespace potensial::insight {
namespace class_block {

bool is_below(const LearnerOutcome& outcome) { return outcome.indicator.scale != Scale::yes_no && outcome.standing.word == RangeWord::below; }

// Since the result came.
bool is_agreed(const LearnerInClass& learner, const LearnerOutcome& outcome) {
  return std::ranges::any_of(learner.steps, [&](const NextStep& each) { return each.indicator == outcome.indicator.id && each.result_year >= outcome.year; });
}

// A learner as the tables need them.
struct Seen {
  const LearnerInClass* learner;
  std::vector<const LearnerOutcome*> newest;
  std::vector<Phrase> below;  // names of the outcomes
  std::size_t agreed = 0;
};

Seen seen(const LearnerInClass& learner) {
  Seen read{&learner, newest_outcomes(learner.outcomes), {}, 0};
  for (const auto* each : read.newest) {
    if (is_below(*each)) read.below.push_back(verbatim(each->indicator.name));
    read.agreed += is_agreed(learner, *each);
  }
  return read;
}

std::vector<Seen> all_seen(const ClassPageInput& input) {
  std::vector<Seen> all;
  for (const auto& each : input.learners) all.push_back(seen(each));
  return all;
}

std::int64_t count(const std::vector<Seen>& all, bool (*of)(const Seen&)) { return std::ranges::count_if(all, of); }
bool has_results(const Seen& each) { return !each.newest.empty(); }
bool waits(const Seen& each) { return has_results(each) && each.agreed == 0; }
bool any_below(const Seen& each) { return !each.below.empty(); }
bool has_range(const Seen& each) {
  return std::ranges::any_of(each.newest, [](const LearnerOutcome* of) { return of->indicator.scale != Scale::yes_no && of->standing.word.has_value(); });
}

// Leads to where it is agreed.
Cell agreed_cell(const Seen& each) {
  if (!has_results(each)) return {};
  return link_cell(phrase("class.agreed-in", {{"n", std::int64_t(each.agreed)}, {"results", std::int64_t(each.newest.size())}}),
                   {"progress", text(each.learner->learner), ""});
}

Cell below_cell(const Seen& each) {
  if (!has_range(each)) return cell(phrase(has_results(each) ? "progress.range.unknown" : "class.no-results"));
  return each.below.empty() ? cell(phrase("class.not-below")) : cell(phrase("people.list", {{"items", each.below}}));
}

Cell year_cell(const Seen& each) { return has_results(each) ? cell(phrase("insight.years.one", {{"year", each.newest.front()->year}})) : Cell{}; }

std::vector<Column> columns() {
  return {text_column("insight.column.learner"), text_column("class.column.below"), text_column("class.column.agreed"), text_column("class.column.year")};
}

Row row_of(const Seen& each) { return {{learner_cell(each.learner->learner, each.learner->name), below_cell(each), agreed_cell(each), year_cell(each)}}; }

// Below in most subjects first.
Table below_table(const ClassPageInput& input, std::vector<Seen> all) {
  std::erase_if(all, [](const Seen& each) { return !any_below(each); });
  std::ranges::stable_sort(all, std::ranges::greater(), [](const Seen& each) { return each.below.size(); });
  Table table{"below-" + input.of.id, phrase("class.below-table"), columns(), {}, phrase("class.none-below")};
  for (const auto& each : all) table.rows.push_back(row_of(each));
  return table;
}

Table all_table(const std::vector<Seen>& all) {
  Table table{"class", phrase("class.table"), columns(), {}, phrase("class.empty")};
  table.by_name = true;
  for (const auto& each : all) table.rows.push_back(row_of(each));
  return table;
}

std::vector<Block> key(const std::vector<Seen>& all) {
  if (count(all, has_results) == 0) return {Sentence{phrase("class.nothing"), Weight::key}};
  const auto below = count(all, has_range) == 0 ? phrase("insight.learners.no-range")
                                                : phrase("class.key-below", {{"n", count(all, any_below)}, {"learners", count(all, has_range)}});
  return {Sentence{phrase("class.key-waiting", {{"n", count(all, waits)}}), Weight::key}, Sentence{below, Weight::key}};
}

std::vector<Block> today(const ClassPageInput& input, const std::vector<Seen>& all) {
  auto blocks = key(all);
  blocks.push_back(below_table(input, all));
  return blocks;
}

}  // namespace class_block

std::vector<Block> class_today(const ClassPageInput& input) { return class_block::today(input, class_block::all_seen(input)); }

Page class_page(const ClassPageInput& input) {
  Page page;
  page.address = {"class", input.of.id, ""};
  page.title = phrase("class.title", {{"class", input.of.name}});
  page.caption = phrase("class.caption", {{"school", one(name_of(input.names, input.of.school))}, {"year", input.of.year}});
  page.section = "find";
  page.trail = {{name_of(input.names, input.of.school), Target{"school", input.of.school, ""}}};
  page.invented = input.invented;
  const auto all = class_block::all_seen(input);
  page.blocks = class_block::today(input, all);
  page.blocks.push_back(class_block::all_table(all));
  page.blocks.push_back(Sentence{phrase("class.note"), Weight::note});
  page.blocks.push_back(does_not_show("learner"));
  return page;
}

}  // namespace potensial::insight
