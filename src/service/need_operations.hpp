// The need of schools on the site (TGT-01): of an authority, or of Wales.
#pragma once

#include <vector>

#include "service/operation.hpp"

namespace potensial::service {

std::vector<Operation> need_operations();

}  // namespace potensial::service
