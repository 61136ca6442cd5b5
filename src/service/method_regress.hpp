// `potensial method regress`: least squares of any CSV by an R formula, with absorbed fixed effects and robust or
// clustered errors. Text in, text out; reads no file and knows no learner.
//
// JSON (numbers to the last digit, null where there is no finite number, and then a member "reasons"):
//   fixed [{name, estimate, se}], n, n_missing, dropped [names of collinear columns], df (for t),
//   residual_variance, r_squared (absorbed levels included), errors "classic", "hc1" or "cr1"
// With `absorb` there is no constant among `fixed`. `cluster` gives CR1, `robust` HC1; both at once are refused.
// Refusals are those of the table, the formula, the model frame and the model. Pure, thread-safe.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "service/method_answer.hpp"

namespace potensial::service {

struct RegressRequest {
  std::string csv;      // the file's text
  std::string formula;  // without groups in brackets
  std::string absorb;   // column whose levels are fixed effects; empty: none
  std::string cluster;  // column of clusters; empty: none
  bool robust = false;
  std::vector<std::pair<std::string, std::string>> references;  // factor, level
};

Result<MethodAnswer> method_regress(const RegressRequest& request);

}  // namespace potensial::service
