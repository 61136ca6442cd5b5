// Postings on the lines of awards (model/posting.hpp): each stands after the others, none is changed or deleted. Writing is
// called inside the caller's Transaction. One thread at a time, as the Ledger.
//
// Held for every line after every batch, whoever writes: nothing of plan, commitment and actual is below 0, and
// commitment + actual <= plan. So no line is overspent, and a move takes only what is neither bound nor paid.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "model/posting.hpp"
#include "store/ledger.hpp"

namespace potensial::store {

std::string_view word(PostingKind kind);  // "plan", "commitment", "actual", "forecast"
std::optional<PostingKind> posting_kind(std::string_view word);

// Adds them as one batch and gives its number; ids and batches of those given are not read. Refuses, and writes nothing:
// "posting.beyond-plan" {line, left, asked}, "posting.below-nothing" {line}, "posting.forecast-beyond-plan" {line, plan} for a
// forecast above what the line may cost, "posting.same-document" {document} for a cost of an invoice that is on record for the same payer and was not reversed.
Result<std::int64_t> add_postings(Ledger& ledger, std::vector<Posting> postings);

std::optional<Posting> posting(Ledger& ledger, std::int64_t id);
std::vector<Posting> batch_of(Ledger& ledger, std::int64_t batch);
std::vector<Posting> postings_of(Ledger& ledger, LineId line);            // oldest first
std::vector<Posting> postings_of(Ledger& ledger, std::int64_t award);     // oldest first
// Costs of an award that no claim holds but withdrawn ones, oldest first; without those reversed before they were claimed.
std::vector<Posting> unclaimed_costs(Ledger& ledger, std::int64_t award);

LineMoney money_of(Ledger& ledger, LineId line);
MoneyByLine money_of(Ledger& ledger, std::int64_t award);  // its lines

// Takes back the whole batch by postings of the opposite amounts. `by` brings day, words, actor, person and at. Refuses
// "posting.unknown", "posting.reversed" and "posting.not-reversible" for plans (move the money back) and for reversals.
Result<std::int64_t> reverse_batch(Ledger& ledger, std::int64_t batch, const Posting& by);

std::int64_t add_exception(Ledger& ledger, const SpendException& exception);
std::vector<SpendException> exceptions_of(Ledger& ledger, std::int64_t award);  // oldest first
// The oldest one for a cost that no posting has used.
std::optional<SpendException> unused_exception(Ledger& ledger, LineId line, std::string_view spend, std::string_view document);

}  // namespace potensial::store
