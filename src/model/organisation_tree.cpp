#include "model/organisation_tree.hpp"

#include <algorithm>

namespace potensial {

OrganisationTree::OrganisationTree(std::span<const Organisation> organisations, std::span<const Membership> memberships, Date day) {
  std::string nation;
  for (const auto& each : organisations) {
    parents_[each.id];
    if (each.kind == OrganisationKind::nation) nation = each.id;
  }
  for (const auto& each : organisations) {
    const bool of_wales = each.kind == OrganisationKind::authority || each.kind == OrganisationKind::consortium;
    if (!each.authority.empty()) add_parent(each.id, each.authority);
    if (of_wales && !nation.empty()) add_parent(each.id, nation);
  }
  for (const auto& each : memberships)
    if (each.holds_on(day)) add_parent(each.member, each.body);
}

void OrganisationTree::add_parent(const std::string& id, const std::string& parent) {
  auto& parents = parents_[id];
  if (id != parent && std::ranges::find(parents, parent) == parents.end()) parents.push_back(parent);
}

std::span<const std::string> OrganisationTree::parents(std::string_view id) const {
  const auto found = parents_.find(id);
  return found == parents_.end() ? std::span<const std::string>{} : found->second;
}

// Upwards level by level; each organisation is looked at once, so that a circle of memberships ends.
bool OrganisationTree::lies_below(std::string_view id, std::string_view top) const {
  std::vector<std::string_view> seen{id};
  for (std::size_t next = 0; next < seen.size(); ++next)
    for (const auto& parent : parents(seen[next])) {
      if (parent == top) return true;
      if (std::ranges::find(seen, parent) == seen.end()) seen.push_back(parent);
    }
  return false;
}

Relation OrganisationTree::relation(std::string_view from, std::string_view object) const {
  if (!knows(from) || !knows(object)) return Relation::foreign;
  if (from == object) return Relation::own;
  if (lies_below(object, from)) return Relation::child;
  if (lies_below(from, object)) return Relation::parent;
  const auto shared = [&](const std::string& parent) { return std::ranges::find(parents(from), parent) != parents(from).end(); };
  return std::ranges::any_of(parents(object), shared) ? Relation::sibling : Relation::foreign;
}

}  // namespace potensial
