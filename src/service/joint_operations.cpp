#include "service/joint_operations.hpp"

#include <array>

#include "service/bid_owners.hpp"

namespace potensial::service {
namespace joint_operation {

constexpr std::array confirm_parameters{Parameter{"version", ParameterKind::word, true, 12}};

Result<std::string> organisation_of_share(Call& call) {
  const auto bid = opened_submission(call.home, call.value("id"));
  if (!bid) return std::unexpected(bid.error());
  return place_seen_from(call, *bid, confirm_share);
}

// Whoever confirms has seen the bid as it stands.
Result<Answer> confirm(Call& call) {
  store::Transaction transaction(call.home.ledger());
  const auto bid = opened_submission(call.home, call.value("id"));
  if (!bid) return std::unexpected(bid.error());
  if (call.value("version") != std::to_string(bid->version)) return refuse(Blame::input, "operation.stale", {{"parameter", ""}});
  if (auto done = confirm_shares(call, *bid); !done) return std::unexpected(done.error());
  transaction.commit();
  return Answer(Target{"bid", bid->kept.id, ""});
}

}  // namespace joint_operation

std::vector<Operation> joint_operations() {
  using namespace joint_operation;
  return {{.name = confirm_share, .noun = confirm_share, .effect = Effect::changes, .parameters = confirm_parameters, .organisation = organisation_of_share, .run = confirm}};
}

}  // namespace potensial::service
