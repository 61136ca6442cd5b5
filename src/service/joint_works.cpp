#include "service/joint_works.hpp"

#include <algorithm>

namespace potensial::service {
namespace joint_work {

using form::Answers;

// How a form asks for it.
struct Questions {
  const char *joint, *lead_share, *partners, *partner, *share, *task;
};
constexpr Questions of_bid{"joint", "lead-share", "partners", "partner", "partner-share", "partner-work"};
constexpr Questions of_activity{"activity-joint", "activity-lead-share", "activity-partners", "activity-partner", "activity-partner-share", "activity-partner-work"};

template <class Value>
Value given(const Answers& answers, std::string_view question) {
  const auto* answer = answers.answered(question);
  const auto* value = answer ? std::get_if<Value>(answer) : nullptr;
  return value ? *value : Value{};
}

JointWork work_of(const std::string& lead, const Answers& answers, const Questions& asked) {
  JointWork work{.title = {}, .grant = {}, .contribution = {}, .shares = {{lead, given<std::int64_t>(answers, asked.lead_share)}}, .tasks = {{}}};
  for (const auto& each : answers.parts(asked.partners)) {
    work.shares.push_back({given<std::string>(each, asked.partner), given<std::int64_t>(each, asked.share)});
    work.tasks.push_back(given<std::string>(each, asked.task));
  }
  return work;
}

JointWork whole_bid(const OpenedSubmission& bid) {
  auto work = work_of(bid.kept.organisation, bid.answers, of_bid);
  work.grant = {given<std::int64_t>(bid.answers, "total-grant")};
  work.contribution = {given<std::int64_t>(bid.answers, "total-contribution")};
  return work;
}

JointWork activity_of(const std::string& lead, const Answers& activity, std::size_t place) {
  auto work = work_of(lead, activity, of_activity);
  work.title = given<std::string>(activity, "activity");
  work.grant = {given<std::int64_t>(activity, "activity-cost")};
  work.place = place;
  return work;
}

bool is_joint_activity(const Answers& activity) { return given<bool>(activity, of_activity.joint); }

std::string said_in(const SubmissionDeed& deed, std::string_view ask) {
  for (const auto& [name, words] : deed.said)
    if (name == ask) return words;
  return {};
}

// The newest for this work, share and amount.
const SubmissionDeed* confirmation(const OpenedSubmission& opened, const JointWork& work, const WorkOwner& owner) {
  for (auto each = opened.deeds.rbegin(); each != opened.deeds.rend(); ++each)
    if (each->name == confirm_share && said_in(*each, "partner") == owner.organisation && said_in(*each, "activity") == work.title &&
        said_in(*each, "share") == std::to_string(owner.share) + "%" && said_in(*each, "amount") == text(owner.cost()))
      return &*each;
  return nullptr;
}

void add_once(std::vector<std::string>& to, const std::string& organisation) {
  if (!organisation.empty() && std::ranges::find(to, organisation) == to.end()) to.push_back(organisation);
}

}  // namespace joint_work

std::vector<JointWork> joint_works(const OpenedSubmission& opened) {
  using namespace joint_work;
  if (given<bool>(opened.answers, of_bid.joint)) return {whole_bid(opened)};
  std::vector<JointWork> works;
  const auto& activities = opened.answers.parts("activities");
  for (std::size_t i = 0; i < activities.size(); ++i)
    if (is_joint_activity(activities[i])) works.push_back(activity_of(opened.kept.organisation, activities[i], i));
  return works;
}

Result<std::vector<WorkOwner>> owners_of(const OpenedSubmission& opened, const JointWork& work) {
  const auto grants = funding::share_amount(work.grant, work.shares), contributions = funding::share_amount(work.contribution, work.shares);
  if (!grants || !contributions) return std::unexpected(grants ? contributions.error() : grants.error());
  std::vector<WorkOwner> owners;
  for (std::size_t i = 0; i < work.shares.size(); ++i) {
    WorkOwner owner{.organisation = work.shares[i].organisation, .share = work.shares[i].share, .grant = (*grants)[i], .contribution = (*contributions)[i],
                    .task = work.tasks[i], .is_lead = i == 0};
    if (!owner.is_lead) owner.confirmed = joint_work::confirmation(opened, work, owner);
    owners.push_back(std::move(owner));
  }
  return owners;
}

std::vector<std::string> partners_of(const OpenedSubmission& opened) {
  std::vector<std::string> partners;
  for (const auto& work : joint_works(opened))
    for (std::size_t i = 1; i < work.shares.size(); ++i) joint_work::add_once(partners, work.shares[i].organisation);
  return partners;
}

std::vector<std::string> unconfirmed_partners(const OpenedSubmission& opened) {
  std::vector<std::string> found;
  for (const auto& work : joint_works(opened)) {
    const auto owners = owners_of(opened, work);
    for (std::size_t i = 1; i < work.shares.size(); ++i)
      if (!owners || (*owners)[i].waits()) joint_work::add_once(found, work.shares[i].organisation);
  }
  return found;
}

std::optional<Pence> own_cost(const OpenedSubmission& plan, const form::Answers& activity) {
  using namespace joint_work;
  const auto* cost = activity.answered("activity-cost");
  const auto* amount = cost ? std::get_if<std::int64_t>(cost) : nullptr;
  if (!amount) return std::nullopt;
  if (!is_joint_activity(activity)) return Pence{*amount};
  const auto amounts = funding::share_amount({*amount}, activity_of(plan.kept.organisation, activity, 0).shares);
  return amounts ? std::optional(amounts->front()) : std::nullopt;
}

Pence paid_by_lead(const form::Answers& activity) {
  using namespace joint_work;
  if (activity.answered("activity-own-cost") || is_joint_activity(activity)) return {given<std::int64_t>(activity, "activity-own-cost")};
  return {given<std::int64_t>(activity, "activity-cost")};
}

}  // namespace potensial::service
