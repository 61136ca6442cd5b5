// Operations on the spending plans of schools as a whole: how they are scored, over schools and years, and
// which gaps have no strategy (PLN-05, PLN-09).
#pragma once

#include <vector>

#include "service/operation.hpp"

namespace potensial::service {

std::vector<Operation> plan_operations();

}  // namespace potensial::service
