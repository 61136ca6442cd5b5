// One stage of a group search: forward acceptance of stories, and the backward step (the inference
// specification, section 4.4). Works on normal scores; estimates in the outcome's unit come afterwards.
// Internal to the group search; one stage object per thread.
#pragma once

#include <cstdint>
#include <vector>

#include "stats/group_candidates.hpp"
#include "stats/group_evaluation.hpp"
#include "stats/group_search.hpp"
#include "stats/sign_flip.hpp"

namespace potensial::stats {

struct StageSettings {
  double level = 0.025;
  unsigned max_stories = 60;
  double least_separability = 0.2;
  std::size_t fewest_conditions = 2;  // of a story
  WorkWatch* watch = nullptr;         // when stopped, what comes is not to be believed
};

struct AcceptedGroup {
  Conditions where;
  double t = 0, z = 0, p = 1, separability = 1;
  std::vector<FoldedGroup> folded;
};

struct StageResult {
  std::uint64_t tested = 0;
  std::vector<NotSeparable> not_separable;  // at the start; `from` is left to the caller
  std::vector<AcceptedGroup> accepted;
};

// `base`: the columns of the starting model. Normal scores are those of its residuals.
StageResult run_stage(const GroupCandidates& candidates, const std::vector<ColumnPointer>& base,
                      const SignPatterns& patterns, const StageSettings& settings);

// Members shared, over members of either.
double jaccard(const GroupRows& rows, const Conditions& one, const Conditions& other);

}  // namespace potensial::stats
