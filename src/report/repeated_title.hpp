// A heading directly before a table of the same words says the same twice: only the table's title is rendered then,
// in the heading's place. Pure; thread-safe.
#pragma once

#include <cstddef>
#include <vector>

#include "model/block.hpp"
#include "report/words.hpp"

namespace potensial::report {

// Whether blocks[at] is such a heading.
bool repeats_next_title(const std::vector<Block>& blocks, std::size_t at, const Words& words);

}  // namespace potensial::report
