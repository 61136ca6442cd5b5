#include "store/organisations_store.hpp"

#include <algorithm>
#include <tuple>

#include <soci/soci.h>

#include "store/ledger_text.hpp"

namespace potensial::store {
namespace {

constexpr const char* organisation_columns =
    "id, kind, name_en, name_cy, authority, phase, language_category, governance, faith, opened, closed, "
    "predecessor, source, provisional";

struct OrganisationRow {
  Organisation entry;
  std::string kind, opened, closed;
  int provisional = 0;

  Organisation read() const {
    auto read = entry;
    read.kind = organisation_kind(kind).value_or(OrganisationKind::other);
    read.opened = day_of(opened);
    read.closed = day_of(closed);
    read.provisional = provisional != 0;
    return read;
  }
};

std::vector<Organisation> select_organisations(Ledger& ledger, const std::string& condition, const std::string& value) {
  OrganisationRow row;
  auto& each = row.entry;
  soci::statement statement =
      (ledger.session().prepare << "SELECT " << organisation_columns << " FROM organisation WHERE " << condition
                                << " ORDER BY id",
       soci::use(value), soci::into(each.id), soci::into(row.kind), soci::into(each.name.en), soci::into(each.name.cy),
       soci::into(each.authority), soci::into(each.phase), soci::into(each.language_category),
       soci::into(each.governance), soci::into(each.faith), soci::into(row.opened), soci::into(row.closed),
       soci::into(each.predecessor), soci::into(each.source), soci::into(row.provisional));
  std::vector<Organisation> found;
  for (bool more = statement.execute(true); more; more = statement.fetch()) found.push_back(row.read());
  return found;
}

bool same_organisation(const Organisation& a, const Organisation& b) {
  const auto values = [](const Organisation& each) {
    return std::tie(each.id, each.kind, each.name.en, each.name.cy, each.authority, each.phase, each.language_category,
                    each.governance, each.faith, each.opened, each.closed, each.predecessor, each.provisional);
  };
  return values(a) == values(b);
}

void write_organisation(Ledger& ledger, const Organisation& each) {
  auto& sql = ledger.session();
  const std::string kind(word(each.kind));
  const auto opened = day_text(each.opened), closed = day_text(each.closed);
  const int provisional = each.provisional ? 1 : 0;
  sql << "DELETE FROM organisation WHERE id = :id", soci::use(each.id);
  sql << "INSERT INTO organisation (" << organisation_columns
      << ") VALUES (:id, :kind, :en, :cy, :authority, :phase, :category, :governance, :faith, :opened, :closed, "
         ":predecessor, :source, :provisional)",
      soci::use(each.id), soci::use(kind), soci::use(each.name.en), soci::use(each.name.cy), soci::use(each.authority),
      soci::use(each.phase), soci::use(each.language_category), soci::use(each.governance), soci::use(each.faith),
      soci::use(opened), soci::use(closed), soci::use(each.predecessor), soci::use(each.source),
      soci::use(provisional);
}

bool put_organisation(Ledger& ledger, const Organisation& each) {
  const auto known = organisation(ledger, each.id);
  if (known && (same_organisation(*known, each) || (each.provisional && !known->provisional))) return false;
  write_organisation(ledger, each);
  return true;
}

bool put_membership(Ledger& ledger, const Membership& each) {
  auto& sql = ledger.session();
  const auto from = day_text(each.from), to = day_text(each.to);
  std::string known;
  sql << "SELECT valid_to FROM membership WHERE member = :member AND body = :body AND valid_from = :from AND source = :source",
      soci::use(each.member), soci::use(each.body), soci::use(from), soci::use(each.source), soci::into(known);
  const bool found = sql.got_data();
  if (found && known == to) return false;
  sql << "INSERT INTO membership (member, body, valid_from, valid_to, source) VALUES (:member, :body, :from, :to, :source) "
         "ON CONFLICT (member, body, valid_from, source) DO UPDATE SET valid_to = excluded.valid_to",
      soci::use(each.member), soci::use(each.body), soci::use(from), soci::use(to), soci::use(each.source);
  return true;
}

bool put_small_area(Ledger& ledger, const SmallArea& each) {
  auto& sql = ledger.session();
  const int year = each.index_year, decile = each.decile;
  int known_decile = 0;
  std::string known_authority;
  sql << "SELECT decile, authority FROM small_area WHERE id = :id AND index_year = :year", soci::use(each.id),
      soci::use(year), soci::into(known_decile), soci::into(known_authority);
  if (sql.got_data() && known_decile == decile && known_authority == each.authority) return false;
  sql << "INSERT INTO small_area (id, index_year, decile, authority) VALUES (:id, :year, :decile, :authority) "
         "ON CONFLICT (id, index_year) DO UPDATE SET decile = excluded.decile, authority = excluded.authority",
      soci::use(each.id), soci::use(year), soci::use(decile), soci::use(each.authority);
  return true;
}

template <class Entry>
std::vector<bool> put_each(Ledger& ledger, std::span<const Entry> entries, bool (*put)(Ledger&, const Entry&)) {
  std::vector<bool> changed;
  changed.reserve(entries.size());
  for (const auto& each : entries) changed.push_back(put(ledger, each));
  return changed;
}

std::vector<std::string> select_linked(Ledger& ledger, const char* query, std::string_view id, Date day) {
  const std::string of(id), on = day.iso();
  std::string each;
  soci::statement statement =
      (ledger.session().prepare << query, soci::use(of, "id"), soci::use(on, "day"), soci::into(each));
  std::vector<std::string> found;
  for (bool more = statement.execute(true); more; more = statement.fetch()) found.push_back(each);
  return found;
}

}  // namespace

std::vector<bool> put_organisations(Ledger& ledger, std::span<const Organisation> entries) {
  return put_each(ledger, entries, put_organisation);
}

std::vector<bool> put_memberships(Ledger& ledger, std::span<const Membership> entries) {
  return put_each(ledger, entries, put_membership);
}

std::vector<bool> put_small_areas(Ledger& ledger, std::span<const SmallArea> areas) {
  return put_each(ledger, areas, put_small_area);
}

std::optional<Organisation> organisation(Ledger& ledger, std::string_view id) {
  auto found = select_organisations(ledger, "id = :value", std::string(id));
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::vector<Organisation> organisations(Ledger& ledger) { return select_organisations(ledger, "id <> :value", ""); }

std::vector<Organisation> schools_of(Ledger& ledger, std::string_view authority) {
  return select_organisations(ledger, "kind = 'school' AND authority = :value", std::string(authority));
}

std::vector<Membership> memberships(Ledger& ledger) {
  Membership each;
  std::string from, to;
  soci::statement statement =
      (ledger.session().prepare
           << "SELECT member, body, valid_from, valid_to, source FROM membership ORDER BY member, body, valid_from, source",
       soci::into(each.member), soci::into(each.body), soci::into(from), soci::into(to), soci::into(each.source));
  std::vector<Membership> found;
  for (bool more = statement.execute(true); more; more = statement.fetch())
    found.push_back({each.member, each.body, day_of(from), day_of(to), each.source});
  return found;
}

std::vector<SmallArea> small_areas(Ledger& ledger) {
  SmallArea each;
  int year = 0, decile = 0;
  soci::statement statement =
      (ledger.session().prepare << "SELECT id, index_year, decile, authority FROM small_area ORDER BY id, index_year",
       soci::into(each.id), soci::into(year), soci::into(decile), soci::into(each.authority));
  std::vector<SmallArea> found;
  for (bool more = statement.execute(true); more; more = statement.fetch()) {
    each.index_year = static_cast<std::int16_t>(year);
    each.decile = static_cast<std::int16_t>(decile);
    found.push_back(each);
  }
  return found;
}

std::vector<std::string> members_on(Ledger& ledger, std::string_view body, Date day) {
  return select_linked(ledger,
                       "SELECT DISTINCT member FROM membership WHERE body = :id AND valid_from <= :day "
                       "AND (valid_to = '' OR valid_to >= :day) ORDER BY member",
                       body, day);
}

std::vector<std::string> bodies_of(Ledger& ledger, std::string_view member, Date day) {
  return select_linked(ledger,
                       "SELECT DISTINCT body FROM membership WHERE member = :id AND valid_from <= :day "
                       "AND (valid_to = '' OR valid_to >= :day) ORDER BY body",
                       member, day);
}

std::vector<std::string> predecessors(Ledger& ledger, std::string_view school) {
  std::vector<std::string> found{std::string(school)};
  for (std::size_t at = 0; at < found.size(); ++at) {
    const auto each = organisation(ledger, found[at]);
    if (each && !each->predecessor.empty() && std::ranges::find(found, each->predecessor) == found.end())
      found.push_back(each->predecessor);
  }
  found.erase(found.begin());
  return found;
}

}  // namespace potensial::store
