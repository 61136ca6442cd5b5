#include "service/joint_operations.hpp"

#include <array>

#include "service/bid_owners.hpp"
#include "service/shared_activities.hpp"

namespace potensial::service {
namespace joint_operation {

constexpr std::array confirm_parameters{Parameter{"version", ParameterKind::word, true, 12}, Parameter{"activity", ParameterKind::text, false, 120}};

Result<std::string> organisation_of_share(Call& call) {
  const auto bid = opened_submission(call.home, call.value("id"));
  if (!bid) return std::unexpected(bid.error());
  return place_seen_from(call, *bid, confirm_share);
}

StepTaker taker_of(Call& call) {
  return {call.home, std::to_string(static_cast<std::int64_t>(call.person->id)), signature(*call.person), call.person->id, call.at, {}};
}

// A school's own plan of the year takes in what it confirmed.
Result<void> take_in(Call& call, const OpenedSubmission& opened, const std::vector<WorkOwner>& confirmed) {
  if (opened.stages.noun != "plan") return {};
  for (const auto& each : confirmed)
    if (auto taken = take_in_shared(taker_of(call), each.organisation, opened.kept.about); !taken) return taken;
  return {};
}

// Whoever confirms has seen the bid or plan as it stands.
Result<Answer> confirm(Call& call) {
  store::Transaction transaction(call.home.ledger());
  const auto bid = opened_submission(call.home, call.value("id"));
  if (!bid) return std::unexpected(bid.error());
  if (call.value("version") != std::to_string(bid->version)) return refuse(Blame::input, "operation.stale", {{"parameter", ""}});
  const auto confirmed = confirm_shares(call, *bid, call.value("activity"));
  if (!confirmed) return std::unexpected(confirmed.error());
  if (auto taken = take_in(call, *bid, *confirmed); !taken) return std::unexpected(taken.error());
  transaction.commit();
  return Answer(Target{bid->stages.noun, bid->kept.id, ""});
}

}  // namespace joint_operation

std::vector<Operation> joint_operations() {
  using namespace joint_operation;
  return {{.name = confirm_share, .noun = confirm_share, .effect = Effect::changes, .parameters = confirm_parameters, .organisation = organisation_of_share, .run = confirm}};
}

}  // namespace potensial::service
