#include "model/access.hpp"

#include <algorithm>

namespace potensial {
namespace {

template <class T, class Member>
const T* with_id(const std::vector<T>& all, std::string_view id, Member member) {
  const auto found = std::ranges::find(all, id, member);
  return found == all.end() ? nullptr : &*found;
}

}  // namespace

std::vector<FieldGroup> every_field() {
  return {FieldGroup::name, FieldGroup::attainment, FieldGroup::attendance, FieldGroup::characteristics, FieldGroup::measures};
}

const Role* AccessPolicy::role(std::string_view id) const { return with_id(roles, id, &Role::id); }
const Purpose* AccessPolicy::purpose(std::string_view id) const { return with_id(purposes, id, &Purpose::id); }
const AccessRule* AccessPolicy::rule(std::string_view operation) const { return with_id(rules, operation, &AccessRule::operation); }

}  // namespace potensial
