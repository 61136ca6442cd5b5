// Who may do what (kinds `role`, `purpose` and `access`), checked as one policy:
//   role     held-at: [school, authority ...];  purposes?: [improvement ...];  second-factor?: true;  every-view-logged?: false
//   purpose  fields: [name, attainment, attendance, characteristics, measures]
//   access   audience?: granted | signed-in | everybody;  who?: list of {role, reach: own | within | anywhere, purposes?}
// The id of an `access` entry is the name of an operation; its example {role, relation, purpose?, allowed} is its test.
// Refused, beside faults of form: a grant to a role, or for a purpose, that does not exist or that the role cannot hold
// ("catalogue.access-unknown"). Pure functions, thread-safe.
#pragma once

#include "catalogue/catalogue.hpp"
#include "model/access.hpp"

namespace potensial::catalogue {

Result<Role> read_role(const Definition& definition);
Result<Purpose> read_purpose(const Definition& definition);
Result<AccessRule> read_access_rule(const Definition& definition);

Result<AccessPolicy> access_policy_on(const Catalogue& catalogue, Date day);

}  // namespace potensial::catalogue
