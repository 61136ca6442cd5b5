#include "service/access.hpp"

#include <algorithm>

namespace potensial::service {
namespace access_rules {

bool for_purpose(const Grant& grant, const HeldRole& held) {
  return grant.purposes.empty() || std::ranges::find(grant.purposes, held.purpose) != grant.purposes.end();
}

// What one role says of one grant: nothing stands in the way, or what does.
std::optional<Denial> obstacle(const Grant& grant, const HeldRole& held, const OrganisationTree& tree, std::string_view object, Date today) {
  if (grant.role != held.role) return Denial::no_role;
  const bool known = grant.reach == Reach::anywhere || tree.knows(object);
  if (!known || !reaches(grant.reach, tree.relation(held.organisation, object))) return Denial::elsewhere;
  if (!for_purpose(grant, held)) return Denial::wrong_purpose;
  if (!held.holds_on(today)) return Denial::not_today;
  return std::nullopt;
}

Permission granted(const AccessRule& rule, const OrganisationTree& tree, const Person& person, std::string_view object, Date today) {
  Permission answer;
  for (const auto& held : person.roles)
    for (const auto& grant : rule.grants) {
      const auto found = obstacle(grant, held, tree, object, today);
      if (!found) answer.by.push_back(held);
      else answer.denial = std::max(answer.denial, *found);
    }
  answer.allowed = !answer.by.empty();
  return answer;
}

}  // namespace access_rules

Permission permission(const AccessPolicy& policy, const OrganisationTree& tree, const Person* person, std::string_view operation,
                      std::string_view object, Date today) {
  const auto* rule = policy.rule(operation);
  if (!rule) return {};
  if (rule->audience == Audience::everybody) return {.allowed = true, .by = {}};
  if (!person || person->ended) return {.allowed = false, .by = {}, .denial = Denial::signed_out};
  if (rule->audience == Audience::signed_in) return {.allowed = true, .by = {}};
  return access_rules::granted(*rule, tree, *person, object, today);
}

std::vector<FieldGroup> fields_seen(const AccessPolicy& policy, const Permission& permission) {
  std::vector<FieldGroup> seen;
  for (const auto& held : permission.by)
    if (const auto* purpose = policy.purpose(held.purpose))
      for (const auto field : purpose->fields)
        if (std::ranges::find(seen, field) == seen.end()) seen.push_back(field);
  return seen;
}

}  // namespace potensial::service
