// Need against what is given, for every group of learners of a place (TGT-04): how many are below the expected level, the money
// of bids, awards and spending plans whose lines name the group, and the learners of it who take part in strategies. Of an
// authority, or of Wales.
#pragma once

#include <vector>

#include "service/operation.hpp"

namespace potensial::service {

std::vector<Operation> group_alignment_operations();

}  // namespace potensial::service
