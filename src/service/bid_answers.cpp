#include "service/bid_answers.hpp"

#include <algorithm>
#include <array>
#include <sstream>

#include "funding/line_split.hpp"

namespace potensial::service {
namespace bid_answer {

using form::Answers;
using form::Parts;

Result<Parts> priorities(const HistoryRows& rows) {
  constexpr std::array<AnswerCell, 2> texts{{{"priority", "priority"}, {"priority-reason", "reason"}}};
  Parts all;
  for (const auto* row : rows) {
    Answers each;
    put_texts(*row, texts, each);
    if (auto taken = AnswerTaker(*row, each).whole("priority-rank", "rank").done(); !taken) return std::unexpected(taken.error());
    all.push_back(std::move(each));
  }
  return all;
}

// Where nothing is said of it, there is none.
Result<Parts> outcomes(const HistoryRow& row) {
  constexpr std::array<AnswerCell, 1> texts{{{"outcome-indicator", "indicator"}}};
  Answers outcome;
  put_group(row, {"outcome-group", "group"}, outcome);
  put_texts(row, texts, outcome);
  if (auto taken = AnswerTaker(row, outcome).number("baseline", "baseline").number("target", "target").day("outcome-date", "date").done(); !taken)
    return std::unexpected(taken.error());
  return outcome.values.empty() ? Parts{} : Parts{std::move(outcome)};
}

Parts schools(const std::string& text) {
  Parts all;
  std::istringstream words(text);
  for (std::string word; words >> word;) all.push_back({{{"school", word}}});
  return all;
}

Result<Answers> line(const HistoryRow& row) {
  constexpr std::array<AnswerCell, 9> texts{{{"line-title", "title"}, {"activity-area", "area"}, {"initiative", "initiative"}, {"purpose", "purpose"}, {"activity", "activity"},
                                       {"serves", "serves"}, {"all-schools-reason", "reason"}, {"support", "support"}, {"evaluation", "evaluation"}}};
  Answers each;
  put_texts(row, texts, each);
  auto taken = AnswerTaker(row, each).whole("line-priority", "priority").whole("learners-reached", "learners").whole("staff-reached", "staff").day("activity-ends", "ends")
                   .money("cost", "cost").done();
  if (!taken) return std::unexpected(taken.error());
  auto of_line = outcomes(row);
  if (!of_line) return std::unexpected(of_line.error());
  if (!of_line->empty()) each.values.emplace("outcomes", std::move(*of_line));
  if (auto named = schools(row.text("schools")); !named.empty()) each.values.emplace("schools", std::move(named));
  return each;
}

Pence cost_of(const Answers& line) {
  const auto* cost = line.answered("cost");
  return cost ? Pence{std::get<std::int64_t>(*cost)} : Pence{};
}

Result<void> split(Parts& lines, std::int64_t rate, Answers& bid) {
  std::vector<Pence> costs;
  for (const auto& each : lines) costs.push_back(cost_of(each));
  const auto found = funding::split_lines(costs, rate);
  if (!found) return std::unexpected(found.error());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    lines[i].values.emplace("grant", found->lines[i].grant.count);
    lines[i].values.emplace("contribution", found->lines[i].contribution.count);
  }
  bid.values.emplace("total-grant", found->total.grant.count);
  bid.values.emplace("total-contribution", found->total.contribution.count);
  return {};
}

Result<Parts> lines(const HistoryRows& rows) {
  Parts all;
  for (const auto* row : rows) {
    auto each = line(*row);
    if (!each) return std::unexpected(each.error());
    all.push_back(std::move(*each));
  }
  return all;
}

Result<void> put_partners(const HistoryRow& row, Answers& bid) {
  const bool joint = row.text("joint") == "Y";
  bid.values.emplace("joint", joint);
  if (!joint) return {};
  Answers partner;
  if (row.has("partner")) partner.values.emplace("partner", row.text("partner"));
  if (auto taken = AnswerTaker(row, partner).whole("partner-share", "partner_share").done(); !taken) return taken;
  bid.values.emplace("partners", Parts{std::move(partner)});
  return AnswerTaker(row, bid).whole("lead-share", "lead_share").done();
}

Result<void> put_parts(const BidRows& rows, std::int64_t rate, Answers& bid) {
  auto ranked = priorities(rows.priorities);
  if (!ranked) return std::unexpected(ranked.error());
  auto all = lines(rows.lines);
  if (!all) return std::unexpected(all.error());
  if (auto shared = split(*all, rate, bid); !shared) return shared;
  bid.values.emplace("priorities", std::move(*ranked));
  bid.values.emplace("lines", std::move(*all));
  return {};
}

}  // namespace bid_answer

Result<form::Answers> bid_answers(const BidRows& rows, const Guidance& guidance, const std::string& analysis) {
  using namespace bid_answer;
  constexpr std::array<AnswerCell, 6> texts{{{"lead", "lead"}, {"need", "need"}, {"left-out", "left_out"}, {"no-evaluation-reason", "no_evaluation_reason"},
                                       {"last-year-issues", "last_year_issues"}, {"consultation", "consultation"}}};
  Answers bid{{{"need-analysis", analysis}}};
  put_texts(*rows.bid, texts, bid);
  if (auto taken = AnswerTaker(*rows.bid, bid).day("schools-asked", "schools_asked").money("total-cost", "total").done(); !taken) return std::unexpected(taken.error());
  if (auto put = put_partners(*rows.bid, bid); !put) return std::unexpected(put.error());
  if (auto put = put_parts(rows, guidance.rate, bid); !put) return std::unexpected(put.error());
  return bid;
}

Result<form::Answers> assessment_answers(std::span<const HistoryRow* const> rows, const std::string& bid) {
  using namespace bid_answer;
  Answers answers{{{"bid", bid}, {"improvements-read", true}, {"recommendation", rows.front()->text("recommendation")}}};
  for (const auto* row : rows) {
    const auto& criterion = row->text("criterion");
    for (const auto* each : {"grade", "reason", "improvement", "owner"})
      if (row->has(each)) answers.values.emplace(criterion + "-" + each, row->text(each));
    if (auto taken = AnswerTaker(*row, answers).day((criterion + "-by").c_str(), "by").done(); !taken) return std::unexpected(taken.error());
  }
  return answers;
}

}  // namespace potensial::service
