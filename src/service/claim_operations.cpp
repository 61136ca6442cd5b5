#include "service/claim_operations.hpp"

#include <array>
#include <charconv>

#include "service/claim_page.hpp"
#include "service/spending.hpp"
#include "store/audit_log.hpp"
#include "store/award_store.hpp"
#include "store/claim_store.hpp"

namespace potensial::service {
namespace claim_operation {

constexpr std::array evidence_parameters{Parameter{"document", ParameterKind::text, true, 120}, Parameter{"amount", ParameterKind::word, true, 40}};
constexpr std::array step_parameters{Parameter{"step", ParameterKind::word, true, 40}, Parameter{"words", ParameterKind::text, false, 2000},
                                     Parameter{"version", ParameterKind::word, true, 6}};

std::unexpected<Refusal> unknown(const Call& call, const char* noun) { return refuse(Blame::input, "page.unknown", {{"noun", noun}, {"id", call.value("id")}}); }

std::int64_t number_of(const std::string& text) {
  std::int64_t read = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), read);
  return fault == std::errc() && end == text.data() + text.size() ? read : 0;
}

Result<std::string> organisation_of_award(Call& call) {
  const auto award = store::award(call.home.ledger(), number_of(call.value("id")));
  return award ? Result<std::string>(award->organisation) : unknown(call, "award");
}

Result<std::string> organisation_of_claim(Call& call) {
  const auto claim = store::claim(call.home.ledger(), number_of(call.value("id")));
  const auto award = claim ? store::award(call.home.ledger(), claim->award) : std::nullopt;
  return award ? Result<std::string>(award->organisation) : unknown(call, "claim");
}

Doer doer_of(const Call& call) { return {signature(*call.person), call.person->id, call.at}; }

void note(Call& call, const char* operation, const std::string& claim, const std::string& reason) {
  store::append_audit(call.home.ledger(), {call.at, signature(*call.person), operation, "claim/" + claim, reason});
}

Result<Answer> make(Call& call) {
  store::Transaction transaction(call.home.ledger());
  const auto made = make_claim(call.home.ledger(), number_of(call.value("id")), doer_of(call));
  if (!made) return std::unexpected(made.error());
  note(call, "make-claim", std::to_string(*made), call.value("id"));
  transaction.commit();
  return Answer(Target{"claim", std::to_string(*made), ""});
}

bool has_ended(const form::Stages& stages, const Claim& claim) {
  const auto* state = stages.state(claim.state());
  return state && state->is_final;
}

Result<Answer> prove(Call& call) {
  auto amount = pence(call.value("amount"));
  if (!amount) amount.error().arguments.emplace_back("parameter", "amount");
  if (!amount) return std::unexpected(amount.error());
  // So much that evidence always adds up.
  if (amount->count <= 0 || amount->count > 100'000'000'000'000) return refuse(Blame::input, "cost.no-amount", {{"parameter", "amount"}});
  const auto stages = claim_stages(call);
  if (!stages) return std::unexpected(stages.error());
  store::Transaction transaction(call.home.ledger());
  const auto claim = store::claim(call.home.ledger(), number_of(call.value("id")));
  if (!claim) return unknown(call, "claim");
  if (has_ended(*stages, *claim)) return refuse(Blame::input, "claim.ended");
  const auto doer = doer_of(call);
  store::add_evidence(call.home.ledger(), claim->id, {call.value("document"), *amount, doer.actor, doer.person, doer.at});
  note(call, "prove-contribution", call.value("id"), call.value("document"));
  transaction.commit();
  return Answer(Target{"claim", call.value("id"), ""});
}

std::vector<std::string> roles_of(const Permission& permission) {
  std::vector<std::string> roles;
  for (const auto& held : permission.by) roles.push_back(held.role);
  return roles;
}

Result<Answer> step(Call& call) {
  const auto stages = claim_stages(call);
  if (!stages) return std::unexpected(stages.error());
  store::Transaction transaction(call.home.ledger());
  const auto claim = store::claim(call.home.ledger(), number_of(call.value("id")));
  if (!claim) return unknown(call, "claim");
  const auto count = claim->steps.size();
  const auto seen = call.value("version") == std::to_string(count) ? count : count + 1;
  const ClaimAttempt attempt{claim->id, call.value("step"), call.value("words"), roles_of(call.permission), seen};
  if (auto done = step_claim(call.home.ledger(), *stages, attempt, doer_of(call)); !done) return std::unexpected(done.error());
  note(call, "step-claim", call.value("id"), call.value("step"));
  transaction.commit();
  return Answer(Target{"claim", call.value("id"), ""});
}

Result<Answer> see(Call& call) {
  auto page = claim_page(call);
  if (!page) return std::unexpected(std::move(page.error()));
  return Answer(std::move(*page));
}

}  // namespace claim_operation

std::vector<Operation> claim_operations() {
  using namespace claim_operation;
  return {{.name = "see-claim", .noun = "claim", .organisation = organisation_of_claim, .run = see},
          {.name = "make-claim", .noun = "make-claim", .effect = Effect::changes, .organisation = organisation_of_award, .run = make},
          {.name = "prove-contribution", .noun = "prove-contribution", .effect = Effect::changes, .parameters = evidence_parameters, .organisation = organisation_of_claim, .run = prove},
          {.name = "step-claim", .noun = "step-claim", .effect = Effect::changes, .parameters = step_parameters, .organisation = organisation_of_claim, .run = step}};
}

}  // namespace potensial::service
