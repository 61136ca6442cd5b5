// Needs that were found and have no activity against them (TGT-05): groups that the newest search of a place shows falling short,
// until an activity is on record for them or it is decided not to act.
//
// An activity is against a need where a bid or plan that was handed on, or an activity that is paid from money kept centrally, has
// an outcome for the same group on the same indicator by a day after the school year of the newest results that told of the need;
// or where a run of a strategy goes on today that is paid by a fund for just this group. Activities count of the place and of
// every organisation below it. A decision not to act holds until its review day and until it is taken back; a finding that was
// judged not to be real is no need. One thread at a time, as the home.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "catalogue/funds.hpp"
#include "model/block.hpp"
#include "model/central_activity.hpp"
#include "model/finding.hpp"
#include "model/inaction.hpp"
#include "model/organisation.hpp"
#include "model/support.hpp"
#include "service/followed_outcomes.hpp"
#include "service/operation.hpp"

namespace potensial::service {

// Whether an outcome of a group by a day is against the need.
bool is_against(const FindingRecord& need, const std::string& group, const std::string& indicator, Date by);

// What is on record of a place and all below it, read once for a page.
struct ActivitiesOnRecord {
  std::vector<FollowedPlan> plans;
  std::vector<CentralActivity> central;
  std::vector<StrategyRun> runs;
  std::vector<Fund> funds;
  Date today;

  std::vector<Target> against(const FindingRecord& need) const;   // where each stands
};
Result<ActivitiesOnRecord> activities_on_record(Home& home, const std::string& place, Date today);

struct Need {
  FindingRecord finding;
  std::vector<Target> activities;
  std::vector<Inaction> inactions;   // oldest first

  bool is_left(Date today) const { return !inactions.empty() && inactions.back().holds_on(today); }
  bool is_unmet(Date today) const { return activities.empty() && !is_left(today); }
};

// Of the place, and of the authorities and other organisations that belong to it; by place, then id of the finding.
Result<std::vector<Need>> needs_of(Home& home, const Organisation& place, Date today);
Result<Need> need_of(Home& home, const FindingRecord& finding, Date today);

}  // namespace potensial::service
