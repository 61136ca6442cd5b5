// A learner's progress page, and what learner and teacher agree on it (GRP-12).
#pragma once

#include <vector>

#include "service/operation.hpp"

namespace potensial::service {

std::vector<Operation> progress_operations();

}  // namespace potensial::service
