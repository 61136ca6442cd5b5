// Claims of what was paid from awards: page P25 and the steps of a claim (FND-07, MON-05).
#pragma once

#include <vector>

#include "service/operation.hpp"

namespace potensial::service {

std::vector<Operation> claim_operations();

}  // namespace potensial::service
