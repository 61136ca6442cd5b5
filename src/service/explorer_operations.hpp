// The operation of the group explorer. Internal to operations.cpp.
#pragma once

#include <vector>

#include "service/operation.hpp"

namespace potensial::service {

std::vector<Operation> explorer_operations();

}  // namespace potensial::service
