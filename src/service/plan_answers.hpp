// The answers to the form of a school's spending plan and of its score, as the files of history tell them (plans.csv,
// plan_priorities.csv, plan_lines.csv). An empty cell is a question that was not answered. Refuses the cells that are of another
// kind. Pure, thread-safe.
#pragma once

#include <string>

#include "form/answers.hpp"
#include "service/history_answers.hpp"

namespace potensial::service {

inline constexpr const char* plan_columns = "plan,version,fund,year,school,handed_in,review,total,comment,commented,scored,reason,review_grade,links_grade,outcomes_grade,"
                                            "balance_grade,signed,agreed";
inline constexpr const char* plan_priority_columns = "plan,version,number,priority,group,indicator,learners,baseline,target,date";
inline constexpr const char* plan_line_columns = "plan,version,line,title,priority,reason,serves,purpose,activity,people,days,cost,outcome,indicator";

// One version of a plan.
struct PlanRows {
  const HistoryRow* plan = nullptr;
  HistoryRows priorities, lines;
};

Result<form::Answers> plan_answers(const PlanRows& rows);
// `plan`: id of the submission.
form::Answers plan_score_answers(const HistoryRow& row, const std::string& plan);

}  // namespace potensial::service
