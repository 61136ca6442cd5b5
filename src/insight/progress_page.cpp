#include "insight/progress_page.hpp"

#include <algorithm>
#include <cmath>

namespace potensial::insight {
namespace progress_block {

const char* range_message(const LearnerOutcome& outcome) {
  const auto& word = outcome.standing.word;
  if (!word || outcome.indicator.scale == Scale::yes_no) return "progress.range.unknown";
  return *word == RangeWord::below ? "progress.range.below" : *word == RangeWord::above ? "progress.range.above" : "progress.range.within";
}

Cell result_cell(const LearnerOutcome& outcome) {
  if (outcome.indicator.scale == Scale::yes_no && outcome.reached) return cell(phrase(*outcome.reached ? "insight.learner.yes" : "insight.learner.no"));
  if (std::isnan(outcome.result)) return {};
  return {Quantity{outcome.result, outcome.result == std::round(outcome.result) ? Unit::count : Unit::score}, {}};
}

const NextStep* newest_step(std::span<const NextStep> steps, const std::string& indicator) {
  const NextStep* newest = nullptr;
  for (const auto& each : steps)
    if (each.indicator == indicator) newest = &each;
  return newest;
}

Cell words_cell(const NextStep* step, std::string NextStep::* words) { return step ? cell(verbatim(step->*words)) : cell(phrase("progress.not-agreed")); }

Cell agreed_cell(const NextStep* step, const LearnerOutcome& outcome) {
  if (!step) return {};
  const auto day = Date::of(step->at);
  return cell(phrase(step->result_year < outcome.year ? "progress.agreed-before" : "progress.agreed", {{"day", day}}));
}

Row row_of(const LearnerOutcome& outcome, std::span<const NextStep> steps) {
  const auto* step = newest_step(steps, outcome.indicator.id);
  return {{cell(verbatim(outcome.indicator.name)), cell(phrase(range_message(outcome))), result_cell(outcome),
           words_cell(step, &NextStep::next), words_cell(step, &NextStep::how), agreed_cell(step, outcome)}};
}

Table table_of(const LearnerPageInput& learner, std::span<const NextStep> steps) {
  Table table{"progress", phrase("progress.table"),
              {text_column("progress.column.subject"), text_column("progress.column.stand"), number_column("progress.column.result"),
               text_column("progress.column.next"), text_column("progress.column.how"), text_column("progress.column.agreed")},
              {},
              phrase("progress.nothing")};
  for (const auto* outcome : newest_outcomes(learner.outcomes)) table.rows.push_back(row_of(*outcome, steps));
  return table;
}

Sentence key_of(const LearnerPageInput& learner, std::span<const NextStep> steps) {
  const auto outcomes = newest_outcomes(learner.outcomes);
  const auto agreed = std::ranges::count_if(outcomes, [&](const auto* each) {
    const auto* step = newest_step(steps, each->indicator.id);
    return step && step->result_year >= each->year;
  });
  if (outcomes.empty()) return {phrase("progress.nothing"), Weight::key};
  return {phrase("progress.key", {{"n", std::int64_t(agreed)}, {"subjects", std::int64_t(outcomes.size())}}), Weight::key};
}

}  // namespace progress_block

std::vector<const LearnerOutcome*> newest_outcomes(std::span<const LearnerOutcome> outcomes) {
  AcademicYear newest;
  for (const auto& each : outcomes) newest = std::max(newest, each.year);
  std::vector<const LearnerOutcome*> found, subjects;
  for (const auto& each : outcomes)
    if (each.year == newest) found.push_back(&each);
  std::ranges::copy_if(found, std::back_inserter(subjects), [](const auto* each) { return each->indicator.scale == Scale::ordered; });
  return subjects.empty() ? found : subjects;
}

Page progress_page(const LearnerPageInput& learner, std::span<const NextStep> steps) {
  Page page;
  const std::string id = text(learner.learner);
  page.address = {"progress", id, ""};
  page.title = learner.name.empty() ? phrase("insight.learner.title", {{"id", id}}) : verbatim(learner.name);
  page.caption = phrase("progress.caption", {{"school", one(name_of(learner.names, learner.school))}});
  page.section = "find";
  page.trail = {{name_of(learner.names, learner.school), Target{"school", learner.school, ""}}, {page.title, Target{"learner", id, ""}}};
  page.invented = learner.invented;
  page.blocks = {progress_block::key_of(learner, steps), progress_block::table_of(learner, steps), Sentence{phrase("progress.note"), Weight::note}};
  return page;
}

}  // namespace potensial::insight
