#include "service/partner_page.hpp"

#include <algorithm>

#include "insight/page_parts.hpp"
#include "service/bid_owners.hpp"
#include "service/shared_activities.hpp"
#include "service/submission_page.hpp"
#include "service/submission_sight.hpp"
#include "service/submission_words.hpp"

namespace potensial::service {
namespace partner_view {

using form::Question;

// What the person's own school has to do with.
bool is_shared(const Call& call, const OpenedSubmission& plan, const JointWork& work) {
  return std::any_of(work.shares.begin() + 1, work.shares.end(), [&](const funding::OwnerShare& each) { return confirms_for(call, plan, each.organisation); });
}

bool is_of_the_activity(const Question& question) { return question.kind != form::QuestionKind::part && question.id != "activity-priority" && question.id != "no-link-reason"; }

Summary activity_facts(Home& home, const OpenedSubmission& plan, std::size_t place) {
  const SubmissionWords words(home, plan);
  const form::QuestionIndex index(plan.form);
  const auto& activity = plan.answers.parts("activities")[place];
  Summary summary;
  for (const auto& each : index.find("activities")->question->questions)
    if (const auto* given = is_of_the_activity(each) ? activity.answered(each.id) : nullptr) summary.facts.push_back({verbatim(each.label), words.of(each, *given)});
  return summary;
}

List ways_back(Call& call, const OpenedSubmission& plan) {
  List list{{{phrase("submission.all"), Target{"bids", "", ""}}}};
  for (const auto& each : partners_of(plan))
    if (const auto own = confirms_for(call, plan, each) ? plan_of(call.home, each, plan.kept.about) : std::nullopt)
      list.items.push_back({phrase("joint.plan.own", {{"plan", own->kept.id}}), Target{own->stages.noun, own->kept.id, ""}});
  return list;
}

}  // namespace partner_view

Page partner_page(Call& call, const OpenedSubmission& plan) {
  using namespace partner_view;
  Page page;
  page.address = {plan.stages.noun, plan.kept.id, ""};
  page.title = submission_title(call.home, plan);
  page.section = "target";
  page.invented = call.invented;
  page.trail = {{phrase("submission.all"), Target{"bids", "", ""}}};
  const auto* state = plan.stages.state(plan.state);
  page.blocks.push_back(Sentence{phrase("submission.stands", {{"state", one(state ? verbatim(state->name) : verbatim(plan.state))}}), Weight::key});
  page.blocks.push_back(Sentence{phrase("joint.plan.seen-as-partner"), Weight::body});
  for (const auto& work : joint_works(plan)) {
    if (!is_shared(call, plan, work)) continue;
    page.blocks.push_back(Heading{verbatim(work.title), "activity-" + std::to_string(work.place + 1)});
    append(page.blocks, owners_blocks(call, plan, work));
    page.blocks.push_back(activity_facts(call.home, plan, work.place));
  }
  page.blocks.push_back(ways_back(call, plan));
  return page;
}

}  // namespace potensial::service
