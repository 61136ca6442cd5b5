// Money of awards as people enter it: the ledger is read, the rules of src/funding are asked, and the postings are written.
// Every function is called inside the caller's Transaction, so that what was read still holds when it is written; where it
// refuses, nothing was written. One thread at a time, as the Ledger.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "form/stages.hpp"
#include "funding/cost.hpp"
#include "funding/money_move.hpp"
#include "model/award.hpp"
#include "model/claim.hpp"
#include "store/ledger.hpp"

namespace potensial::service {

// Gives the batch. Of a kind of spend that the terms exclude it needs an exception that another person made for this line,
// kind and document: refuses "cost.ineligible", "cost.own-exception", "cost.beyond-exception" {most}; and those of
// funding/cost.hpp and store/posting_store.hpp.
Result<std::int64_t> record_cost(store::Ledger& ledger, funding::Cost cost);

// Refuses "cost.unknown-line", and those of funding/money_move.hpp and store/posting_store.hpp.
Result<std::int64_t> move_money(store::Ledger& ledger, const funding::MoneyMove& move);

// Who does something, and when.
struct Doer {
  std::string actor;
  PersonId person{};
  std::chrono::sys_seconds at{};
};

// Of all costs of the award that are not claimed. Refuses "claim.no-award", "claim.nothing", and "claim.delegated" for
// delegated money, which the authority claims.
Result<std::int64_t> make_claim(store::Ledger& ledger, std::int64_t award, const Doer& doer);

// A transition of a claim, by the stages of the catalogue. Refuses "claim.unknown", "operation.stale", and what the stages
// refuse under "claim." and their own code ("claim.step.role"), each text of the definition as NAME_en and NAME_cy.
struct ClaimAttempt {
  std::int64_t claim = 0;
  std::string transition, words;
  std::vector<std::string> roles;  // that the person holds for it
  std::size_t seen = 0;            // steps
};
Result<void> step_claim(store::Ledger& ledger, const form::Stages& stages, const ClaimAttempt& attempt, const Doer& doer);

}  // namespace potensial::service
