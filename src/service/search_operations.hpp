// Operations that look for what has a name: the page with its box, and what was found. What is typed comes by POST, so that
// no name of a learner stands in an address or a log. Internal to operations.cpp.
#pragma once

#include <vector>

#include "service/operation.hpp"

namespace potensial::service {

std::vector<Operation> search_operations();

}  // namespace potensial::service
