// Who may do what: roles, purposes and, for each operation, which roles may do it how far from their organisation
// (assurance.md 2.2). Definitions of the catalogue as records. Value types, thread-safe.
#pragma once

#include <string>
#include <vector>

#include "model/organisation.hpp"
#include "model/text.hpp"

namespace potensial {

// Where an object lies, seen from the organisation at which a role is held.
enum class Relation { own, child, parent, sibling, foreign };

// How far a grant reaches: the organisation itself; it and what lies below it; everywhere.
enum class Reach { own, within, anywhere };
constexpr bool reaches(Reach reach, Relation relation) {
  return reach == Reach::anywhere || relation == Relation::own || (reach == Reach::within && relation == Relation::child);
}

// What is known of a learner, in the groups in which it may be seen.
enum class FieldGroup { name, attainment, attendance, characteristics, measures };
std::vector<FieldGroup> every_field();

struct Purpose {
  std::string id;
  Text name;
  std::vector<FieldGroup> fields;  // of a learner that may be seen for it
};

struct Role {
  std::string id;
  Text name;
  std::vector<OrganisationKind> held_at;
  std::vector<std::string> purposes;  // that may be given with it; none: it sees no learner
  bool second_factor = true;
  bool every_view_logged = false;     // also of pages without learners
};

struct Grant {
  std::string role;
  Reach reach = Reach::own;
  std::vector<std::string> purposes;  // for which; empty: whatever the role is held for
};

enum class Audience { granted, signed_in, everybody };

struct AccessRule {
  std::string operation;
  Text name;                   // "See a learner"
  Audience audience = Audience::granted;
  std::vector<Grant> grants;   // of an operation for those to whom it is granted
};

struct AccessPolicy {
  std::vector<Role> roles;
  std::vector<Purpose> purposes;
  std::vector<AccessRule> rules;

  const Role* role(std::string_view id) const;
  const Purpose* purpose(std::string_view id) const;
  const AccessRule* rule(std::string_view operation) const;  // nullptr: nobody may
};

}  // namespace potensial
