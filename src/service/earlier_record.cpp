#include "service/earlier_record.hpp"

#include <algorithm>

#include "form/answers_text.hpp"
#include "insight/page_parts.hpp"
#include "model/pence.hpp"
#include "service/bid_owners.hpp"
#include "service/criterion_grades.hpp"
#include "store/award_store.hpp"
#include "store/need_analysis_store.hpp"
#include "store/posting_store.hpp"
#include "store/submission_store.hpp"

namespace potensial::service {
namespace earlier_year {

using insight::cell;
using insight::link_cell;
using insight::number_column;
using insight::text_column;

struct EarlierBid {
  OpenedSubmission bid;
  std::vector<OpenedSubmission> assessments;
};

struct BidMoney {
  Pence awarded, plan, spent;
};

template <class Value>
const Value* given(const form::Answers& answers, std::string_view question) {
  const auto* answer = answers.answered(question);
  return answer ? std::get_if<Value>(answer) : nullptr;
}

bool is_owned_by(const OpenedSubmission& bid, const std::string& organisation) {
  return std::ranges::any_of(shares_of(bid), [&](const auto& each) { return each.organisation == organisation; });
}

// The latest year first.
std::vector<EarlierBid> bids_before(Home& home, const OpenedSubmission& now) {
  std::vector<EarlierBid> found;
  for (const auto& each : store::submissions_of(home.ledger(), now.kept.stages)) {
    auto bid = opened_submission(home, each.id);
    const bool earlier = bid && bid->guidance && bid->guidance->fund == now.guidance->fund && bid->guidance->year < now.guidance->year;
    if (!earlier || !bid->was_handed_on() || bid->state == "withdrawn" || !is_owned_by(*bid, now.kept.organisation)) continue;
    auto assessments = signed_assessments(home, *bid, bid->guidance->assessment_stages);
    found.push_back({std::move(*bid), std::move(assessments)});
  }
  std::ranges::stable_sort(found, std::greater{}, [](const EarlierBid& each) { return each.bid.guidance->year; });
  return found;
}

const NeedFigure* figure_since(const std::vector<NeedAnalysis>& analyses, std::string_view group, std::string_view indicator, AcademicYear year) {
  for (const auto& analysis : analyses)
    for (const auto& each : analysis.figures)
      if (each.group == group && each.indicator == indicator && each.year == year) return &each;
  return nullptr;
}

void count_outcome(OutcomeCount& count, const form::Answers& outcome, const std::vector<NeedAnalysis>& analyses) {
  const auto* group = given<std::string>(outcome, "outcome-group");
  const auto* indicator = given<std::string>(outcome, "outcome-indicator");
  const auto* target = given<double>(outcome, "target");
  const auto* day = given<Date>(outcome, "outcome-date");
  ++count.named;
  if (!group || !indicator || !target || !day) return;
  const auto* figure = figure_since(analyses, *group, *indicator, AcademicYear::of(*day));
  count.known += figure != nullptr;
  count.met += figure && figure->value >= *target;
}

// Of all its owners.
BidMoney money_of_bid(Home& home, const OpenedSubmission& bid) {
  BidMoney money;
  for (const auto& award : store::awards_from(home.ledger(), bid.guidance->fund, bid.guidance->year)) {
    if (award.source != bid.kept.id) continue;
    for (const auto& line : award.lines) money.awarded.count += line.grant.count + line.contribution.count;
    for (const auto& [line, amounts] : store::money_of(home.ledger(), award.id)) {
      money.plan.count += amounts.plan.count;
      money.spent.count += amounts.actual.count;
    }
  }
  return money;
}

OutcomeCount outcomes_of_line(const form::Answers& line, const std::vector<NeedAnalysis>& analyses) {
  OutcomeCount count;
  for (const auto& outcome : line.parts("outcomes")) count_outcome(count, outcome, analyses);
  return count;
}

Cell outcomes_cell(const OutcomeCount& count) { return cell(phrase("earlier.outcomes", {{"met", count.met}, {"known", count.known}, {"named", count.named}})); }

Table record_table(Home& home, const std::vector<EarlierBid>& bids, const std::vector<NeedAnalysis>& analyses) {
  Table table{"earlier-bids", phrase("earlier.bids"),
              {text_column("earlier.column.bid"), text_column("submission.column.state"), number_column("joint.column.awarded"), number_column("earlier.column.plan"),
               number_column("earlier.column.spent"), text_column("earlier.column.outcomes")},
              {}, phrase("earlier.none")};
  for (const auto& each : bids) {
    const auto money = money_of_bid(home, each.bid);
    const auto* state = each.bid.stages.state(each.bid.state);
    table.rows.push_back({{link_cell(verbatim(each.bid.guidance->name), Target{"bid", each.bid.kept.id, ""}), cell(state ? verbatim(state->name) : Phrase{}), cell(verbatim(text(money.awarded))),
                           cell(verbatim(text(money.plan))), cell(verbatim(text(money.spent))), outcomes_cell(outcomes_of(each.bid, analyses))}});
  }
  return table;
}

// A row for each criterion of each bid that was assessed.
Table grades_table(Home& home, const std::vector<EarlierBid>& bids) {
  Table table{"earlier-grades", phrase("earlier.grades"), {text_column("submission.column.criterion"), text_column("earlier.column.grades"), text_column("earlier.column.bid")}, {},
              phrase("earlier.no-grades")};
  for (const auto& each : bids)
    for (const auto* section : criteria_of(each.assessments))
      table.rows.push_back({{cell(verbatim(section->title)), grades_cell(home, each.assessments, section->id), cell(verbatim(each.bid.guidance->name))}});
  return table;
}

Cell words_cell(const form::Answers& line, std::string_view question) {
  const auto* words = given<std::string>(line, question);
  return words ? cell(verbatim(*words)) : Cell{};
}

// A row for each line of each bid: how its evaluation was promised, and what is known of its outcomes.
Table evaluation_table(const std::vector<EarlierBid>& bids, const std::vector<NeedAnalysis>& analyses) {
  Table table{"earlier-evaluation", phrase("earlier.evaluation"),
              {text_column("earlier.column.line"), text_column("earlier.column.evaluation"), text_column("earlier.column.outcomes"), text_column("earlier.column.bid")}, {}, phrase("earlier.no-lines")};
  for (const auto& each : bids)
    for (const auto& line : each.bid.answers.parts("lines"))
      table.rows.push_back({{words_cell(line, "line-title"), words_cell(line, "evaluation"), outcomes_cell(outcomes_of_line(line, analyses)), cell(verbatim(each.bid.guidance->name))}});
  return table;
}

}  // namespace earlier_year

OutcomeCount outcomes_of(const OpenedSubmission& bid, const std::vector<NeedAnalysis>& analyses) {
  OutcomeCount count;
  for (const auto& line : bid.answers.parts("lines")) {
    const auto of_line = earlier_year::outcomes_of_line(line, analyses);
    count.named += of_line.named;
    count.known += of_line.known;
    count.met += of_line.met;
  }
  return count;
}

Sentence open_improvements(Call& call, const OpenedSubmission& bid) {
  std::int64_t all = 0, open = 0, late = 0;
  for (const auto& each : store::submissions_of(call.home.ledger(), "required-improvement", bid.kept.organisation)) {
    const auto opened = each.about == bid.kept.id ? refuse(Blame::input, "") : opened_submission(call.home, each.id);
    if (!opened) continue;
    const auto* state = opened->stages.state(opened->state);
    const auto* words = opened->answers.answered("by");
    const auto by = words ? Date::parse(form::written_value(*words)) : std::nullopt;
    ++all;
    const bool is_open = state && !state->is_final;
    open += is_open;
    late += is_open && by && *by < call.today();
  }
  return {phrase("earlier.open", {{"n", open}, {"of", all}, {"late", late}}), Weight::key};
}

std::vector<Block> earlier_record(Call& call, const OpenedSubmission& bid) {
  if (!bid.guidance || bid.stages.noun != "bid") return {};
  const auto bids = earlier_year::bids_before(call.home, bid);
  const auto analyses = store::need_analyses_of(call.home.ledger(), bid.kept.organisation);
  std::vector<Block> blocks{Heading{phrase("earlier.heading"), "earlier"}, earlier_year::record_table(call.home, bids, analyses)};
  if (bids.empty()) return blocks;
  blocks.push_back(earlier_year::evaluation_table(bids, analyses));
  blocks.push_back(earlier_year::grades_table(call.home, bids));
  return blocks;
}

}  // namespace potensial::service
