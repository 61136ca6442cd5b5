// A page for paper: without what is filled in or pressed, with its parts (key stages), words and small tables unfolded. At its end stand the titles
// of what stays folded, which files of tables hold in full, and, since paper has no links, the definitions it links to.
// Pure function, thread-safe.
#pragma once

#include "model/block.hpp"

namespace potensial::report {

Page printed_page(Page page);

}  // namespace potensial::report
