// The answers to the forms of a bid and of its assessment, as the files of history tell them (bids.csv, bid_priorities.csv,
// bid_lines.csv, assessments.csv). An empty cell is a question that was not answered; grants and contributions of lines are split
// from their costs at the rate of the guidance. Refuses the cells that are of another kind. Pure, thread-safe.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "form/answers.hpp"
#include "model/guidance.hpp"
#include "model/need_analysis.hpp"
#include "service/history_answers.hpp"

namespace potensial::service {

inline constexpr const char* bid_columns = "bid,version,fund,year,authority,handed_in,lead,joint,lead_share,partner,partner_share,need,left_out,no_evaluation_reason,"
                                           "last_year_issues,schools_asked,consultation,total";
inline constexpr const char* bid_priority_columns = "bid,version,rank,priority,reason";
inline constexpr const char* bid_line_columns = "bid,version,line,title,priority,area,initiative,purpose,activity,ends,serves,schools,reason,learners,staff,support,cost,"
                                                "group,indicator,baseline,target,date,evaluation";
inline constexpr const char* assessment_columns = "bid,assessor,signed,recommendation,criterion,grade,reason,improvement,owner,by,done";

// One version of a bid.
struct BidRows {
  const HistoryRow* bid = nullptr;
  HistoryRows priorities, lines;
};

// `analysis`: id of the need analysis that it rests on.
Result<form::Answers> bid_answers(const BidRows& rows, const Guidance& guidance, const std::string& analysis);
// The rows of one assessor: one for each criterion.
Result<form::Answers> assessment_answers(std::span<const HistoryRow* const> rows, const std::string& bid);

}  // namespace potensial::service
