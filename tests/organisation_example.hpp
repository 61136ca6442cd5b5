// Organisations for tests of how they stand to each other: an id, a kind and whose they are; nothing else matters there.
#pragma once

#include <string>
#include <utility>

#include "model/organisation.hpp"

namespace potensial::organisation_example {

inline Organisation organisation(std::string id, OrganisationKind kind, std::string authority = {}) {
  Organisation made;
  made.id = std::move(id);
  made.kind = kind;
  made.authority = std::move(authority);
  return made;
}

}  // namespace potensial::organisation_example
