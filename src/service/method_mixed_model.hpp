// `potensial method mixed-model`: a linear mixed model of any CSV by an R formula, so that the kernel can be
// checked against other software. Text in, text out; reads no file and knows no learner.
//
// JSON (numbers to the last digit, null where there is no finite number, and then a member "reasons"):
//   criterion            -2 log (restricted) likelihood, as lme4 prints it
//   fixed                [{name, estimate, se}]
//   random               [{group, terms, covariance}]
//   residual_variance
//   effects              [{group, level, n, estimates, se, se_comparative}]; se is the conditional standard
//                        deviation (lme4's condVar), se_comparative counts the uncertainty of the fixed part too
//   n, n_missing         rows used; rows left out for a missing value
//   dropped              names of collinear columns
//   singular, converged  whether the fit lies on the boundary; whether the optimiser reached its tolerance
//   variance_partition   [{group, share}], the last for "Residual"; slopes averaged over the rows
//   method               "REML" or "ML"
// Refusals are those of the table, the formula, the model frame and the model. Pure, thread-safe.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "service/method_answer.hpp"

namespace potensial::service {

struct MixedModelRequest {
  std::string csv;      // the file's text
  std::string formula;  // with at least one (… | group)
  bool ml = false;      // maximum likelihood; otherwise restricted
  std::vector<std::pair<std::string, std::string>> references;  // factor, level
};

Result<MethodAnswer> method_mixed_model(const MixedModelRequest& request);

}  // namespace potensial::service
