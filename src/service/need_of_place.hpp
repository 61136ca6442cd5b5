// What a need analysis freezes: how every group of learners of a place stood, in the newest year, on every outcome that its
// stages show (FND-09).
//
// Figures of a place are read by people who see no learners, and in a bid by those outside: of an authority only groups of
// 30 and more learners stand in it, with at least five on either side of what is counted and at least 30, or nobody, left out
// of the group; of a school, for the school and its authority, groups of 5 and more. One thread at a time, as the pages.
#pragma once

#include <vector>

#include "base/result.hpp"
#include "model/need_analysis.hpp"
#include "model/organisation.hpp"
#include "service/operation.hpp"

namespace potensial::service {

// Needs pages that are prepared. Groups that the search found to fall short stand first.
Result<std::vector<NeedFigure>> need_of_place(Call& call, const Organisation& place);

}  // namespace potensial::service
