// Which schools have a gap that the comparisons confirm, and whether a strategy for it is on record (PLN-09): of disadvantaged
// learners, of boys and of girls. One thread at a time, as the home and the pages.
//
// Confirmed: in the newest year the group stands below all learners of the school on an outcome, and at least one of the three
// comparisons judges it low there. A strategy is on record where a spending plan for this financial year or a later one, handed
// on, has an outcome for the group and an activity for its priority; where agreed targets have an outcome for it; or, for
// disadvantaged learners, where a run of a strategy goes on that a fund for them pays.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "insight/standing.hpp"
#include "model/block.hpp"
#include "model/indicator.hpp"
#include "model/organisation.hpp"
#include "model/support.hpp"
#include "service/followed_outcomes.hpp"
#include "service/operation.hpp"

namespace potensial::service {

struct LowGroup {
  Condition group;
  std::vector<Text> outcomes;  // on which it is confirmed low
};

// Of one school at one stage; `watched` without names.
std::vector<LowGroup> low_groups(const insight::Standing& standing, std::span<const Indicator> indicators, std::span<const Condition> watched);

// Whether a plan that counts on `today` is for the group, as far as the plan itself says.
bool is_for_group(const FollowedPlan& plan, const Condition& group, Date today);
bool is_for_group(const StrategyRun& run, const Condition& group, const std::string& learners_of_fund, Date today);

// Of an authority the schools without one; of a school each of its groups. While pages are being prepared only that is said.
Result<std::vector<Block>> strategy_blocks(Call& call, const Organisation& place);

}  // namespace potensial::service
