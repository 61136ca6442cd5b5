// Targeting decisions on the site (TGT-02): the criteria of an authority, which everybody who signs in may read; publishing one,
// applying it from its day on, and changes by hand. Which schools it chose is shown to those who may see the need of all
// schools there, and to people of a school for that school.
#pragma once

#include <vector>

#include "service/operation.hpp"

namespace potensial::service {

std::vector<Operation> targeting_operations();

}  // namespace potensial::service
