// Comments are added, answered and closed beside the steps of a submission by those who may see it and take part in it.
#pragma once

#include <vector>

#include "service/operation.hpp"

namespace potensial::service {

std::vector<Operation> comment_operations();

}  // namespace potensial::service
