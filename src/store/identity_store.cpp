#include "store/identity_store.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include <soci/soci.h>

#include "store/ledger_text.hpp"

namespace potensial::store {
namespace {

constexpr std::array<std::string_view, 4> upn_kind_words{"permanent", "temporary", "former", "study"};

std::string upn_kind_text(UpnKind kind) { return std::string(upn_kind_words[static_cast<std::size_t>(kind)]); }

UpnKind upn_kind_of(const std::string& text) {
  return static_cast<UpnKind>(std::ranges::find(upn_kind_words, text) - upn_kind_words.begin());
}

// The variables that one row of `learner` goes through, in and out.
struct IdentityRow {
  long long id = 0;
  std::string surname, forename, dob, sex, postcode;
  int year = 0;

  void take(const LearnerIdentity& from) {
    id = number_of(from.id);
    surname = from.surname;
    forename = from.forename;
    dob = day_text(from.dob);
    sex = from.sex;
    postcode = from.postcode;
    year = from.year;
  }
  LearnerIdentity identity() const {
    return {learner_of(id), surname, forename, day_of(dob), sex, postcode, static_cast<std::int16_t>(year)};
  }
};

std::vector<LearnerIdentity> select_identities(Ledger& ledger, const std::string& condition, long long id) {
  IdentityRow row;
  soci::statement statement =
      (ledger.session().prepare << "SELECT id, surname, forename, dob, sex, postcode, year FROM learner WHERE "
                                << condition << " ORDER BY id",
       soci::use(id, "id"), soci::into(row.id), soci::into(row.surname), soci::into(row.forename), soci::into(row.dob),
       soci::into(row.sex), soci::into(row.postcode), soci::into(row.year));
  std::vector<LearnerIdentity> found;
  for (bool more = statement.execute(true); more; more = statement.fetch()) found.push_back(row.identity());
  return found;
}

std::vector<LearnerUpn> select_upns(Ledger& ledger, const std::string& condition, long long learner) {
  long long of = 0, load = 0;
  std::string upn, kind;
  soci::statement statement =
      (ledger.session().prepare << "SELECT upn, learner, kind, from_load FROM learner_upn WHERE " << condition,
       soci::use(learner, "learner"), soci::into(upn), soci::into(of), soci::into(kind), soci::into(load));
  std::vector<LearnerUpn> found;
  for (bool more = statement.execute(true); more; more = statement.fetch())
    found.push_back({upn, learner_of(of), upn_kind_of(kind), load});
  return found;
}

bool known_learner(Ledger& ledger, LearnerId learner) { return learner_identity(ledger, learner).has_value(); }

std::int64_t add_change(Ledger& ledger, LearnerChangeKind kind, LearnerId learner, LearnerId reads_as,
                        const Decision& decision) {
  auto& sql = ledger.session();
  long long id = 0;
  sql << "SELECT coalesce(max(id), 0) + 1 FROM learner_change", soci::into(id);
  const std::string kind_text = kind == LearnerChangeKind::merge ? "merge" : "split", at = instant_text(decision.at);
  const long long of = number_of(learner), as = number_of(reads_as);
  sql << "INSERT INTO learner_change (id, kind, learner, reads_as, actor, reason, at, undone_by, undone_reason, undone_at) "
         "VALUES (:id, :kind, :learner, :reads_as, :actor, :reason, :at, '', '', '')",
      soci::use(id), soci::use(kind_text), soci::use(of), soci::use(as), soci::use(decision.actor),
      soci::use(decision.reason), soci::use(at);
  return id;
}

void move_upn(Ledger& ledger, const std::string& upn, LearnerId to) {
  const long long learner = number_of(to);
  ledger.session() << "UPDATE learner_upn SET learner = :learner WHERE upn = :upn", soci::use(learner), soci::use(upn);
}

std::vector<LearnerChange> select_changes(Ledger& ledger) {
  long long id = 0, learner = 0, reads_as = 0;
  std::string kind, actor, reason, at, undone_by, undone_reason, undone_at;
  soci::statement statement =
      (ledger.session().prepare << "SELECT id, kind, learner, reads_as, actor, reason, at, undone_by, undone_reason, "
                                   "undone_at FROM learner_change ORDER BY id",
       soci::into(id), soci::into(kind), soci::into(learner), soci::into(reads_as), soci::into(actor),
       soci::into(reason), soci::into(at), soci::into(undone_by), soci::into(undone_reason), soci::into(undone_at));
  std::vector<LearnerChange> found;
  for (bool more = statement.execute(true); more; more = statement.fetch()) {
    LearnerChange change{id, kind == "merge" ? LearnerChangeKind::merge : LearnerChangeKind::split,
                         learner_of(learner), learner_of(reads_as), {}, {}, {actor, reason, instant_of(at)}, {}};
    if (!undone_by.empty()) change.undone = Decision{undone_by, undone_reason, instant_of(undone_at)};
    found.push_back(std::move(change));
  }
  return found;
}

void select_change_members(Ledger& ledger, LearnerChange& change) {
  long long id = change.id, load = 0;
  std::string upn;
  soci::statement loads = (ledger.session().prepare << "SELECT load FROM learner_change_load WHERE change = :id ORDER BY load",
                           soci::use(id), soci::into(load));
  for (bool more = loads.execute(true); more; more = loads.fetch()) change.loads.push_back(load);
  soci::statement upns = (ledger.session().prepare << "SELECT upn FROM learner_change_upn WHERE change = :id ORDER BY upn",
                          soci::use(id), soci::into(upn));
  for (bool more = upns.execute(true); more; more = upns.fetch()) change.upns.push_back(upn);
}

// Follows merges to the record that is kept in the end. Merging resolves both sides, so there is no circle.
LearnerId end_of_chain(const std::map<LearnerId, LearnerId>& merged, LearnerId learner) {
  for (auto next = merged.find(learner); next != merged.end(); next = merged.find(learner)) learner = next->second;
  return learner;
}

std::map<LearnerId, LearnerId> merges_in_force(const std::vector<LearnerChange>& changes) {
  std::map<LearnerId, LearnerId> merged;
  for (const auto& change : changes)
    if (change.kind == LearnerChangeKind::merge && !change.undone) merged[change.learner] = change.reads_as;
  return merged;
}

}  // namespace

std::optional<LearnerIdentity> learner_identity(Ledger& ledger, LearnerId learner) {
  auto found = select_identities(ledger, "id = :id", number_of(learner));
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::vector<LearnerUpn> upns_of(Ledger& ledger, LearnerId learner) {
  return select_upns(ledger, "learner = :learner ORDER BY from_load, upn", number_of(learner));
}

std::optional<LearnerId> learner_with_upn(Ledger& ledger, std::string_view upn) {
  const std::string text(upn);
  long long learner = 0;
  ledger.session() << "SELECT learner FROM learner_upn WHERE upn = :upn", soci::use(text), soci::into(learner);
  if (!ledger.session().got_data()) return std::nullopt;
  return learner_of(learner);
}

std::vector<LearnerIdentity> all_identities(Ledger& ledger) { return select_identities(ledger, "id >= :id", 0); }

std::vector<LearnerUpn> all_upns(Ledger& ledger) { return select_upns(ledger, "learner >= :learner", 0); }

void insert_identities(Ledger& ledger, std::span<const LearnerIdentity> learners) {
  IdentityRow row;
  soci::statement statement =
      (ledger.session().prepare << "INSERT INTO learner (id, surname, forename, dob, sex, postcode, year) "
                                   "VALUES (:id, :surname, :forename, :dob, :sex, :postcode, :year)",
       soci::use(row.id), soci::use(row.surname), soci::use(row.forename), soci::use(row.dob), soci::use(row.sex),
       soci::use(row.postcode), soci::use(row.year));
  for (const auto& each : learners) {
    row.take(each);
    statement.execute(true);
  }
}

void insert_upns(Ledger& ledger, std::span<const LearnerUpn> upns) {
  std::string upn, kind;
  long long learner = 0, load = 0;
  soci::statement statement =
      (ledger.session().prepare << "INSERT INTO learner_upn (upn, learner, kind, from_load) "
                                   "VALUES (:upn, :learner, :kind, :load)",
       soci::use(upn), soci::use(learner), soci::use(kind), soci::use(load));
  for (const auto& each : upns) {
    upn = each.upn;
    learner = number_of(each.learner);
    kind = upn_kind_text(each.kind);
    load = each.from_load;
    statement.execute(true);
  }
}

void update_identities(Ledger& ledger, std::span<const LearnerIdentity> learners) {
  IdentityRow row;
  soci::statement statement =
      (ledger.session().prepare << "UPDATE learner SET surname = :surname, forename = :forename, dob = :dob, sex = :sex, "
                                   "postcode = :postcode, year = :year WHERE id = :id",
       soci::use(row.surname), soci::use(row.forename), soci::use(row.dob), soci::use(row.sex),
       soci::use(row.postcode), soci::use(row.year), soci::use(row.id));
  for (const auto& each : learners) {
    row.take(each);
    statement.execute(true);
  }
}

void update_years(Ledger& ledger, std::span<const LearnerIdentity> learners) {
  long long id = 0;
  int year = 0;
  soci::statement statement =
      (ledger.session().prepare << "UPDATE learner SET year = :year WHERE id = :id", soci::use(year), soci::use(id));
  for (const auto& each : learners) {
    id = number_of(each.id);
    year = each.year;
    statement.execute(true);
  }
}

Result<std::int64_t> merge_learners(Ledger& ledger, LearnerId absorbed, LearnerId kept, const Decision& decision) {
  if (decision.reason.empty()) return refuse(Blame::input, "identity.reason-missing");
  for (const auto learner : {absorbed, kept})
    if (!known_learner(ledger, learner)) return refuse(Blame::input, "identity.unknown-learner", {{"learner", text(learner)}});
  const auto merged = merges_in_force(select_changes(ledger));
  const auto from = end_of_chain(merged, absorbed), to = end_of_chain(merged, kept);
  if (from == to) return refuse(Blame::input, "identity.same-learner", {{"learner", text(to)}});
  return add_change(ledger, LearnerChangeKind::merge, from, to, decision);
}

Result<std::int64_t> split_learner(Ledger& ledger, LearnerId learner, LearnerId fresh, std::span<const std::string> upns,
                                   std::span<const std::int64_t> loads, const Decision& decision) {
  if (decision.reason.empty()) return refuse(Blame::input, "identity.reason-missing");
  if (upns.empty() && loads.empty()) return refuse(Blame::input, "identity.nothing-to-split", {{"learner", text(learner)}});
  auto identity = learner_identity(ledger, learner);
  if (!identity) return refuse(Blame::input, "identity.unknown-learner", {{"learner", text(learner)}});
  for (const auto& upn : upns)
    if (learner_with_upn(ledger, upn) != learner)
      return refuse(Blame::input, "identity.upn-elsewhere", {{"upn", upn}, {"learner", text(learner)}});
  identity->id = fresh;
  insert_identities(ledger, {&*identity, 1});
  const long long change = add_change(ledger, LearnerChangeKind::split, learner, fresh, decision);
  for (const auto& upn : upns) {
    move_upn(ledger, upn, fresh);
    ledger.session() << "INSERT INTO learner_change_upn (change, upn) VALUES (:change, :upn)", soci::use(change),
        soci::use(upn);
  }
  for (const long long load : loads)
    ledger.session() << "INSERT INTO learner_change_load (change, load) VALUES (:change, :load)", soci::use(change),
        soci::use(load);
  return change;
}

Result<void> undo_change(Ledger& ledger, std::int64_t change, const Decision& decision) {
  if (decision.reason.empty()) return refuse(Blame::input, "identity.reason-missing");
  const auto changes = learner_changes(ledger);
  const auto found = std::ranges::find(changes, change, &LearnerChange::id);
  if (found == changes.end()) return refuse(Blame::input, "identity.unknown-change", {{"change", std::to_string(change)}});
  if (found->undone) return refuse(Blame::input, "identity.already-undone", {{"change", std::to_string(change)}});
  for (const auto& upn : found->upns) move_upn(ledger, upn, found->learner);
  const long long id = change;
  const auto at = instant_text(decision.at);
  ledger.session() << "UPDATE learner_change SET undone_by = :actor, undone_reason = :reason, undone_at = :at WHERE id = :id",
      soci::use(decision.actor), soci::use(decision.reason), soci::use(at), soci::use(id);
  return {};
}

std::vector<LearnerChange> learner_changes(Ledger& ledger) {
  auto changes = select_changes(ledger);
  for (auto& change : changes)
    if (change.kind == LearnerChangeKind::split) select_change_members(ledger, change);
  return changes;
}

std::vector<LearnerAlias> learner_aliases(Ledger& ledger) {
  const auto changes = learner_changes(ledger);
  const auto merged = merges_in_force(changes);
  std::vector<LearnerAlias> aliases;
  for (const auto& [absorbed, kept] : merged)
    aliases.push_back({number_of(absorbed), 0, number_of(end_of_chain(merged, kept))});
  for (const auto& change : changes) {
    if (change.kind != LearnerChangeKind::split || change.undone) continue;
    for (const auto load : change.loads)
      aliases.push_back({number_of(change.learner), load, number_of(end_of_chain(merged, change.reads_as))});
  }
  return aliases;
}

std::vector<OfferedMerge> offered_merges(Ledger& ledger) {
  long long first = 0, second = 0;
  soci::statement statement =
      (ledger.session().prepare
           << "SELECT a.id, b.id FROM learner a JOIN learner b ON a.dob = b.dob AND a.surname = b.surname "
              "AND a.forename = b.forename AND a.sex = b.sex AND a.id < b.id "
              "WHERE a.dob <> '' AND a.surname <> '' AND a.forename <> '' "
              "AND EXISTS (SELECT 1 FROM learner_upn WHERE learner = a.id) "
              "AND EXISTS (SELECT 1 FROM learner_upn WHERE learner = b.id) "
              "ORDER BY a.dob, a.surname, a.forename, a.id, b.id",
       soci::into(first), soci::into(second));
  const auto merged = merges_in_force(select_changes(ledger));
  std::vector<OfferedMerge> offered;
  for (bool more = statement.execute(true); more; more = statement.fetch())
    if (end_of_chain(merged, learner_of(first)) != end_of_chain(merged, learner_of(second)))
      offered.push_back({learner_of(first), learner_of(second)});
  return offered;
}

}  // namespace potensial::store
