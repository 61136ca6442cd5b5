#include "store/claim_store.hpp"

#include <soci/soci.h>

#include "store/ledger_text.hpp"

namespace potensial::store {
namespace claim_rows {

std::vector<std::int64_t> postings_in(Ledger& ledger, long long claim) {
  long long posting = 0;
  soci::statement rows = (ledger.session().prepare << "SELECT posting FROM claim_posting WHERE claim = :c ORDER BY posting", soci::use(claim), soci::into(posting));
  std::vector<std::int64_t> postings;
  for (bool more = rows.execute(true); more; more = rows.fetch()) postings.push_back(posting);
  return postings;
}

std::vector<ClaimStep> steps_of(Ledger& ledger, long long claim) {
  ClaimStep step;
  long long person = 0;
  std::string at;
  soci::statement rows = (ledger.session().prepare << "SELECT transition, state, words, actor, person, at FROM claim_step WHERE claim = :c ORDER BY place",
                          soci::use(claim), soci::into(step.transition), soci::into(step.state), soci::into(step.words), soci::into(step.actor),
                          soci::into(person), soci::into(at));
  std::vector<ClaimStep> steps;
  for (bool more = rows.execute(true); more; more = rows.fetch()) {
    step.person = PersonId{person};
    step.at = instant_of(at);
    steps.push_back(step);
  }
  return steps;
}

std::vector<ContributionEvidence> evidence_of(Ledger& ledger, long long claim) {
  ContributionEvidence evidence;
  long long pence = 0, person = 0;
  std::string at;
  soci::statement rows = (ledger.session().prepare << "SELECT document, pence, actor, person, at FROM claim_evidence WHERE claim = :c ORDER BY place",
                          soci::use(claim), soci::into(evidence.document), soci::into(pence), soci::into(evidence.actor), soci::into(person), soci::into(at));
  std::vector<ContributionEvidence> found;
  for (bool more = rows.execute(true); more; more = rows.fetch()) {
    evidence.amount = {pence};
    evidence.person = PersonId{person};
    evidence.at = instant_of(at);
    found.push_back(evidence);
  }
  return found;
}

constexpr const char* columns = "SELECT id, award, grant_pence, contribution_pence, actor, person, at FROM claim ";

std::vector<Claim> read(Ledger& ledger, const std::string& where, long long value) {
  long long id = 0, award = 0, grant = 0, contribution = 0, person = 0;
  std::string actor, at;
  soci::statement rows = (ledger.session().prepare << columns + where, soci::use(value), soci::into(id), soci::into(award),
                          soci::into(grant), soci::into(contribution), soci::into(actor), soci::into(person), soci::into(at));
  std::vector<Claim> found;
  for (bool more = rows.execute(true); more; more = rows.fetch())
    found.push_back({.id = id, .award = award, .grant = {grant}, .contribution = {contribution}, .postings = {}, .actor = actor, .person = PersonId{person},
                     .at = instant_of(at), .steps = {}, .evidence = {}});
  for (auto& each : found) {
    each.postings = postings_in(ledger, each.id);
    each.steps = steps_of(ledger, each.id);
    each.evidence = evidence_of(ledger, each.id);
  }
  return found;
}

// How many claims held the posting before, all of them withdrawn; refused where one was not.
Result<long long> round_of(Ledger& ledger, long long posting) {
  long long all = 0, withdrawn = 0;
  ledger.session() << "SELECT COUNT(*) FROM claim_posting WHERE posting = :p", soci::use(posting), soci::into(all);
  ledger.session() << "SELECT COUNT(*) FROM claim_posting c WHERE c.posting = :p AND EXISTS "
                      "(SELECT 1 FROM claim_step s WHERE s.claim = c.claim AND s.state = 'withdrawn')",
      soci::use(posting), soci::into(withdrawn);
  if (all != withdrawn) return refuse(Blame::input, "claim.claimed");
  return all;
}

Result<void> hold(Ledger& ledger, long long claim, long long posting) {
  const auto round = round_of(ledger, posting);
  if (!round) return std::unexpected(round.error());
  ledger.session() << "INSERT INTO claim_posting (posting, round, claim) VALUES (:p, :r, :c)", soci::use(posting), soci::use(*round), soci::use(claim);
  return {};
}

Result<void> check_free(Ledger& ledger, const Claim& claim) {
  for (const auto posting : claim.postings)
    if (auto round = round_of(ledger, posting); !round) return std::unexpected(round.error());
  return {};
}

}  // namespace claim_rows

Result<std::int64_t> add_claim(Ledger& ledger, const Claim& claim) {
  if (auto free = claim_rows::check_free(ledger, claim); !free) return std::unexpected(free.error());
  long long last = 0;
  ledger.session() << "SELECT COALESCE(MAX(id), 0) FROM claim", soci::into(last);
  const long long id = last + 1, award = claim.award, grant = claim.grant.count, contribution = claim.contribution.count,
                  person = static_cast<long long>(claim.person);
  const auto at = instant_text(claim.at);
  ledger.session() << "INSERT INTO claim (id, award, grant_pence, contribution_pence, actor, person, at) VALUES (:i, :a, :g, :c, :o, :h, :t)", soci::use(id),
      soci::use(award), soci::use(grant), soci::use(contribution), soci::use(claim.actor), soci::use(person), soci::use(at);
  for (const auto posting : claim.postings)
    if (auto held = claim_rows::hold(ledger, id, posting); !held) return std::unexpected(held.error());
  return id;
}

std::optional<Claim> claim(Ledger& ledger, std::int64_t id) {
  auto found = claim_rows::read(ledger, "WHERE id = :v", id);
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::vector<Claim> claims_of(Ledger& ledger, std::int64_t award) { return claim_rows::read(ledger, "WHERE award = :v ORDER BY id", award); }

Result<void> add_claim_step(Ledger& ledger, std::int64_t claim, const ClaimStep& step, std::size_t seen) {
  const auto place = static_cast<long long>(claim_rows::steps_of(ledger, claim).size());
  if (static_cast<std::size_t>(place) != seen) return refuse(Blame::input, "operation.stale", {{"parameter", ""}});
  const long long of = claim, person = static_cast<long long>(step.person);
  const auto at = instant_text(step.at);
  ledger.session() << "INSERT INTO claim_step (claim, place, transition, state, words, actor, person, at) VALUES (:c, :p, :t, :s, :w, :o, :h, :a)",
      soci::use(of), soci::use(place), soci::use(step.transition), soci::use(step.state), soci::use(step.words), soci::use(step.actor), soci::use(person),
      soci::use(at);
  return {};
}

void add_evidence(Ledger& ledger, std::int64_t claim, const ContributionEvidence& evidence) {
  const auto place = static_cast<long long>(claim_rows::evidence_of(ledger, claim).size());
  const long long of = claim, pence = evidence.amount.count, person = static_cast<long long>(evidence.person);
  const auto at = instant_text(evidence.at);
  ledger.session() << "INSERT INTO claim_evidence (claim, place, document, pence, actor, person, at) VALUES (:c, :p, :d, :n, :o, :h, :a)", soci::use(of),
      soci::use(place), soci::use(evidence.document), soci::use(pence), soci::use(evidence.actor), soci::use(person), soci::use(at);
}

}  // namespace potensial::store
