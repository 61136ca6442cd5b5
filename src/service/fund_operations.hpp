// Operations on funds: which there are, the guidance of a year, and how its money is shared among the authorities.
#pragma once

#include <vector>

#include "service/operation.hpp"

namespace potensial::service {

std::vector<Operation> fund_operations();

}  // namespace potensial::service
