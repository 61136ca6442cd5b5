// The identity store in memory, for imports: finds or makes the learner behind a UPN without a query.
//
// Filled once per command from the ledger; what it makes or changes waits until it is taken and written. Resolving a UPN
// costs one hash lookup. One thread at a time.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/unordered/unordered_flat_map.hpp>

#include "store/identity_store.hpp"

namespace potensial::store {

// What a row of a file says about who the learner is; empty where it does not say.
struct LearnerSighting {
  std::string_view upn, former_upn;
  std::string_view surname, forename;
  std::optional<Date> dob;
  std::string_view sex, postcode;
  std::int16_t year = 0;
  bool study = false;  // the identifier is not a UPN
};

enum class SightingAnswer { known, fresh, changed, other_learner };

struct ResolvedLearner {
  LearnerId learner{};
  SightingAnswer answer = SightingAnswer::known;  // other_learner: birth date and both names differ; nothing was taken over
  bool joined = false;  // a former UPN was tied to this learner for the first time
};

// What an index has made or changed and nobody has written yet.
struct LearnerChanges {
  struct Join {
    LearnerId absorbed, kept;
  };
  std::vector<LearnerIdentity> fresh, updated;
  std::vector<LearnerIdentity> seen_later;  // of which only the year is new
  std::vector<LearnerUpn> upns;
  std::vector<Join> joins;  // former UPNs that had a record of their own
};
// Inside the caller's Transaction. Joined records are merged, decided by `decision`.
void write_learner_changes(Ledger& ledger, LearnerChanges changes, const Decision& decision);

class LearnerIndex {
 public:
  // `random` gives 64 random bits a call.
  using Random = std::function<std::uint64_t()>;
  static LearnerIndex of(Ledger& ledger, Random random);

  std::optional<LearnerId> find(std::string_view upn) const;
  // Whether the number is known as that of a child with another birth date and other names.
  bool is_other_child(const LearnerSighting& sighting) const;
  ResolvedLearner resolve(const LearnerSighting& sighting, std::int64_t load);

  // What is new or changed since the last call, to be written.
  LearnerChanges take_changes();
  // Forgets what was made or changed and is not written.
  void forget(Ledger& ledger);
  std::size_t size() const { return learners_.size(); }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view upn) const { return std::hash<std::string_view>{}(upn); }
  };

  explicit LearnerIndex(Random random) : random_(std::move(random)) {}
  void fill(Ledger& ledger);
  std::uint32_t add_learner(const LearnerSighting& sighting);
  void add_upn(std::string_view upn, std::uint32_t place, UpnKind kind, std::int64_t load);
  bool take_over(std::uint32_t place, const LearnerSighting& sighting);
  bool join_former(std::uint32_t place, std::string_view former_upn, std::int64_t load);
  LearnerId mint();

  Random random_;
  std::vector<LearnerIdentity> learners_;
  enum class Change : std::uint8_t { none, year, words };
  std::vector<Change> changed_;                       // per learner
  boost::unordered_flat_map<std::string, std::uint32_t, Hash, std::equal_to<>> by_upn_;
  boost::unordered_flat_map<std::uint64_t, std::uint32_t> by_id_;
  std::size_t written_ = 0;                           // learners_ from here on are new
  std::vector<std::uint32_t> changes_;                // learners before that, which changed
  LearnerChanges taken_next_;                         // upns and joins
};

UpnKind upn_kind(std::string_view upn);  // by its form: a letter at the end is a temporary one

}  // namespace potensial::store
