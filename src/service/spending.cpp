#include "service/spending.hpp"

#include "funding/claim_amount.hpp"
#include "store/award_store.hpp"
#include "store/claim_store.hpp"
#include "store/posting_store.hpp"

namespace potensial::service {
namespace spending {

std::unexpected<Refusal> unknown_line(LineId line) { return refuse(Blame::input, "cost.unknown-line", {{"line", std::to_string(line.line)}}); }

// The exception under which a share may stand; 0 where it needs none.
Result<std::int64_t> exception_for(store::Ledger& ledger, const Award& award, const funding::CostShare& share, const funding::Cost& cost) {
  const auto* kind = award.kind(cost.spend);
  if (!kind || kind->eligible || cost.kind == PostingKind::forecast) return 0;
  const auto exception = store::unused_exception(ledger, share.line, cost.spend, cost.document);
  if (!exception) return 0;
  if (exception->person == cost.person) return refuse(Blame::permission, "cost.own-exception");
  if (cost.amount > exception->most) return refuse(Blame::input, "cost.beyond-exception", {{"parameter", "amount"}, {"most", text(exception->most)}});
  return exception->id;
}

Result<void> check_share(store::Ledger& ledger, funding::CostShare& share, const funding::Cost& cost) {
  if (share.line.award == 0) return {};
  const auto award = store::award(ledger, share.line.award);
  if (!award) return unknown_line(share.line);
  const auto released = exception_for(ledger, *award, share, cost);
  if (!released) return std::unexpected(released.error());
  share.released = *released;
  share.source = award->fund;
  return funding::check_terms(*award, share, cost);
}

MoneyByLine standing_of(store::Ledger& ledger, const funding::Cost& cost) {
  MoneyByLine money;
  for (const auto& share : cost.shares)
    if (share.line.award != 0) money[share.line] = store::money_of(ledger, share.line);
  return money;
}

std::vector<form::Deed> history_of(const Claim& claim) {
  const auto id = [](PersonId person) { return std::to_string(static_cast<std::int64_t>(person)); };
  std::vector<form::Deed> deeds{{"make", id(claim.person)}};
  for (const auto& each : claim.evidence) deeds.push_back({"prove", id(each.person)});
  for (const auto& each : claim.steps) deeds.push_back({each.transition, id(each.person)});
  return deeds;
}

// One field of a form for whatever a step asks for.
std::map<std::string, std::string, std::less<>> said(const form::Stages& stages, const ClaimAttempt& attempt) {
  const auto* taken = stages.transition(attempt.transition);
  if (attempt.words.empty() || !taken || taken->asks.empty()) return {};
  return {{taken->asks.front().id, attempt.words}};
}

form::Attempt attempt_of(const form::Stages& stages, const Claim& claim, const ClaimAttempt& asked, const Doer& doer) {
  form::Attempt attempt{.state = claim.state(), .transition = asked.transition, .person = std::to_string(static_cast<std::int64_t>(doer.person)),
                        .roles = asked.roles, .today = Date::of(doer.at), .history = history_of(claim), .holding = {}, .deadlines = {},
                        .said = said(stages, asked)};
  if (funding::contribution_is_evidenced(claim)) attempt.holding.insert("contribution-evidenced");
  return attempt;
}

Refusal in_both_languages(const form::Objection& objection) {
  Refusal refusal{objection.blame, "claim." + objection.code, {{"parameter", "step"}}};
  for (const auto& [name, said] : objection.arguments) {
    refusal.arguments.emplace_back(name + "_en", said.en);
    refusal.arguments.emplace_back(name + "_cy", said.cy);
  }
  return refusal;
}

}  // namespace spending

Result<std::int64_t> record_cost(store::Ledger& ledger, funding::Cost cost) {
  for (auto& share : cost.shares)
    if (auto sound = spending::check_share(ledger, share, cost); !sound) return std::unexpected(sound.error());
  auto postings = funding::postings_of(cost, spending::standing_of(ledger, cost));
  if (!postings) return std::unexpected(postings.error());
  return store::add_postings(ledger, std::move(*postings));
}

Result<std::int64_t> move_money(store::Ledger& ledger, const funding::MoneyMove& move) {
  const auto from = store::award(ledger, move.from.award), to = store::award(ledger, move.to.award);
  if (!from || !from->line(move.from.line)) return spending::unknown_line(move.from);
  if (!to || !to->line(move.to.line)) return spending::unknown_line(move.to);
  auto postings = funding::postings_of(move, *from, *to);
  if (!postings) return std::unexpected(postings.error());
  return store::add_postings(ledger, std::move(*postings));
}

Result<std::int64_t> make_claim(store::Ledger& ledger, std::int64_t award, const Doer& doer) {
  const auto of = store::award(ledger, award);
  if (!of) return refuse(Blame::input, "claim.no-award");
  if (of->is_delegated()) return refuse(Blame::input, "claim.delegated");
  const auto costs = store::unclaimed_costs(ledger, award);
  const auto amount = funding::claim_amount(costs, store::claims_of(ledger, award), of->rate);
  if (!amount) return std::unexpected(amount.error());
  Claim claim{.award = award, .grant = amount->grant, .contribution = amount->contribution, .postings = {}, .actor = doer.actor, .person = doer.person,
              .at = doer.at, .steps = {}, .evidence = {}};
  for (const auto& each : costs) claim.postings.push_back(each.id);
  return store::add_claim(ledger, claim);
}

Result<void> step_claim(store::Ledger& ledger, const form::Stages& stages, const ClaimAttempt& asked, const Doer& doer) {
  const auto claim = store::claim(ledger, asked.claim);
  if (!claim) return refuse(Blame::input, "claim.unknown");
  const auto state = stages.step(spending::attempt_of(stages, *claim, asked, doer));
  if (!state) return std::unexpected(spending::in_both_languages(state.error()));
  return store::add_claim_step(ledger, asked.claim, {asked.transition, *state, asked.words, doer.actor, doer.person, doer.at}, asked.seen);
}

}  // namespace potensial::service
