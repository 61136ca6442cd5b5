#include "insight/learners_page.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string_view>
#include <tuple>

#include "insight/support_cells.hpp"

namespace potensial::insight {
namespace learners_block {

double known_or_last(double value) { return std::isnan(value) ? std::numeric_limits<double>::infinity() : value; }

double distance(const ListedLearner& each) { return known_or_last(each.outcome.standing.attained - each.outcome.standing.expected); }

// Those furthest below what like learners attain first; then those without a start by their result, and those without one.
void by_distance(std::vector<ListedLearner>& learners) {
  const auto key = [](const ListedLearner& each) {
    return std::tuple(distance(each), known_or_last(each.outcome.standing.attained), std::string_view(each.name), each.learner);
  };
  std::ranges::sort(learners, [&](const ListedLearner& a, const ListedLearner& b) { return key(a) < key(b); });
}

const char* range_message(const LearnerStanding& standing) {
  if (!standing.word) return "insight.learner.word-none";
  return *standing.word == RangeWord::below   ? "insight.learner.word-below"
         : *standing.word == RangeWord::above ? "insight.learner.word-above"
                                              : "insight.learner.word-within";
}

Cell reached_cell(const std::optional<bool>& reached) {
  return reached ? cell(phrase(*reached ? "insight.learner.yes" : "insight.learner.no")) : Cell{};
}

Row learner_row(const ListedLearner& each) {
  const auto& outcome = each.outcome;
  const Scale scale = outcome.indicator.scale;
  const bool yes_no = scale == Scale::yes_no;
  return {{learner_cell(each.learner, each.name), yes_no ? Cell{} : cell(phrase(range_message(outcome.standing))), attained_cell(outcome.standing.attained, scale),
           attained_cell(expected_of_one(outcome.standing.expected, scale), scale),
           yes_no ? Cell{} : interval_cell(outcome.standing.low, outcome.standing.high, scale), reached_cell(outcome.reached)}};
}

bool any_range(const std::vector<ListedLearner>& learners) {
  return std::ranges::any_of(learners, [](const ListedLearner& each) { return each.outcome.standing.word.has_value(); });
}

std::int64_t below(const std::vector<ListedLearner>& learners) {
  return std::ranges::count_if(learners, [](const ListedLearner& each) { return each.outcome.standing.word == RangeWord::below; });
}

Sentence range_sentence(const LearnersPageInput& input) {
  if (!any_range(input.learners)) return {phrase("insight.learners.no-range"), Weight::key};
  return {phrase("insight.learners.below", {{"below", below(input.learners)}}), Weight::key};
}

// What each receives at present, as the last column.
void add_support(Table& table, const LearnersPageInput& input) {
  table.columns.push_back(text_column("support.column.present"));
  for (std::size_t i = 0; i < input.learners.size(); ++i) table.rows[i].cells.push_back(support_cell(input.learners[i].support, *input.funds));
}

Table table_of(const LearnersPageInput& input) {
  Table table{"learners", phrase("insight.learners.table"),
              {text_column("insight.column.learner"), text_column("insight.column.range"), number_column("insight.column.own-standing"),
               number_column("insight.column.expected"), number_column("insight.column.like-learners"),
               text_column("insight.column.nationally-expected")},
              {},
              phrase("insight.learners.none")};
  for (const auto& each : input.learners) table.rows.push_back(learner_row(each));
  if (input.funds) add_support(table, input);
  return table;
}

}  // namespace learners_block

Page learners_page(LearnersPageInput input) {
  learners_block::by_distance(input.learners);
  Page page;
  page.address = learners_of_group(input.school, input.indicator.id, input.conditions);
  page.title = phrase("insight.learners.title", {{"group", one(group_phrase(input.conditions))}, {"indicator", input.indicator.name}});
  page.caption = phrase("insight.learners.caption", {{"school", one(name_of(input.names, input.school))}, {"year", input.year}});
  page.section = "find";
  page.trail = {{name_of(input.names, input.school), Target{"school", input.school, ""}}};
  page.invented = input.invented;
  const auto all = std::int64_t(input.learners.size());
  page.blocks.push_back(Sentence{phrase("insight.learners.key", {{"n", all}}), Weight::key});
  if (all > 0) page.blocks.push_back(learners_block::range_sentence(input));
  page.blocks.push_back(learners_block::table_of(input));
  page.blocks.push_back(Sentence{phrase("insight.learners.order"), Weight::note});
  page.blocks.push_back(does_not_show("learner"));
  return page;
}

std::string group_words(std::span<const Condition> conditions) {
  std::string words;
  for (const auto& each : conditions) words += (words.empty() ? "" : ",") + each.characteristic + ":" + each.level;
  return words;
}

Target learners_of_group(const std::string& school, const std::string& indicator, std::span<const Condition> conditions) {
  Target target{"learners", school, "", {{"indicator", indicator}}};
  if (!conditions.empty()) target.query.emplace_back("group", group_words(conditions));
  return target;
}

std::optional<std::vector<Condition>> conditions_of(std::string_view group) {
  std::vector<Condition> conditions;
  while (!group.empty()) {
    const auto end = std::min(group.find(','), group.size());
    const auto colon = group.find(':');
    if (colon == 0 || colon >= end) return std::nullopt;
    conditions.push_back({std::string(group.substr(0, colon)), std::string(group.substr(colon + 1, end - colon - 1)), {}});
    group.remove_prefix(std::min(end + 1, group.size()));
  }
  return conditions;
}

}  // namespace potensial::insight
