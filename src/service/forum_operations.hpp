// What was put before the School Budget Forum of an authority and what it said, on the site (DEL-01; P21).
#pragma once

#include <vector>

#include "service/operation.hpp"

namespace potensial::service {

std::vector<Operation> forum_operations();

}  // namespace potensial::service
