// Need and money on the site (P20): of an authority, or of Wales.
#pragma once

#include <vector>

#include "service/operation.hpp"

namespace potensial::service {

std::vector<Operation> alignment_operations();

}  // namespace potensial::service
