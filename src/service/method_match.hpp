// `potensial method match`: treated rows of any CSV beside like rows that were not treated (stats/nearest_match.hpp and
// stats/matched_difference.hpp). Text in, text out; reads no file and knows no learner.
//
// `treated` holds 1 and 0. `score` is what rows are near in: an earlier outcome, or the logit of a propensity. Rows without an outcome or
// without that mark are left out; a row without a score or covariate finds nobody and is found by nobody.
// JSON (numbers to the last digit, null where there is no finite number):
//   pairs [{id, peers [ids]}], unmatched [{id, reason "no-score", "no-peer", "none-near"}], n, n_missing, n_matched, n_peers, spread (of the score),
//   balance [{name, before, after}], treated_mean, peer_mean, plain and adjusted {estimate, se, low, high, df}, places,
//   clusters "place" or "pair"
// Refusals are those of the table and the kernels, "method.unknown-column", "method.match-treated" for a mark that is neither 1 nor 0, and
// "method.match-nobody" where no row found another. Pure, thread-safe.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "service/method_answer.hpp"
#include "stats/nearest_match.hpp"

namespace potensial::service {

struct MatchRequest {
  std::string csv;
  std::string treated, outcome, score;    // columns
  std::vector<std::string> exact = {};    // that must agree
  std::vector<std::string> near = {};     // places, the closest kind first
  std::vector<std::string> covariates = {};  // to adjust for, beside the score
  std::string id = {};                    // empty: the number of the row, from 1
  std::string place = {};                 // of which the interval allows that rows are alike; empty: all of one
  stats::MatchRule rule = {};
};

Result<MethodAnswer> method_match(const MatchRequest& request);

}  // namespace potensial::service
