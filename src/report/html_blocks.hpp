// The blocks of a page as HTML, without what stands around them. Pure functions, thread-safe.
#pragma once

#include <string>
#include <vector>

#include "model/block.hpp"
#include "report/links.hpp"
#include "report/words.hpp"

namespace potensial::report {

// Blocks in order; key sentences that follow each other stand in one frame. A table's title is a heading
// one level below the headings of the page, or of their level where no heading stands before it.
std::string html_of(const std::vector<Block>& blocks, const Words& words, const Links& links);

}  // namespace potensial::report
