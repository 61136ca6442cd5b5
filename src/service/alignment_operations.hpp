// Need and money on the site (P20): of an authority, or of Wales.
#pragma once

#include <vector>

#include "funding/alignment.hpp"
#include "service/operation.hpp"

namespace potensial::service {

std::vector<Operation> alignment_operations();

// The rule by which schools and groups are said to be over- or under-served, as it held at the census before that year's money.
Result<funding::AlignmentRule> alignment_rule(const Home& home, FinancialYear year);

}  // namespace potensial::service
