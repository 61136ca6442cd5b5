// Organisations of the catalogue (kind `organisation`): members
//   organisation-kind: nation | consortium | authority | agency | study ...;  codes?: list of other files' codes
//   members?: list of {member, from?, to?, source}: dated, many to many; the same member may stand again under
//   another source. `from` and `to` of the entry are the days it opened and closed.
// Schools are not here: they come by import. Pure functions, thread-safe.
#pragma once

#include <vector>

#include "catalogue/catalogue.hpp"
#include "model/organisation.hpp"

namespace potensial::catalogue {

struct OrganisationEntry {
  Organisation organisation;
  std::vector<Membership> members;  // of this body
};

Result<OrganisationEntry> read_organisation(const Definition& definition);

struct Organisations {
  std::vector<Organisation> all;
  std::vector<Membership> memberships;

  const Organisation* find(std::string_view id_or_code) const;  // nullptr when unknown
};
// The newest version of each, past and present, with all memberships. Refuses a member that does not exist.
Result<Organisations> organisations(const Catalogue& catalogue);

}  // namespace potensial::catalogue
