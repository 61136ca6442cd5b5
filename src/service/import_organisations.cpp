#include "service/import_organisations.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "store/organisations_store.hpp"

namespace potensial::service {
namespace {

constexpr std::size_t school_digits = 7, authority_digits = 3;

bool all_digits(std::string_view text) {
  return std::ranges::all_of(text, [](char letter) { return letter >= '0' && letter <= '9'; });
}

bool school_number(std::string_view id) { return id.size() == school_digits && all_digits(id); }

OrganisationKind likely_kind(std::string_view id) {
  if (school_number(id)) return OrganisationKind::school;
  if (id.size() == authority_digits && all_digits(id)) return OrganisationKind::authority;
  return OrganisationKind::other;
}

// One row of a table, by column name; empty where it says nothing.
class RowOf {
 public:
  RowOf(const FactTable& table, std::size_t row) : table_(table), row_(row) {}
  std::string text(std::string_view name) const {
    const auto* column = table_.find(name);
    return column && column->has(row_) ? column->texts()[row_] : std::string();
  }
  std::string text_or(std::string_view name, const std::string& otherwise) const {
    auto found = text(name);
    return found.empty() ? otherwise : found;
  }
  std::optional<Date> day(std::string_view name) const {
    const auto number = integer(name);
    if (!number) return std::nullopt;
    return Date::from_days(static_cast<std::int32_t>(*number));
  }
  std::optional<std::int64_t> integer(std::string_view name) const {
    const auto* column = table_.find(name);
    if (!column || !column->has(row_)) return std::nullopt;
    return column->integers()[row_];
  }
  std::int16_t small_integer(std::string_view name) const { return static_cast<std::int16_t>(integer(name).value_or(0)); }

 private:
  const FactTable& table_;
  std::size_t row_;
};

Organisation authority_entry(const RowOf& row, const std::string& source) {
  return {.id = row.text("authority"), .kind = OrganisationKind::authority,
          .name = {row.text("name_en"), row.text_or("name_cy", row.text("name_en"))}, .source = source};
}

Organisation school_entry(const RowOf& row, const std::string& source) {
  const auto id = row.text("school");
  const auto prefix = school_number(id) ? id.substr(0, authority_digits) : std::string();
  return {.id = id, .kind = OrganisationKind::school,
          .name = {row.text("name_en"), row.text_or("name_cy", row.text("name_en"))},
          .authority = row.text_or("authority", prefix), .phase = row.text("phase"),
          .language_category = row.text("language_category"), .governance = row.text("governance"),
          .faith = row.text("faith"), .opened = row.day("opened"), .closed = row.day("closed"),
          .predecessor = row.text("predecessor"), .source = source};
}

Organisation body_entry(const std::string& id, OrganisationKind kind, const std::string& source) {
  return {.id = id, .kind = kind, .name = {id, id}, .source = source, .provisional = true};
}

bool put_one(store::Ledger& ledger, const Organisation& entry) {
  return store::put_organisations(ledger, std::span(&entry, 1)).front();
}

bool put_one(store::Ledger& ledger, const Membership& entry) {
  return store::put_memberships(ledger, std::span(&entry, 1)).front();
}

// As the file names it; without a name it waits for one. A working family lies in the authority of its members.
Organisation body_of_row(store::Ledger& ledger, const RowOf& row, const std::string& source) {
  const auto kind = organisation_kind(row.text("kind")).value_or(OrganisationKind::consortium);
  auto body = body_entry(row.text("body"), kind, source);
  if (const auto name = row.text("name_en"); !name.empty()) {
    body.name = {name, row.text_or("name_cy", name)};
    body.provisional = false;
  }
  if (const auto member = store::organisation(ledger, row.text("member")); member && kind == OrganisationKind::working_family)
    body.authority = member->authority;
  return body;
}

bool put_membership_row(store::Ledger& ledger, const RowOf& row, const std::string& source) {
  const auto body = row.text("body");
  const auto known = store::organisation(ledger, body);
  bool changed = false;
  if (!known || known->provisional) changed = put_one(ledger, body_of_row(ledger, row, source));
  return put_one(ledger, Membership{row.text("member"), body, row.day("from"), row.day("to"),
                                    row.text_or("source", source)}) || changed;
}

bool put_cluster_row(store::Ledger& ledger, const RowOf& row, const std::string& source) {
  const auto id = row.text("cluster"), lead = row.text("lead_school");
  auto cluster = body_entry(id, OrganisationKind::cluster, source);
  cluster.provisional = false;
  if (const auto school = store::organisation(ledger, lead)) {
    cluster.name = school->name;
    cluster.authority = school->authority;
  }
  const bool changed = put_one(ledger, cluster);
  return put_one(ledger, Membership{row.text("school"), id, row.day("from"), row.day("to"), source}) || changed;
}

bool put_small_area_row(store::Ledger& ledger, const RowOf& row, const std::string&) {
  const store::SmallArea area{row.text("small_area"), row.small_integer("index_year"), row.small_integer("decile"),
                              row.text("authority")};
  return store::put_small_areas(ledger, std::span(&area, 1)).front();
}

bool put_authority_row(store::Ledger& ledger, const RowOf& row, const std::string& source) {
  return put_one(ledger, authority_entry(row, source));
}

bool put_school_row(store::Ledger& ledger, const RowOf& row, const std::string& source) {
  return put_one(ledger, school_entry(row, source));
}

struct OrganisationFile {
  std::string_view collection;
  bool (*put)(store::Ledger&, const RowOf&, const std::string&);
};

constexpr std::array<OrganisationFile, 5> organisation_files{{{"authority", put_authority_row},
                                                              {"school", put_school_row},
                                                              {"membership", put_membership_row},
                                                              {"cluster", put_cluster_row},
                                                              {"small-area", put_small_area_row}}};

}  // namespace

KnownOrganisations KnownOrganisations::of(store::Ledger& ledger) {
  KnownOrganisations known;
  for (const auto& each : store::organisations(ledger)) known.known_[each.id] = {each.kind, each.authority};
  return known;
}

void KnownOrganisations::add(const Organisation& organisation) {
  known_[organisation.id] = {organisation.kind, organisation.authority};
}

std::string KnownOrganisations::authority_of(std::string_view id) const {
  if (const auto found = known_.find(id); found != known_.end() && !found->second.authority.empty())
    return found->second.authority;
  return std::string(school_number(id) ? id.substr(0, authority_digits) : id);
}

void KnownOrganisations::enter_provisional(std::string_view id, const std::string& source) {
  const auto authority = authority_of(id);
  if (authority != id && !knows(authority)) enter_provisional(authority, source);
  enter({.id = std::string(id), .kind = likely_kind(id), .name = {std::string(id), std::string(id)},
         .authority = authority == id ? "" : authority, .source = source, .provisional = true});
}

void KnownOrganisations::enter_study(std::string_view id, const std::string& source) {
  enter({.id = std::string(id), .kind = OrganisationKind::study, .name = {std::string(id), std::string(id)},
         .source = source, .provisional = true});
}

void KnownOrganisations::enter_study_school(std::string_view id, std::string_view study, const std::string& source) {
  enter({.id = std::string(id), .kind = OrganisationKind::school, .name = {std::string(id), std::string(id)},
         .authority = std::string(study), .source = source, .provisional = true});
}

void KnownOrganisations::enter(Organisation organisation) {
  add(organisation);
  entered_.push_back(std::move(organisation));
}

std::vector<Organisation> KnownOrganisations::take_entered() { return std::exchange(entered_, {}); }

bool tells_of_organisations(std::string_view collection) {
  return std::ranges::find(organisation_files, collection, &OrganisationFile::collection) != organisation_files.end();
}

std::vector<bool> put_organisation_rows(store::Ledger& ledger, const IncomingFile& file) {
  const auto* kind = std::ranges::find(organisation_files, file.collection, &OrganisationFile::collection);
  const auto& table = file.tables.front();
  std::vector<bool> changed;
  for (std::size_t row = 0; row < table.rows(); ++row) changed.push_back(kind->put(ledger, RowOf(table, row), file.file));
  return changed;
}

}  // namespace potensial::service
