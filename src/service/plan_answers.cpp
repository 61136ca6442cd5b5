#include "service/plan_answers.hpp"

#include <array>

namespace potensial::service {
namespace plan_answer {

using form::Answers;
using form::Parts;

// Where nothing is said of it, there is none.
Result<Parts> outcomes(const HistoryRow& row) {
  constexpr std::array<AnswerCell, 1> texts{{{"plan-indicator", "indicator"}}};
  Answers outcome;
  put_group(row, {"plan-group", "group"}, outcome);
  put_texts(row, texts, outcome);
  auto taken = AnswerTaker(row, outcome).number("plan-baseline", "baseline").number("plan-target", "target").day("plan-date", "date").done();
  if (!taken) return std::unexpected(taken.error());
  return outcome.values.empty() ? Parts{} : Parts{std::move(outcome)};
}

Result<Answers> priority(const HistoryRow& row) {
  constexpr std::array<AnswerCell, 1> texts{{{"plan-priority", "priority"}}};
  Answers each;
  put_texts(row, texts, each);
  if (auto taken = AnswerTaker(row, each).whole("priority-number", "number").done(); !taken) return std::unexpected(taken.error());
  auto expected = outcomes(row);
  if (!expected) return std::unexpected(expected.error());
  if (!expected->empty()) each.values.emplace("plan-outcomes", std::move(*expected));
  return each;
}

Result<Answers> activity(const HistoryRow& row) {
  constexpr std::array<AnswerCell, 7> texts{{{"activity", "title"}, {"no-link-reason", "reason"}, {"activity-serves", "serves"}, {"activity-purpose", "purpose"},
                                             {"activity-done", "activity"}, {"activity-outcome", "outcome"}, {"activity-indicator", "indicator"}}};
  Answers each;
  put_texts(row, texts, each);
  auto taken = AnswerTaker(row, each).whole("activity-priority", "priority").whole("activity-people", "people").whole("activity-days", "days").money("activity-cost", "cost").done();
  if (!taken) return std::unexpected(taken.error());
  return each;
}

Result<Parts> parts_of(const HistoryRows& rows, Result<Answers> (*one)(const HistoryRow&)) {
  Parts all;
  for (const auto* row : rows) {
    auto each = one(*row);
    if (!each) return std::unexpected(each.error());
    all.push_back(std::move(*each));
  }
  return all;
}

}  // namespace plan_answer

Result<form::Answers> plan_answers(const PlanRows& rows) {
  using namespace plan_answer;
  constexpr std::array<AnswerCell, 2> texts{{{"school", "school"}, {"review", "review"}}};
  Answers plan;
  put_texts(*rows.plan, texts, plan);
  if (auto taken = AnswerTaker(*rows.plan, plan).money("total", "total").done(); !taken) return std::unexpected(taken.error());
  auto priorities = parts_of(rows.priorities, priority);
  if (!priorities) return std::unexpected(priorities.error());
  auto activities = parts_of(rows.lines, activity);
  if (!activities) return std::unexpected(activities.error());
  plan.values.emplace("plan-priorities", std::move(*priorities));
  plan.values.emplace("activities", std::move(*activities));
  return plan;
}

form::Answers plan_score_answers(const HistoryRow& row, const std::string& plan) {
  form::Answers answers{{{"plan", plan}}};
  for (const std::string criterion : {"review", "links", "outcomes", "balance"}) {
    answers.values.emplace(criterion + "-grade", row.text(criterion + "_grade"));
    answers.values.emplace(criterion + "-reason", row.text("reason"));
  }
  return answers;
}

}  // namespace potensial::service
