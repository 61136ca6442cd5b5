// Whether a person may do something to an object, and by which of their roles: the role is granted the operation, the object
// lies within reach of the organisation at which it is held, its purpose is one of those granted, and today is within its
// dates (assurance.md 2.2, SEC-1, SEC-4).
//
// Pure: the same question of the same policy has the same answer; nothing is kept between requests. Thread-safe.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "model/access.hpp"
#include "model/organisation_tree.hpp"
#include "model/person.hpp"

namespace potensial::service {

// Why not, the nearest miss: what would have to change first.
enum class Denial { signed_out, no_role, elsewhere, wrong_purpose, not_today };

struct Permission {
  bool allowed = false;
  std::vector<HeldRole> by;          // that grant it; none for what everybody signed in may do
  Denial denial = Denial::no_role;   // where not allowed
};

// `person`: nullptr when signed out. `object`: id of the organisation that the thing belongs to.
Permission permission(const AccessPolicy& policy, const OrganisationTree& tree, const Person* person, std::string_view operation,
                      std::string_view object, Date today);

// Groups of a learner's fields that the permission opens: those of the purposes of the roles that grant it.
std::vector<FieldGroup> fields_seen(const AccessPolicy& policy, const Permission& permission);

}  // namespace potensial::service
