// Who takes part in strategies by need, on the site (TGT-06): of an authority.
#pragma once

#include <vector>

#include "service/operation.hpp"

namespace potensial::service {

std::vector<Operation> take_up_operations();

}  // namespace potensial::service
