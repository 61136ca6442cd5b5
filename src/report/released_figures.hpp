// The figures of a released table as they are printed: counts where they may be seen, percentages and means beside
// them. Part of release_gate.hpp. Pure, thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/disclosure.hpp"

namespace potensial::report {

// part of whole as a percentage with the decimals the policy allows that denominator; half is rounded up. whole > 0.
std::string percentage_text(std::int64_t part, std::int64_t whole, const DisclosurePolicy& policy);

// The printed cells of a table, in the order of printed_levels; `shown` says of each whether it may be seen.
std::vector<ReleasedCell> released_cells(const CountTable& table, const DisclosurePolicy& policy, const std::vector<bool>& shown);

}  // namespace potensial::report
