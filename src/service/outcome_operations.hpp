// Operations on what plans and bids are to reach: what became of it is seen, and those who planned it comment on it (PLN-07).
#pragma once

#include <vector>

#include "service/operation.hpp"

namespace potensial::service {

std::vector<Operation> outcome_operations();

}  // namespace potensial::service
