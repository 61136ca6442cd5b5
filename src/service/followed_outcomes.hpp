// The outcomes that plans and bids were handed on with, and what became of each: the figure of its group in the school year in
// which its day falls, beside its target (PLN-07). Reached is not brought about: nothing here is an effect. One thread at a
// time, as the home and the pages.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "model/planned_outcome.hpp"
#include "service/need_of_place.hpp"
#include "service/operation.hpp"
#include "service/opened_submission.hpp"

namespace potensial::service {

// A plan or bid that was handed on and neither withdrawn nor refused, with its outcomes as they were last submitted.
struct FollowedPlan {
  OpenedSubmission opened;
  std::vector<PlannedOutcome> outcomes;
};

// Of one submission; none where it has none to follow.
Result<std::vector<PlannedOutcome>> outcomes_handed_on(Home& home, const OpenedSubmission& opened);
// The newest first of each kind, of the organisations that belong.
std::vector<FollowedPlan> followed_plans(Home& home, const std::function<bool(const std::string& organisation)>& belongs);

// What the outcomes of all plans need that no page shows, before anybody asks.
void outcomes_ahead(Home& home, Pages& pages);

enum class OutcomeState {
  met,
  not_met,
  no_results,     // of the school year are not loaded yet, or nobody has one
  too_few,        // learners in the group, or outside it, to say
  redefined,      // the outcome is counted otherwise since its baseline
  earlier_years,  // the school year lies before those that pages read
  not_defined,    // the indicator is none of the newest year
  unread          // pages are being prepared, or nothing is loaded
};

struct OutcomeResult {
  OutcomeState state = OutcomeState::unread;
  FigureOfYear figure;
  std::optional<AcademicYear> baseline_year;  // of the need analysis from which the baseline was taken
};

OutcomeState state_of(const PlannedOutcome& outcome, const FigureOfYear& figure, std::optional<AcademicYear> baseline_year);
OutcomeResult result_of(Call& call, const Organisation& place, const PlannedOutcome& outcome);

}  // namespace potensial::service
