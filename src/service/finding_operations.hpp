// Operations about findings: see one with what was decided about it, and decide. Internal to operations.cpp.
#pragma once

#include <vector>

#include "service/operation.hpp"

namespace potensial::service {

std::vector<Operation> finding_operations();

}  // namespace potensial::service
