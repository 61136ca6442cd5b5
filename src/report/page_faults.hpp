// What is wrong with a page before it is rendered, for the tests of those who build pages: an id that stands
// twice, a chart whose table does not stand before it or whose columns do not exist, rows of other length than
// their heading, an empty table that does not say why, a sentence without its message. Pure function, thread-safe.
#pragma once

#include <string>
#include <vector>

#include "catalogue/messages.hpp"
#include "model/block.hpp"

namespace potensial::report {

// One line per fault, in English, for developers; empty for a sound page.
std::vector<std::string> page_faults(const Page& page, const catalogue::Messages& messages);

}  // namespace potensial::report
