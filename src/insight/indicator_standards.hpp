// Everything the three comparisons need to know about one indicator among all learners of a cohort: its norm,
// and what is expected of each learner. Made once, then shared by every page. Pure; thread-safe.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "insight/expected_standard.hpp"
#include "insight/norm_table.hpp"
#include "insight/previous_standard.hpp"
#include "model/cohort.hpp"
#include "model/indicator.hpp"

namespace potensial::insight {

struct StandardsRequest {
  std::string population;                  // organisation id of the norm population
  std::vector<std::string> circumstances;  // characteristics of model 1B, as they stood at the start of the stage
  double slope_criterion = 5.14;           // see ExpectedModel
  bool only_same_start = false;            // leaves model 1B out, for callers that do not judge whole schools
};

struct IndicatorStandards {
  Indicator indicator;
  NormTable norm;
  std::vector<double> outcome;               // on the model scale, per learner; NaN: missing
  std::vector<EarlierColumn> earlier;        // of model 1A
  std::optional<PreviousStandard> previous;  // none: the indicator has no predecessor
  std::optional<ExpectedStandard> same_start;      // 1A
  std::optional<ExpectedStandard> circumstances;   // 1B; none where it was not asked for
};

// Whether an earlier result of this scale is taken by its cells or as a score.
EarlierResult earlier_kind(Scale scale);

// `definitions`: the indicator's priors and predecessor must be among them to be used. Refuses when the cohort
// lacks the indicator's column; a model that the data cannot carry is left out, not refused.
Result<IndicatorStandards> indicator_standards(const Cohort& cohort, const Indicator& indicator,
                                               std::span<const Indicator> definitions, const StandardsRequest& request);

// Model 1B for one group: without the characteristics that define it and their proxies.
Result<ExpectedStandard> standard_without(const Cohort& cohort, const IndicatorStandards& standards,
                                          std::span<const std::string> defining, const StandardsRequest& request);

}  // namespace potensial::insight
