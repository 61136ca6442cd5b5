#include "service/joint_activity.hpp"

#include <algorithm>
#include <set>

#include "catalogue/guidances.hpp"
#include "insight/page_parts.hpp"
#include "model/pence.hpp"
#include "service/bid_owners.hpp"
#include "service/opened_submission.hpp"
#include "service/submission_steps.hpp"
#include "store/award_store.hpp"
#include "store/submission_store.hpp"

namespace potensial::service {
namespace joint_activity_detail {

using insight::cell;
using insight::number_column;

Result<void> add(Pence& to, Pence amount) {
  const auto together = sum(to, amount);
  if (!together) return std::unexpected(together.error());
  to = *together;
  return {};
}

Result<void> add_bid(ActivityCount& to, const OpenedSubmission& bid) {
  ++to.bids;
  to.lines += static_cast<std::int64_t>(bid.answers.parts("lines").size());
  return add(to.asked, asked_by(bid));
}

Result<void> add_awards(Home& home, const Guidance& guidance, const std::set<std::string>& joint, JointActivity& found) {
  for (const auto& award : store::awards_from(home.ledger(), guidance.fund, guidance.year))
    for (const auto& line : award.lines)
      for (const auto part : {line.grant, line.contribution}) {
        if (auto added = add(found.all.awarded, part); !added) return added;
        if (!joint.contains(award.source)) continue;
        if (auto added = add(found.joint.awarded, part); !added) return added;
      }
  return {};
}

Cell part_cell(std::int64_t part, std::int64_t of) {
  return of == 0 ? Cell{} : Cell{Quantity{100.0 * static_cast<double>(part) / static_cast<double>(of), Unit::percent}, {}};
}

Cell number_cell(std::int64_t number) { return {Quantity{static_cast<double>(number), Unit::count}, {}}; }

Row row_of(const Guidance& guidance, const JointActivity& found) {
  const auto& [all, joint] = found;
  return {{cell(verbatim(guidance.year.text())), part_cell(joint.asked.count, all.asked.count), number_cell(joint.bids), number_cell(all.bids), number_cell(joint.lines),
           number_cell(all.lines), cell(verbatim(text(joint.asked))), cell(verbatim(text(all.asked))), cell(verbatim(text(joint.awarded))), cell(verbatim(text(all.awarded))),
           part_cell(joint.awarded.count, all.awarded.count)}};
}

Table empty_table() {
  Table table{"joint-years", phrase("joint.years"), {{phrase("joint.column.year"), Align::text}}, {}, phrase("joint.no-years")};
  for (const auto* each : {"joint.column.share-asked", "joint.column.joint-bids", "joint.column.bids", "joint.column.joint-lines", "joint.column.lines", "joint.column.joint-asked",
                           "joint.column.asked", "joint.column.joint-awarded", "joint.column.awarded", "joint.column.share-awarded"})
    table.columns.push_back(number_column(each));
  return table;
}

Phrase said(const JointActivity& found) {
  return phrase("joint.of-year", {{"n", found.joint.bids}, {"of", found.all.bids}, {"money", text(found.joint.asked)}, {"all", text(found.all.asked)}});
}

}  // namespace joint_activity_detail

Result<JointActivity> joint_activity(Home& home, const Guidance& guidance) {
  using namespace joint_activity_detail;
  JointActivity found;
  std::set<std::string> joint;
  for (const auto& each : store::submissions_about(home.ledger(), guidance.stages, guidance.id)) {
    const auto bid = opened_submission(home, each.id);
    if (!bid || !bid->was_handed_on() || bid->state == "withdrawn") continue;
    if (auto added = add_bid(found.all, *bid); !added) return std::unexpected(added.error());
    if (!is_joint(*bid)) continue;
    joint.insert(each.id);
    if (auto added = add_bid(found.joint, *bid); !added) return std::unexpected(added.error());
  }
  if (auto added = add_awards(home, guidance, joint, found); !added) return std::unexpected(added.error());
  return found;
}

Result<std::vector<Block>> joint_activity_blocks(Home& home, const Guidance& guidance) {
  using namespace joint_activity_detail;
  const auto guidances = catalogue::guidances_of(home.catalogue(), guidance.fund);
  if (!guidances) return std::unexpected(guidances.error());
  std::vector<Block> blocks{Heading{phrase("joint.heading"), "joint"}};
  auto table = empty_table();
  for (const auto& each : *guidances) {
    if (each.form.empty()) continue;
    const auto found = joint_activity(home, each);
    if (!found) return std::unexpected(found.error());
    if (each.id == guidance.id) blocks.push_back(Sentence{said(*found), Weight::key});
    table.rows.push_back(row_of(each, *found));
  }
  blocks.push_back(std::move(table));
  return blocks;
}

}  // namespace potensial::service
