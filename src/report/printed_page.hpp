// A page for paper: without what is filled in or pressed, with everything unfolded, and with the definitions it links to
// named at its end, since paper has no links. Pure function, thread-safe.
#pragma once

#include "model/block.hpp"

namespace potensial::report {

Page printed_page(Page page);

}  // namespace potensial::report
