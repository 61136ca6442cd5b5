// What a person asks about the delegated money of an authority, answered as the input of the page: which schools, how many
// learners, what they got the year before, and what they would get by the formula asked for. Reads only.
// Refuses "delegation.unknown-year" and what cannot be read; what is wrong with the formula stands in the answer as a fault
// of its field. One home serves one thread at a time.
#pragma once

#include <string>

#include "base/result.hpp"
#include "funding/delegation_page.hpp"
#include "service/home.hpp"

namespace potensial::service {

struct DelegationQuestion {
  std::string authority;
  std::string year;                 // "2007-08"; empty: the newest that a census is loaded for
  funding::DelegationAsked asked;
  bool invented = false;
};

Result<funding::DelegationPageInput> answered(Home& home, const DelegationQuestion& question);

}  // namespace potensial::service
