// money/plans.csv, plan_priorities.csv and plan_lines.csv: the yearly spending plans of the schools of the invented nation for the
// money that money/delegation.csv gives them, as they were handed in and, where the form would not have taken them, as they were
// corrected, with what their adviser and the authority said.
//
// How good a plan is follows from the school and the year by a stream of its own, and from one year to the next it mostly stays.
// Baselines are the results of the summer before, of the learners of the school in Year 6, else in Year 9; a school that has
// neither has no plan. A planted defect that the form sees stands in version 1 alone; one that only a reader sees stands in
// both. No plan costs more than the school was given. Single thread.
#pragma once

#include <vector>

#include "demonstration/bid_files.hpp"
#include "demonstration/delegation_files.hpp"

namespace potensial::demonstration {

struct PlansWritten {
  std::vector<BidTruth> truths;   // of each plan: "PLAN-2007-6802800", its quality and its defects
  std::vector<PaidLine> lines;
};

PlansWritten write_plans(const Nation& nation, const std::vector<DelegatedSchool>& schools, Output& output);

}  // namespace potensial::demonstration
