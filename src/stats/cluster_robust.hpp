// Least squares with errors clustered as CR2 (bias-reduced linearisation) and Satterthwaite degrees of freedom, both under a working
// model of independent rows with equal scatter: Bell and McCaffrey (2002); Pustejovsky and Tipton (2018), Journal of Business and
// Economic Statistics 36(4). For few clusters; with many it comes near CR1. A cluster is a code below `levels`.
//
// Exact for any size of cluster: the square root of (I - H) of a cluster is taken in the span of its columns. Where it is singular (a
// cluster alone tells a coefficient) the pseudo-inverse is taken. Columns that earlier ones explain are dropped and named.
//
// All rows must be complete. Refuses: "method.lengths-differ", "method.match-not-complete", "method.one-cluster", "method.too-few-rows" (not more
// rows than coefficients). Pure, thread-safe; memory grows with clusters squared.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "stats/linear_model.hpp"
#include "stats/named_column.hpp"

namespace potensial::stats {

struct ClusterRobustFit {
  std::vector<std::string> names;  // "(Intercept)" first
  std::vector<double> estimates, se, df;
  std::vector<std::string> dropped;
  std::size_t n = 0, clusters = 0;
};

Result<ClusterRobustFit> fit_cluster_robust(std::span<const double> y, std::span<const NamedColumn> columns, const LevelCodes& cluster);

}  // namespace potensial::stats
