#include "catalogue/access_policy.hpp"

#include <algorithm>
#include <array>

#include "catalogue/entry.hpp"
#include "catalogue/read_all.hpp"

namespace potensial::catalogue {
namespace access_reader {

template <class T, std::size_t n>
using Words = std::array<std::pair<std::string_view, T>, n>;

constexpr Words<FieldGroup, 5> field_groups{{{"name", FieldGroup::name},
                                             {"attainment", FieldGroup::attainment},
                                             {"attendance", FieldGroup::attendance},
                                             {"characteristics", FieldGroup::characteristics},
                                             {"measures", FieldGroup::measures}}};
constexpr Words<Reach, 3> all_reaches{{{"own", Reach::own}, {"within", Reach::within}, {"anywhere", Reach::anywhere}}};
constexpr Words<Audience, 3> audiences{
    {{"granted", Audience::granted}, {"signed-in", Audience::signed_in}, {"everybody", Audience::everybody}}};

template <class T, std::size_t n>
T value_of(Entry& entry, const Words<T, n>& words, std::string_view member, std::string_view text) {
  const auto found = std::ranges::find(words, text, &std::pair<std::string_view, T>::first);
  if (found != words.end()) return found->second;
  entry.fault("catalogue.member-bad", {{"member", std::string(member)}});
  return words.front().second;
}

OrganisationKind kind_of(Entry& entry, const std::string& text) {
  const auto kind = organisation_kind(text);
  if (!kind) entry.fault("catalogue.member-bad", {{"member", "held-at"}});
  return kind.value_or(OrganisationKind::other);
}

Grant read_grant(Entry entry) {
  entry.allow({"role", "reach", "purposes"});
  const auto reach = entry.text("reach");
  return {entry.text("role"), value_of(entry, all_reaches, "reach", reach), entry.texts("purposes")};
}

Result<void> unknown(const Definition& place, const std::string& name) {
  return refuse(Blame::file, "catalogue.access-unknown", {{"place", place.file}, {"id", place.id}, {"name", name}});
}

bool holds(const std::vector<std::string>& list, const std::string& word) { return std::ranges::find(list, word) != list.end(); }

Result<void> check_grant(const AccessPolicy& policy, const Grant& grant, const Definition& place) {
  const auto* role = policy.role(grant.role);
  if (!role) return unknown(place, grant.role);
  for (const auto& purpose : grant.purposes)
    if (!holds(role->purposes, purpose)) return unknown(place, grant.role + "/" + purpose);
  return {};
}

Result<void> check_purposes(const AccessPolicy& policy, const Catalogue& catalogue) {
  for (const auto& role : policy.roles)
    for (const auto& purpose : role.purposes)
      if (!policy.purpose(purpose)) return unknown(*catalogue.newest("role", role.id), purpose);
  return {};
}

Result<void> check(const AccessPolicy& policy, const Catalogue& catalogue) {
  if (auto known = check_purposes(policy, catalogue); !known) return known;
  for (const auto& rule : policy.rules)
    for (const auto& grant : rule.grants)
      if (auto sound = check_grant(policy, grant, *catalogue.newest("access", rule.operation)); !sound) return sound;
  return {};
}

}  // namespace access_reader

Result<Role> read_role(const Definition& definition) {
  Entry entry(definition);
  entry.allow({"held-at", "purposes", "second-factor", "every-view-logged"});
  Role role{.id = definition.id, .name = definition.name, .held_at = {}, .purposes = entry.texts("purposes"),
            .second_factor = entry.yes_or("second-factor", true), .every_view_logged = entry.yes_or("every-view-logged", false)};
  for (const auto& kind : entry.texts("held-at")) role.held_at.push_back(access_reader::kind_of(entry, kind));
  if (role.held_at.empty()) entry.fault("catalogue.member-missing", {{"member", "held-at"}});
  return entry.finish(std::move(role));
}

Result<Purpose> read_purpose(const Definition& definition) {
  Entry entry(definition);
  entry.allow({"fields"});
  Purpose purpose{definition.id, definition.name, {}};
  for (const auto& field : entry.texts("fields"))
    purpose.fields.push_back(access_reader::value_of(entry, access_reader::field_groups, "fields", field));
  return entry.finish(std::move(purpose));
}

Result<AccessRule> read_access_rule(const Definition& definition) {
  Entry entry(definition);
  entry.allow({"audience", "who"});
  AccessRule rule{.operation = definition.id, .name = definition.name};
  rule.audience = access_reader::value_of(entry, access_reader::audiences, "audience", entry.text_or("audience", "granted"));
  for (const auto& each : entry.list("who")) rule.grants.push_back(access_reader::read_grant(Entry(entry, each)));
  if ((rule.audience == Audience::granted) == rule.grants.empty()) entry.fault("catalogue.member-bad", {{"member", "who"}});
  return entry.finish(std::move(rule));
}

Result<AccessPolicy> access_policy_on(const Catalogue& catalogue, Date day) {
  auto roles = read_all(catalogue.of_kind_on("role", day), read_role);
  if (!roles) return std::unexpected(std::move(roles.error()));
  auto purposes = read_all(catalogue.of_kind_on("purpose", day), read_purpose);
  if (!purposes) return std::unexpected(std::move(purposes.error()));
  auto rules = read_all(catalogue.of_kind_on("access", day), read_access_rule);
  if (!rules) return std::unexpected(std::move(rules.error()));
  AccessPolicy policy{std::move(*roles), std::move(*purposes), std::move(*rules)};
  if (auto sound = access_reader::check(policy, catalogue); !sound) return std::unexpected(std::move(sound.error()));
  return policy;
}

}  // namespace potensial::catalogue
