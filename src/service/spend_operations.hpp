// Money that is spent: the pages P22 and P24 and what people enter there (MON-01 to MON-06, MON-09, DEL-05).
#pragma once

#include <vector>

#include "service/operation.hpp"

namespace potensial::service {

std::vector<Operation> spend_operations();

}  // namespace potensial::service
