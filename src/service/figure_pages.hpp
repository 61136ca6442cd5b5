// What stands behind a figure (DATA-11): counted anew from the learners of its place, with the loads that told of them. For
// people entitled to see the place; its learners are listed for those entitled to them as well. One thread at a time.
#pragma once

#include "base/result.hpp"
#include "model/block.hpp"
#include "service/operation.hpp"

namespace potensial::service {

// The organisation that a figure belongs to: its place; of a statistical family, and of all that is loaded, Wales.
Result<std::string> organisation_of_figure(Call& call);

// Refuses "page.unknown" for a place, an indicator, a group or a year that the pages do not know.
Result<Page> figure_page(Call& call);

}  // namespace potensial::service
