#include "service/decisions_page.hpp"

#include <algorithm>
#include <array>

#include "insight/page_parts.hpp"
#include "model/pence.hpp"
#include "service/criterion_grades.hpp"
#include "service/joint_activity.hpp"
#include "service/opened_submission.hpp"
#include "service/pack_operations.hpp"
#include "service/submission_steps.hpp"
#include "store/submission_store.hpp"

namespace potensial::service {
namespace decision_block {

using insight::cell;
using insight::link_cell;
using insight::text_column;

// A bid that was handed in, with its signed assessments.
struct AssessedBid {
  OpenedSubmission bid;
  std::vector<OpenedSubmission> assessments;
};

enum class Recommended { to_award, not_to_award, divided, not_yet };
constexpr std::array groups{std::pair{Recommended::to_award, "decisions.to-award"}, std::pair{Recommended::divided, "decisions.divided"},
                            std::pair{Recommended::not_to_award, "decisions.not-to-award"}, std::pair{Recommended::not_yet, "decisions.not-yet"}};

std::vector<AssessedBid> bids_under(Home& home, const Guidance& guidance) {
  std::vector<AssessedBid> bids;
  for (const auto& each : store::submissions_about(home.ledger(), guidance.stages, guidance.id)) {
    auto bid = opened_submission(home, each.id);
    if (!bid || !bid->was_handed_on() || bid->state == "withdrawn") continue;
    auto assessments = signed_assessments(home, *bid, guidance.assessment_stages);
    bids.push_back({std::move(*bid), std::move(assessments)});
  }
  return bids;
}

bool is_for_award(const OpenedSubmission& assessment) {
  const auto* said = assessment.answers.answered("recommendation");
  const auto* word = said ? std::get_if<std::string>(said) : nullptr;
  return word && *word != "refuse";
}

// Nobody is told of one assessment while the other is not signed.
Recommended recommended(const AssessedBid& each) {
  if (waits_for_assessment(each.bid)) return Recommended::not_yet;
  const auto to_award = std::ranges::count_if(each.assessments, is_for_award);
  if (to_award == static_cast<std::ptrdiff_t>(each.assessments.size())) return Recommended::to_award;
  return to_award == 0 ? Recommended::not_to_award : Recommended::divided;
}

// Of the first bid that was assessed.
std::vector<const form::Section*> criteria_of_bids(const std::vector<AssessedBid>& bids) {
  for (const auto& each : bids)
    if (!each.assessments.empty()) return criteria_of(each.assessments);
  return {};
}

Cell cost_cell(const OpenedSubmission& bid) {
  const auto* cost = bid.answers.answered("total-cost");
  const auto* pence_of = cost ? std::get_if<std::int64_t>(cost) : nullptr;
  return pence_of ? cell(verbatim(text(Pence{*pence_of}))) : Cell{};
}

// Where less is proposed than is asked for, what it is.
Cell proposed_cell(const OpenedSubmission& bid) {
  const auto amount = amount_proposed(bid);
  return amount == asked_by(bid) ? Cell{} : cell(verbatim(text(amount)));
}

Row row_of(Home& home, const AssessedBid& each, const std::vector<const form::Section*>& criteria) {
  const auto* state = each.bid.stages.state(each.bid.state);
  Row row{{link_cell(insight::name_of(home.names(), each.bid.kept.organisation), Target{"bid", each.bid.kept.id, ""}), cost_cell(each.bid), proposed_cell(each.bid), cell(state ? verbatim(state->name) : Phrase{})}};
  for (const auto* section : criteria) row.cells.push_back(waits_for_assessment(each.bid) ? Cell{} : grades_cell(home, each.assessments, section->id));
  return row;
}

Table table_of(Home& home, const std::vector<AssessedBid>& bids, Recommended which, const char* title) {
  const auto criteria = criteria_of_bids(bids);
  Table table{title, phrase(title), {text_column("submission.column.organisation"), insight::number_column("decisions.column.cost"), insight::number_column("decisions.column.proposed"), text_column("submission.column.state")}, {}, phrase("decisions.none")};
  for (const auto* each : criteria) table.columns.push_back({verbatim(each->title), Align::text});
  for (const auto& each : bids)
    if (recommended(each) == which) table.rows.push_back(row_of(home, each, criteria));
  return table;
}

std::vector<const OpenedSubmission*> bids_of(const std::vector<AssessedBid>& assessed) {
  std::vector<const OpenedSubmission*> bids;
  for (const auto& each : assessed) bids.push_back(&each.bid);
  return bids;
}

}  // namespace decision_block

Result<Page> decisions_page(Call& call, const Guidance& guidance) {
  using namespace decision_block;
  const auto left = left_of(call.home, guidance);
  if (!left) return std::unexpected(left.error());
  const auto taken = difference(guidance.total, *left);
  if (!taken) return std::unexpected(taken.error());
  Page page;
  page.address = {"decisions", guidance.id, ""};
  page.title = phrase("decisions.title", {{"guidance", guidance.name}});
  page.section = "target";
  page.invented = call.invented;
  page.trail = {{phrase("submission.all"), Target{"bids", "", ""}}};
  page.blocks.push_back(Sentence{phrase("decisions.money", {{"total", text(guidance.total)}, {"taken", text(*taken)}, {"left", text(*left)}}), Weight::key});
  const auto bids = bids_under(call.home, guidance);
  for (const auto& [which, title] : groups) page.blocks.push_back(table_of(call.home, bids, which, title));
  append(page.blocks, pack_blocks(call, guidance, bids_of(bids)));
  auto joint = joint_activity_blocks(call.home, guidance);
  if (!joint) return std::unexpected(joint.error());
  append(page.blocks, std::move(*joint));
  return page;
}

}  // namespace potensial::service
