// Who did or saw what, when and why: append-only, each entry chained to the one before it (assurance, SEC-35).
//
// The hash of an entry is the SHA-256 of the hash before it and of all that the entry says. Whoever changes, removes,
// inserts or reorders one must therefore rewrite every later one, and the head, kept beside, tells when entries were cut
// from the end. Who can write the ledger can rewrite all of it: heads kept elsewhere show that too.
// Entries name learners by their opaque ids, never by name or number. One thread at a time, as the Ledger.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "store/ledger.hpp"

namespace potensial::store {

struct AuditEntry {
  std::chrono::sys_seconds at{};
  std::string actor;
  std::string operation;  // a word: import, find, merge-records, see-learner, export ...
  std::string object;     // what was changed or seen: "load/17", "learner/4xw0c...", "school/6802801"
  std::string reason;     // empty where none is asked for
};

struct AuditLine {
  std::int64_t number = 0;  // 1, 2, 3 ... without gaps
  AuditEntry entry;
};

// The newest entry: what stands for everything before it.
struct AuditHead {
  std::int64_t number = 0;  // 0: nothing was recorded yet
  std::string hash;
  std::optional<std::chrono::sys_seconds> at;  // of a head that was verified
};

// Inside the caller's Transaction, so that operations and their entries become true together.
AuditHead append_audit(Ledger& ledger, std::span<const AuditEntry> entries);
AuditHead append_audit(Ledger& ledger, const AuditEntry& entry);

// The newest `most` entries, oldest first; of one object, or (empty) of all.
std::vector<AuditLine> audit_lines(Ledger& ledger, std::string_view object, std::size_t most);

// Reads every entry. `kept`: heads that were kept elsewhere. Refusals (Blame::fault) name the first entry that is wrong:
// "audit.changed" {number}, "audit.missing" {number}, "audit.cut" {number, last}, "audit.other-head" {number}.
Result<AuditHead> verify_audit(Ledger& ledger, std::span<const AuditHead> kept = {});

}  // namespace potensial::store
