// People of the demonstration: one for each role, at organisations of the invented nation, made when they are not there yet.
// Only for a home that holds nothing but the invented nation; their links sign in without a password (architecture
// specification, section 9). One thread at a time.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "model/access.hpp"
#include "model/person.hpp"
#include "service/home.hpp"
#include "service/pages.hpp"

namespace potensial::service {

struct DemonstrationPerson {
  PersonId id{};
  std::string name;
  Text role, organisation;
};

// The headteacher's school is the one with most groups that fall short in the first authority with schools, or where the
// headteacher of an earlier start is; `pages` must be prepared.
Result<std::vector<DemonstrationPerson>> demonstration_people(Home& home, Pages& pages, const AccessPolicy& policy, Date today);

// In a home that holds more than the invented nation they may not sign in any more.
void end_demonstration_people(store::Ledger& ledger);

}  // namespace potensial::service
