// Operations on submissions: bids, their assessments, required improvements, spending plans and agreed targets are begun, filled
// in, looked at and taken through their stages (FND-08 to FND-15, PLN-01, PLN-03, PLN-08; SEC-7 to SEC-9).
#pragma once

#include <vector>

#include "service/operation.hpp"

namespace potensial::service {

std::vector<Operation> submission_operations();

// For the home page: what waits for the person, to be written, assessed or decided; no block where nothing does.
std::vector<Block> submissions_waiting(Call& call);

}  // namespace potensial::service
