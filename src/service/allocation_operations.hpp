// Delegated money on the site: what if need weighed more (P19), options kept for the School Budget Forum, and the release of
// one of them. An option is released by another person than the one who kept it (SEC-8), and not before the Forum's view of
// that year is recorded (DEL-01).
#pragma once

#include <vector>

#include "service/operation.hpp"

namespace potensial::service {

std::vector<Operation> allocation_operations();

}  // namespace potensial::service
