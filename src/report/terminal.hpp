// Pages as plain text for a terminal: the same blocks, folded to a width, with columns aligned by what the
// letters take on the screen. A chart says its finding; its numbers stand in the table above it. No colours and
// no control characters: text of files cannot move the cursor. Pure functions, thread-safe.
#pragma once

#include <cstddef>
#include <string>

#include "model/block.hpp"
#include "report/words.hpp"

namespace potensial::report {

// `width` in places, 40 or more. Columns that do not fit beside each other continue in a second part of the
// table that repeats the first column. Ends with a line break.
std::string terminal_text(const Page& page, const Words& words, std::size_t width = 100);

}  // namespace potensial::report
