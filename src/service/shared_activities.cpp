#include "service/shared_activities.hpp"

#include <algorithm>

#include "form/answers_text.hpp"
#include "service/joint_works.hpp"
#include "service/scored_plans.hpp"
#include "service/submission_context.hpp"
#include "store/submission_store.hpp"

namespace potensial::service {
namespace shared_activity {

using form::Answers;
using form::Parts;

constexpr const char* part = "shared-activities";

bool has_room(const OpenedSubmission& plan) { return form::QuestionIndex(plan.form).find(part) != nullptr; }

void copy(const Answers& from, const char* question, Answers& to, const char* as) {
  if (const auto* given = from.answered(question)) to.values.emplace(as, *given);
}

Answers item_of(const OpenedSubmission& plan, const JointWork& work, const WorkOwner& owner) {
  const auto& activity = plan.answers.parts("activities")[work.place];
  Answers item{{{"shared-activity", work.title}, {"shared-lead", plan.kept.organisation}, {"shared-plan", plan.kept.id}, {"shared-share", owner.share},
                {"shared-cost", owner.cost().count}}};
  if (!owner.task.empty()) item.values.emplace("shared-work", owner.task);
  copy(activity, "activity-serves", item, "shared-serves");
  copy(activity, "activity-outcome", item, "shared-outcome");
  copy(activity, "activity-indicator", item, "shared-indicator");
  return item;
}

void add_confirmed(Parts& items, const OpenedSubmission& plan, const std::string& school) {
  for (const auto& work : joint_works(plan)) {
    const auto owners = owners_of(plan, work);
    for (const auto& each : owners ? *owners : std::vector<WorkOwner>{})
      if (each.confirmed && each.organisation == school) items.push_back(item_of(plan, work, each));
  }
}

}  // namespace shared_activity

std::vector<Submission> plans_naming(Home& home, const std::string& school) {
  auto plans = store::submissions_saying(home.ledger(), school_plan_stages, "\"activity-partner\":\"" + school + "\"");
  std::erase_if(plans, [&](const Submission& each) { return each.organisation == school; });
  return plans;
}

std::optional<form::Answer> shared_activities(Home& home, const OpenedSubmission& plan) {
  form::Parts items;
  auto naming = plans_naming(home, plan.kept.organisation);
  std::ranges::sort(naming, {}, &Submission::id);
  for (const auto& each : naming) {
    const auto of = each.about == plan.kept.about ? opened_submission(home, each.id) : refuse(Blame::input, "");
    if (of && of->state != "withdrawn") shared_activity::add_confirmed(items, *of, plan.kept.organisation);
  }
  return items.empty() ? std::nullopt : std::optional(form::Answer(std::move(items)));
}

bool shared_activities_stand(Home& home, const OpenedSubmission& plan) {
  if (!shared_activity::has_room(plan)) return true;
  const auto now = shared_activities(home, plan);
  return plan.answers.parts(shared_activity::part) == (now ? std::get<form::Parts>(*now) : form::Parts{});
}

std::optional<OpenedSubmission> plan_of(Home& home, const std::string& school, const std::string& year) {
  for (const auto& each : store::submissions_of(home.ledger(), school_plan_stages, school)) {
    if (each.about != year) continue;
    if (auto plan = opened_submission(home, each.id); plan && plan->state != "withdrawn") return std::move(*plan);
  }
  return std::nullopt;
}

Result<void> take_in_shared(const StepTaker& by, const std::string& school, const std::string& year) {
  const auto plan = plan_of(by.home, school, year);
  if (!plan) return {};
  if (!shared_activity::has_room(*plan)) return refuse(Blame::input, "joint.plan.older-form", {{"plan", plan->kept.id}});
  if (!plan->is_open()) return {};
  const auto answers = filled_in(by.home, *plan, plan->answers);
  if (answers == plan->answers) return {};
  const SubmissionVersion version{.place = plan->version, .answers = form::answers_text(answers), .person = by.person, .actor = by.actor, .at = by.at};
  if (const auto kept = store::add_version(by.home.ledger(), plan->kept.id, version); !kept) return std::unexpected(kept.error());
  return add_own_deed(by, *plan, "write");
}

}  // namespace potensial::service
