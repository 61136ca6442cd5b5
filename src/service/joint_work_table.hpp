// Joint work where money is looked at (COL-02, FND-15): of an authority or a school what it shares in the awards of a year, each
// work once with the owner's own share; and of an authority the joint activities in the plans of its schools. One thread at a
// time, as the home.
#pragma once

#include <string>
#include <vector>

#include "model/award.hpp"
#include "model/block.hpp"
#include "service/operation.hpp"
#include "service/scored_plans.hpp"

namespace potensial::service {

// Works behind the awards that the organisation shares with others, by award; none: no blocks. Its own share is of what was asked for or
// agreed; what of it was awarded stands on its lines.
std::vector<Block> shared_work_blocks(Call& call, const std::string& organisation, const std::vector<Award>& awards);

// Joint activities of plans of that year that were handed on, with who leads, every share, and whose is not confirmed.
std::vector<Block> joint_plan_blocks(Call& call, const std::vector<ScoredPlan>& plans, FinancialYear year);

}  // namespace potensial::service
