#include "service/submission_sight.hpp"

#include <algorithm>

#include "service/bid_owners.hpp"
#include "service/submission_steps.hpp"

namespace potensial::service {

bool is_begun_by(const Call& call, const OpenedSubmission& opened) {
  return !opened.deeds.empty() && opened.deeds.front().person == std::to_string(static_cast<std::int64_t>(call.person->id));
}

bool may_look(const Call& call, const OpenedSubmission& opened) {
  if (opened.stages.noun == "assessment") return is_begun_by(call, opened) || opened.state == "signed";
  const auto writes = [&](const HeldRole& role) { return std::ranges::find(opened.stages.writers, role.role) != opened.stages.writers.end(); };
  return opened.was_handed_on() || std::ranges::any_of(call.permission.by, writes) || is_of_partner(call, opened);
}

bool is_seen_as_partner(const Call& call, const OpenedSubmission& opened) {
  return opened.stages.noun == "plan" && !call.may("see-plan", opened.kept.organisation).allowed && is_of_partner(call, opened);
}

bool is_blind(Call& call, const OpenedSubmission& opened) {
  if (opened.stages.noun != "assessment") return false;
  const auto thing = opened_submission(call.home, opened.kept.about);
  return thing && waits_for_assessment(*thing) && !is_begun_by(call, opened);
}

bool is_visible(Call& call, const OpenedSubmission& opened) {
  auto own = call;
  const auto see = "see-" + opened.stages.noun;
  own.permission = call.may(see, place_seen_from(call, opened, see));
  return own.permission.allowed && may_look(own, opened) && !is_blind(own, opened);
}

}  // namespace potensial::service
