// What partners of a joint bid and of joint activities of a plan do: they confirm their share of the cost (FND-15, COL-02).
#pragma once

#include <vector>

#include "service/operation.hpp"

namespace potensial::service {

std::vector<Operation> joint_operations();

}  // namespace potensial::service
