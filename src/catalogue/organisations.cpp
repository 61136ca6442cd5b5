#include "catalogue/organisations.hpp"

#include <algorithm>
#include <iterator>

#include "catalogue/entry.hpp"

namespace potensial::catalogue {
namespace {

OrganisationKind read_organisation_kind(Entry& entry) {
  const auto kind = organisation_kind(entry.text("organisation-kind"));
  if (!kind) entry.fault("catalogue.member-bad", {{"member", "organisation-kind"}});
  return kind.value_or(OrganisationKind::other);
}

Membership read_membership(Entry entry, const std::string& body) {
  entry.allow({"member"});
  return {entry.text("member"), body, entry.day_if_any("from"), entry.day_if_any("to"), entry.text("source")};
}

Result<void> refuse_unknown_members(const Organisations& read, const Catalogue& catalogue) {
  for (const auto& each : read.memberships)
    if (!catalogue.newest("organisation", each.member))
      return refuse(Blame::file, "catalogue.member-organisation-unknown",
                    {{"place", catalogue.newest("organisation", each.body)->file}, {"id", each.body}, {"member", each.member}});
  return {};
}

}  // namespace

Result<OrganisationEntry> read_organisation(const Definition& definition) {
  Entry entry(definition);
  entry.allow({"organisation-kind", "codes", "members"});
  OrganisationEntry read{{.id = definition.id,
                          .kind = read_organisation_kind(entry),
                          .name = definition.name,
                          .opened = definition.from,
                          .closed = definition.to,
                          .source = definition.source,
                          .codes = entry.texts("codes")},
                         {}};
  for (const auto& each : entry.list("members")) read.members.push_back(read_membership(Entry(entry, each), definition.id));
  return entry.finish(std::move(read));
}

const Organisation* Organisations::find(std::string_view id_or_code) const {
  for (const auto& each : all)
    if (each.id == id_or_code || std::ranges::find(each.codes, id_or_code) != each.codes.end()) return &each;
  return nullptr;
}

Result<Organisations> organisations(const Catalogue& catalogue) {
  Organisations read;
  for (const auto* each : catalogue.of_kind("organisation")) {
    if (each != catalogue.newest("organisation", each->id)) continue;
    auto entry = read_organisation(*each);
    if (!entry) return std::unexpected(std::move(entry.error()));
    read.all.push_back(std::move(entry->organisation));
    std::ranges::move(entry->members, std::back_inserter(read.memberships));
  }
  if (auto known = refuse_unknown_members(read, catalogue); !known) return std::unexpected(std::move(known.error()));
  return read;
}

}  // namespace potensial::catalogue
