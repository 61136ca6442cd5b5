// Least squares of y on dense columns, with an optional absorbed factor (fixed effects removed by centring
// within its levels) and classic, heteroskedasticity-robust (HC1) or cluster-robust (CR1) standard errors.
//
// Rows with a NaN or an infinity in y, a column or the weight, or with no code (kNoLevel), are left out and counted.
// Collinear columns are dropped, later ones first, and named. With an absorbed factor there is no intercept.
// Errors: HC1 has the factor n/(n-k); CR1 has G/(G-1) (n-1)/(n-k). k counts the coefficients and the absorbed
// levels; the latter not under CR1 when each lies whole in one cluster (they are then estimated inside clusters).
// Weights, when given, are precision weights (positive); sigma2 is the weighted residual variance.
// Refuses: no complete row, not more rows than coefficients, one cluster only, lengths that differ.
// Pure, thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "stats/named_column.hpp"

namespace potensial::stats {

inline constexpr std::uint32_t kNoLevel = std::numeric_limits<std::uint32_t>::max();

struct LevelCodes {
  std::span<const std::uint32_t> codes;  // one per row, below `levels`, or kNoLevel
  std::size_t levels = 0;
};

enum class ErrorKind { classic, hc1, cr1 };  // cr1 needs LinearModelInput::cluster

struct LinearModelInput {
  std::span<const double> y;
  std::vector<NamedColumn> columns;  // without the intercept
  bool intercept = true;
  LevelCodes absorb;   // empty codes: none
  LevelCodes cluster;  // empty codes: none
  std::span<const double> weights;
  ErrorKind errors = ErrorKind::classic;
};

struct LinearModelFit {
  std::vector<std::string> names;       // kept columns, "(Intercept)" first when there is one
  std::vector<double> estimates, se;
  std::vector<double> covariance;       // of the estimates, row by row
  std::vector<std::string> dropped;     // collinear columns
  std::vector<double> residuals;        // one per input row, NaN for rows left out
  std::size_t n = 0, n_missing = 0;
  double df = 0;         // for t: n - k, or clusters - 1 under CR1
  double sigma2 = 0;     // residual variance
  double r_squared = 0;  // of everything fitted, absorbed levels included; NaN for a constant outcome
};

Result<LinearModelFit> fit_linear_model(const LinearModelInput& input);

}  // namespace potensial::stats
