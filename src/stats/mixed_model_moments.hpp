// The cross products of a linear mixed model: all that its likelihood needs to know of the observations.
// Collected in one pass over the rows (after one for the means). Letters as in mixed_model.hpp; "XY" stands for
// the kept columns of X, the constant first when there is one, followed by y. When there is a constant, the other
// columns and y are centred on their weighted means (x_mean, y_mean), which costs no generality and saves digits.
//
// The terms of each factor are changed to z~ = U^-T z with U'U the mean of z z' over the rows, so that theta is of
// order one whatever the units of a slope; `unscale` holds U^-1, with b = U^-1 b~. All matrices here are small and
// stored column by column unless said otherwise. Internal to the mixed model.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/result.hpp"
#include "stats/mixed_model.hpp"

namespace potensial::stats {

struct FactorMoments {
  std::size_t q = 0;               // terms
  std::size_t levels = 0;          // all, also those without rows
  std::size_t present = 0;         // those with rows
  std::vector<std::size_t> rows;   // per level
  std::vector<double> zz;          // per level q x q: Z'WZ
  std::vector<double> zxy;         // per level q rows of width(): Z'W[X y], row by row
  std::vector<double> unscale;     // q x q
};

// Z_f'WZ_g for the pairs of levels that meet in some row.
struct PairMoments {
  std::size_t f = 0, g = 0;                     // factors, f before g
  std::vector<std::uint32_t> level_f, level_g;  // one per meeting
  std::vector<double> zz;                       // per meeting q_f x q_g
};

struct MixedModelMoments {
  std::size_t n = 0, n_missing = 0;
  double log_weights = 0;               // sum of log w
  double total_weight = 0;
  bool intercept = false;
  std::vector<std::size_t> kept, dropped;  // of MixedModelInput::fixed
  std::vector<double> x_mean;           // of the kept columns; 0 without a constant
  double y_mean = 0;
  std::vector<double> xy;               // width() x width(): [X y]'W[X y]
  std::vector<FactorMoments> factors;
  std::vector<PairMoments> pairs;       // every f < g

  std::size_t p() const { return kept.size() + (intercept ? 1 : 0); }
  std::size_t width() const { return p() + 1; }
};

Result<MixedModelMoments> collect_moments(const MixedModelInput& input);

}  // namespace potensial::stats
