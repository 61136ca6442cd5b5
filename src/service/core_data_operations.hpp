// The operations of core data sets: what everybody may see of schools, signed in or not.
#pragma once

#include <vector>

#include "service/operation.hpp"

namespace potensial::service {

std::vector<Operation> core_data_operations();

}  // namespace potensial::service
