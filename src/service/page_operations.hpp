// Operations that show what is known: pages about organisations, groups, findings and learners. Internal to operations.cpp.
#pragma once

#include <vector>

#include "service/operation.hpp"

namespace potensial::service {

std::vector<Operation> page_operations();

// Made once for all later questions of the home.
Result<std::shared_ptr<const Page>> kept_page(Home& home, Pages& pages, const Target& address);

}  // namespace potensial::service
