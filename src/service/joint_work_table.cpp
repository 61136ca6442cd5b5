#include "service/joint_work_table.hpp"

#include <algorithm>
#include <set>

#include "insight/page_parts.hpp"
#include "service/joint_works.hpp"

namespace potensial::service {
namespace joint_work_view {

using insight::cell;
using insight::link_cell;
using insight::number_column;
using insight::text_column;

Cell share_cell(std::int64_t share) { return cell(verbatim(std::to_string(share) + "%")); }

std::string text_of(const form::Answers& item, const char* question) {
  const auto* given = item.answered(question);
  const auto* words = given ? std::get_if<std::string>(given) : nullptr;
  return words ? *words : std::string();
}

Row row_of(Call& call, const OpenedSubmission& source, const JointWork& work, const WorkOwner& own) {
  const auto title = work.title.empty() ? verbatim(source.kept.id) : verbatim(work.title);
  return {{link_cell(title, Target{source.stages.noun, source.kept.id, ""}), share_cell(own.share), cell(verbatim(text(own.cost()))),
           cell(verbatim(text(Pence{work.grant.count + work.contribution.count}))), cell(insight::name_of(call.home.names(), source.kept.organisation))}};
}

void add_works(Call& call, Table& table, const OpenedSubmission& source, const std::string& organisation) {
  for (const auto& work : joint_works(source)) {
    const auto owners = owners_of(source, work);
    if (!owners) continue;
    const auto own = std::ranges::find(*owners, organisation, &WorkOwner::organisation);
    if (own != owners->end()) table.rows.push_back(row_of(call, source, work, *own));
  }
}

// What the school's own plan says that others lead.
void add_led_by_others(Call& call, Table& table, const OpenedSubmission& plan, const std::string& school) {
  std::set<std::string> leads;
  for (const auto& each : plan.answers.parts("shared-activities"))
    if (leads.insert(text_of(each, "shared-plan")).second)
      if (const auto of_lead = opened_submission(call.home, text_of(each, "shared-plan"))) add_works(call, table, *of_lead, school);
}

// "Ysgol A 60% £600.00"
std::vector<Phrase> shares_of_all(Call& call, const std::vector<WorkOwner>& owners) {
  std::vector<Phrase> said;
  for (const auto& each : owners)
    said.push_back(phrase("joint.share-of", {{"name", one(insight::name_of(call.home.names(), each.organisation))}, {"share", std::to_string(each.share) + "%"}, {"amount", text(each.cost())}}));
  return said;
}

Row plan_row(Call& call, const OpenedSubmission& plan, const JointWork& work, const std::vector<WorkOwner>& owners) {
  const auto waiting = std::ranges::count_if(owners, &WorkOwner::waits);
  const auto* state = plan.stages.state(plan.state);
  return {{link_cell(verbatim(work.title), Target{plan.stages.noun, plan.kept.id, ""}), cell(insight::name_of(call.home.names(), plan.kept.organisation)),
           cell(phrase("joint.shares", {{"shares", shares_of_all(call, owners)}})), cell(verbatim(text(work.grant))),
           waiting == 0 ? cell(phrase("joint.all-confirmed")) : cell(phrase("joint.n-wait", {{"n", std::int64_t(waiting)}})), state ? cell(verbatim(state->name)) : Cell{}}};
}

}  // namespace joint_work_view

std::vector<Block> shared_work_blocks(Call& call, const std::string& organisation, const std::vector<Award>& awards) {
  using namespace joint_work_view;
  Table table{"joint-work", phrase("joint.own-work-table"),
              {text_column("joint.column.joint-work"), number_column("joint.column.share"), number_column("joint.column.own-cost"), number_column("joint.column.whole-cost"),
               text_column("joint.column.lead")},
              {}, phrase("joint.no-work")};
  std::set<std::string> sources;
  for (const auto& each : awards) {
    const auto source = each.organisation == organisation && sources.insert(each.source).second ? opened_submission(call.home, each.source) : refuse(Blame::input, "");
    if (!source) continue;
    add_works(call, table, *source, organisation);
    add_led_by_others(call, table, *source, organisation);
  }
  if (table.rows.empty()) return {};
  return {std::move(table), Sentence{phrase("joint.own-work-note"), Weight::note}};
}

std::vector<Block> joint_plan_blocks(Call& call, const std::vector<ScoredPlan>& plans, FinancialYear year) {
  using namespace joint_work_view;
  Table table{"joint-activities", phrase("joint.activities"),
              {text_column("joint.column.activity"), text_column("joint.column.lead"), text_column("joint.column.shares"), number_column("joint.column.whole-cost"),
               text_column("joint.column.confirmed"), text_column("submission.column.state")},
              {}, phrase("joint.no-activities")};
  for (const auto& each : plans) {
    if (each.year() != year) continue;
    for (const auto& work : joint_works(each.plan))
      if (const auto owners = owners_of(each.plan, work)) table.rows.push_back(plan_row(call, each.plan, work, *owners));
  }
  if (table.rows.empty()) return {};
  return {std::move(table)};
}

}  // namespace potensial::service
