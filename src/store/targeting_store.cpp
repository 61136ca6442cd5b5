#include "store/targeting_store.hpp"

#include <soci/soci.h>

#include "store/ledger_text.hpp"

namespace potensial::store {
namespace targeting_rows {

constexpr const char* columns = "SELECT id, authority, name, reason, need_index, index_version, census_year, most_schools, least_index, in_force, actor, person, at, "
                                "applied_by, applied_at, hash FROM targeting ";
constexpr long long not_set = -1;

long long number_of(const std::optional<std::int64_t>& number) { return number ? static_cast<long long>(*number) : not_set; }
std::optional<std::int64_t> number_from(long long number) { return number == not_set ? std::nullopt : std::optional<std::int64_t>(number); }

// One fetched row, as its columns are read.
struct TargetingRow {
  long long id = 0, person = 0, most = not_set, least = not_set;
  int version = 0, year = 0;
  Targeting targeting;
  std::string in_force, at, applied_at;

  Targeting whole() const {
    auto made = targeting;
    made.id = id;
    made.person = PersonId{person};
    made.criterion.version = version;
    made.criterion.year = {static_cast<std::int16_t>(year)};
    made.criterion.most = number_from(most);
    made.criterion.least = number_from(least);
    made.in_force = day_of(in_force).value_or(Date());
    made.at = instant_of(at);
    if (!applied_at.empty()) made.applied_at = instant_of(applied_at);
    return made;
  }
};

void bind(soci::details::prepare_temp_type& query, TargetingRow& row) {
  auto& each = row.targeting;
  query, soci::into(row.id), soci::into(each.authority), soci::into(each.name), soci::into(each.reason), soci::into(each.criterion.index), soci::into(row.version),
      soci::into(row.year), soci::into(row.most), soci::into(row.least), soci::into(row.in_force), soci::into(each.actor), soci::into(row.person), soci::into(row.at),
      soci::into(each.applied_by), soci::into(row.applied_at), soci::into(each.hash);
}

std::vector<TargetedSchool> schools_of(Ledger& ledger, long long id) {
  long long index = 0, place = 0;
  int chosen = 0;
  std::string school;
  soci::statement rows = (ledger.session().prepare << "SELECT school, need, place, chosen FROM targeting_school WHERE targeting = :t ORDER BY school", soci::use(id),
                          soci::into(school), soci::into(index), soci::into(place), soci::into(chosen));
  std::vector<TargetedSchool> found;
  for (bool more = rows.execute(true); more; more = rows.fetch()) found.push_back({school, index, place, chosen != 0});
  return found;
}

std::vector<TargetingChange> changes_of(Ledger& ledger, long long id) {
  TargetingChange each;
  int added = 0;
  std::string at;
  soci::statement rows = (ledger.session().prepare << "SELECT school, added, reason, actor, at FROM targeting_change WHERE targeting = :t ORDER BY place", soci::use(id),
                          soci::into(each.school), soci::into(added), soci::into(each.reason), soci::into(each.actor), soci::into(at));
  std::vector<TargetingChange> found;
  for (bool more = rows.execute(true); more; more = rows.fetch()) {
    each.added = added != 0;
    each.at = instant_of(at);
    found.push_back(each);
  }
  return found;
}

template <class Use>
std::vector<Targeting> read(Ledger& ledger, const std::string& where, const Use& use) {
  TargetingRow row;
  soci::details::prepare_temp_type query = ledger.session().prepare << columns + where + " ORDER BY id DESC";
  bind(query, row);
  query, soci::use(use);
  soci::statement rows(query);
  std::vector<Targeting> found;
  for (bool more = rows.execute(true); more; more = rows.fetch()) found.push_back(row.whole());
  for (auto& each : found) {
    each.schools = schools_of(ledger, each.id);
    each.changes = changes_of(ledger, each.id);
  }
  return found;
}

void add_school(Ledger& ledger, long long id, const TargetedSchool& each) {
  const auto index = static_cast<long long>(each.index), place = static_cast<long long>(each.place);
  const int chosen = each.chosen;
  ledger.session() << "INSERT INTO targeting_school (targeting, school, need, place, chosen) VALUES (:t, :s, :n, :p, :c)", soci::use(id), soci::use(each.school),
      soci::use(index), soci::use(place), soci::use(chosen);
}

}  // namespace targeting_rows

std::int64_t publish_targeting(Ledger& ledger, const Targeting& targeting) {
  using namespace targeting_rows;
  long long last = 0;
  ledger.session() << "SELECT coalesce(max(id), 0) FROM targeting", soci::into(last);
  const long long id = last + 1, person = static_cast<long long>(targeting.person), most = number_of(targeting.criterion.most), least = number_of(targeting.criterion.least);
  const int version = targeting.criterion.version, year = targeting.criterion.year.summer;
  const auto in_force = targeting.in_force.iso(), at = instant_text(targeting.at), nothing = std::string();
  ledger.session() << "INSERT INTO targeting (id, authority, name, reason, need_index, index_version, census_year, most_schools, least_index, in_force, actor, person, at, "
                      "applied_by, applied_at, hash) VALUES (:d, :a, :n, :r, :i, :v, :y, :m, :l, :f, :c, :q, :t, :b, :e, :h)",
      soci::use(id), soci::use(targeting.authority), soci::use(targeting.name), soci::use(targeting.reason), soci::use(targeting.criterion.index), soci::use(version),
      soci::use(year), soci::use(most), soci::use(least), soci::use(in_force), soci::use(targeting.actor), soci::use(person), soci::use(at), soci::use(nothing),
      soci::use(nothing), soci::use(nothing);
  return id;
}

std::optional<Targeting> targeting(Ledger& ledger, std::int64_t id) {
  const auto asked = static_cast<long long>(id);
  auto found = targeting_rows::read(ledger, "WHERE id = :d", asked);
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::vector<Targeting> targetings(Ledger& ledger, const std::string& authority) { return targeting_rows::read(ledger, "WHERE authority = :a", authority); }

Result<void> apply_targeting(Ledger& ledger, const Targeting& applied) {
  const auto known = targeting(ledger, applied.id);
  if (!known) return refuse(Blame::input, "targeting.unknown");
  if (known->is_applied()) return refuse(Blame::input, "targeting.applied-already", {{"who", known->applied_by}});
  const auto id = static_cast<long long>(applied.id);
  const auto at = instant_text(applied.applied_at);
  ledger.session() << "UPDATE targeting SET applied_by = :b, applied_at = :e, hash = :h WHERE id = :d", soci::use(applied.applied_by), soci::use(at), soci::use(applied.hash), soci::use(id);
  for (const auto& each : applied.schools) targeting_rows::add_school(ledger, id, each);
  return {};
}

void change_targeting(Ledger& ledger, std::int64_t id, const TargetingChange& change) {
  const auto targeting = static_cast<long long>(id);
  long long last = 0;
  ledger.session() << "SELECT coalesce(max(place), 0) FROM targeting_change WHERE targeting = :t", soci::use(targeting), soci::into(last);
  const long long place = last + 1;
  const int added = change.added;
  const auto at = instant_text(change.at);
  ledger.session() << "INSERT INTO targeting_change (targeting, place, school, added, reason, actor, at) VALUES (:t, :p, :s, :a, :r, :c, :e)", soci::use(targeting),
      soci::use(place), soci::use(change.school), soci::use(added), soci::use(change.reason), soci::use(change.actor), soci::use(at);
}

}  // namespace potensial::store
