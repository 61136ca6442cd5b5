// Whether tables may be controlled together: well formed, of one universe, with the same categories, and without a
// ring of shared variables. Part of family_cells.hpp, which lists the refusals. Pure, thread-safe.
#pragma once

#include <vector>

#include "base/result.hpp"
#include "model/disclosure.hpp"

namespace potensial::report {

Result<void> check_tables(const std::vector<const CountTable*>& tables);

}  // namespace potensial::report
