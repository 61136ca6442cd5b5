// Linear mixed models: y = X beta + Z b + e, with b ~ N(0, sigma2 Lambda Lambda'), e ~ N(0, sigma2 W^-1),
// for any number of grouping factors, nested or crossed, each with an intercept and / or correlated slopes.
// Follows Bates, Maechler, Bolker and Walker (2015), Fitting linear mixed-effects models using lme4, and keeps
// its letters: theta fills the lower triangles of Lambda; L L' = Lambda' Z'WZ Lambda + I; RZX, RX, cu, cbeta.
// The derivation stands in docs/explanation/mixed-model.md.
//
// One pass over the rows collects cross products; the optimiser works on those alone, so that its cost depends
// on the number of groups and columns, not of rows. Nested factors (each level inside one level of the next) are
// eliminated in closed form; crossed ones by a sparse Cholesky factor.
//
// Rows with a NaN or an infinity in y, a column, a slope or the weight, or with no code (kNoLevel), are left out and counted.
// Collinear fixed columns are dropped, later ones first, and named. A solution on the boundary (a variance of 0
// or a correlation of +-1) is a result, marked `singular`.
// Refuses: no complete row; a factor with fewer than two levels present; as many levels as rows; not more rows than coefficients;
// an outcome that the fixed part explains whole; lengths that differ. Pure, thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "stats/linear_model.hpp"
#include "stats/named_column.hpp"

namespace potensial::stats {

struct GroupingFactor {
  std::string name;
  std::span<const std::uint32_t> codes;  // one per row, below `levels`, or kNoLevel
  std::size_t levels = 0;
  bool intercept = true;
  std::vector<NamedColumn> slopes;
};

struct MixedModelInput {
  std::span<const double> y;
  std::vector<NamedColumn> fixed;  // without the intercept
  bool intercept = true;
  std::vector<GroupingFactor> factors;  // at least one, in any order
  std::span<const double> weights;      // prior weights, positive; empty: all 1
  bool reml = true;                     // false: maximum likelihood
};

struct FixedEffect {
  std::string name;
  double estimate;
  double se;
};

// One factor of the fit. Levels stand in the order of their codes, terms as: (Intercept), slopes.
struct RandomFactor {
  std::string name;
  std::vector<std::string> terms;
  std::vector<double> covariance;       // terms x terms, of b
  std::vector<std::size_t> rows;        // per level: rows used; 0 gives the effect 0
  std::vector<double> effects;          // levels x terms: predicted b (BLUP)
  std::vector<double> conditional_sd;   // levels x terms: SD of b given y and beta (lme4's condVar)
  std::vector<double> comparative_se;   // levels x terms: SD of (predicted b - b), beta estimated too
  double variance_share = 0;            // of the total, slopes averaged over the rows
};

struct MixedModelFit {
  double criterion = 0;  // -2 log (restricted) likelihood
  std::vector<FixedEffect> fixed;           // kept columns only
  std::vector<double> fixed_covariance;     // of the estimates, row by row
  std::vector<std::size_t> kept, dropped;   // indices into MixedModelInput::fixed
  std::vector<RandomFactor> random;         // in the order of the input
  double residual_variance = 0;
  double residual_share = 0;
  bool singular = false;
  bool converged = true;  // false: the optimiser stopped at its limit of steps
  std::size_t n = 0, n_missing = 0;
};

Result<MixedModelFit> fit_mixed_model(const MixedModelInput& input);

// X beta for every row of the input, NaN where a fixed column is missing.
std::vector<double> fixed_part(const MixedModelInput& input, const MixedModelFit& fit);

}  // namespace potensial::stats
