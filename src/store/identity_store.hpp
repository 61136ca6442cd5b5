// Who a learner is: names, UPNs past and present, birth date, postcode, under a random id. Facts hold only
// that id (DATA-03). Learner ids have 63 random bits, so that they fit a signed column.
//
// Merging says that two records are one child, splitting that one record is two. Both change no fact:
// they say under which id facts are read, are made by a named actor with a reason, and can be undone.
// Writing functions are called inside the caller's Transaction. One thread at a time, as the Ledger.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/result.hpp"
#include "model/learner_id.hpp"
#include "store/current_facts.hpp"
#include "store/ledger.hpp"

namespace potensial::store {

// `former`: known only from a FormerUPN; `study`: the identifier of a research table, "STUDY/identifier".
enum class UpnKind { permanent, temporary, former, study };

struct LearnerIdentity {
  LearnerId id{};
  std::string surname, forename;
  std::optional<Date> dob;
  std::string sex, postcode;
  std::int16_t year = 0;  // summer of the newest school year that told it
};

struct LearnerUpn {
  std::string upn;
  LearnerId learner{};
  UpnKind kind = UpnKind::permanent;
  std::int64_t from_load = 0;  // the load that first named it
};

enum class LearnerChangeKind { merge, split };

// Who decides, why and when.
struct Decision {
  std::string actor, reason;
  std::chrono::sys_seconds at{};
};

struct LearnerChange {
  std::int64_t id = 0;
  LearnerChangeKind kind = LearnerChangeKind::merge;
  LearnerId learner{};   // whose facts are read under the other id
  LearnerId reads_as{};
  std::vector<std::int64_t> loads;  // of a split: the loads whose facts move; of a merge: empty, all
  std::vector<std::string> upns;    // of a split: the UPNs that move
  Decision made;
  std::optional<Decision> undone;
};

// Two records that may be one child: same names, birth date and sex under different UPNs.
struct OfferedMerge {
  LearnerId first{}, second{};
};

std::optional<LearnerIdentity> learner_identity(Ledger& ledger, LearnerId learner);
std::vector<LearnerUpn> upns_of(Ledger& ledger, LearnerId learner);  // by first load, then UPN
std::optional<LearnerId> learner_with_upn(Ledger& ledger, std::string_view upn);

// Everything, for an index in memory.
std::vector<LearnerIdentity> all_identities(Ledger& ledger);
std::vector<LearnerUpn> all_upns(Ledger& ledger);

// In bulk: on SQLite 700,000 learners take a few seconds, on PostgreSQL six times as long (each is sent by itself).
void insert_identities(Ledger& ledger, std::span<const LearnerIdentity> learners);
void insert_upns(Ledger& ledger, std::span<const LearnerUpn> upns);
void update_identities(Ledger& ledger, std::span<const LearnerIdentity> learners);
void update_years(Ledger& ledger, std::span<const LearnerIdentity> learners);  // and nothing else of them

// Refusals: "identity.unknown-learner", "identity.same-learner", "identity.reason-missing".
Result<std::int64_t> merge_learners(Ledger& ledger, LearnerId absorbed, LearnerId kept, const Decision& decision);
// The UPNs and the facts of these loads go to a new record `fresh`, which starts with the same names.
// Also refused: "identity.upn-elsewhere", "identity.nothing-to-split".
Result<std::int64_t> split_learner(Ledger& ledger, LearnerId learner, LearnerId fresh,
                                   std::span<const std::string> upns, std::span<const std::int64_t> loads,
                                   const Decision& decision);
// Also refused: "identity.unknown-change", "identity.already-undone".
Result<void> undo_change(Ledger& ledger, std::int64_t change, const Decision& decision);

std::vector<LearnerChange> learner_changes(Ledger& ledger);       // all, oldest first, undone ones included
std::vector<LearnerAlias> learner_aliases(Ledger& ledger);        // in force, chains followed to their end
std::vector<OfferedMerge> offered_merges(Ledger& ledger);         // not yet merged, by birth date and names

}  // namespace potensial::store
