// The penalised least squares system of a mixed model,
//     [ Lambda'Z'WZ Lambda + I   Lambda'Z'W[X y] ]
//     [ [X y]'WZ Lambda          [X y]'W[X y]    ],
// factorised for one Lambda after another. A = Lambda'Z'WZ Lambda + I = L L' stands for the upper left block.
//
// nested_system eliminates level by level, finest factor first, in closed form: a step costs what the levels cost.
// It exists only for factors each of whose levels lie inside one level of the next coarser factor (then
// `are_nested` holds). crossed_system factorises A by a sparse Cholesky factor and takes any factors.
// Both refer to the moments, which must outlive them. Not thread-safe: one system per thread. Internal to the
// mixed model; matrices are stored column by column unless said otherwise.
#pragma once

#include <memory>
#include <vector>

#include "stats/mixed_model_moments.hpp"

namespace potensial::stats {

// The block of Lambda that repeats for each level of a factor, q x q lower triangular; one per factor.
using LambdaBlocks = std::vector<std::vector<double>>;

// What is left when b is eliminated.
struct ReducedSystem {
  double log_det = 0;         // log |L|^2
  std::vector<double> xy;     // width x width: [X y]' V^-1 [X y]
};

// Of one factor, for the Lambda last reduced.
struct ConditionalModes {
  std::vector<double> solution;  // per level q rows of width, row by row: A^-1 Lambda'Z'W[X y]
  std::vector<double> inverse;   // per level q x q: the diagonal blocks of A^-1
};

class PenalisedSystem {
 public:
  virtual ~PenalisedSystem() = default;
  virtual ReducedSystem reduce(const LambdaBlocks& lambda) = 0;
  virtual std::vector<ConditionalModes> conditional_modes() = 0;  // after reduce; factors in the order of the moments
};

bool are_nested(const MixedModelMoments& moments);
std::unique_ptr<PenalisedSystem> nested_system(const MixedModelMoments& moments);
std::unique_ptr<PenalisedSystem> crossed_system(const MixedModelMoments& moments);

}  // namespace potensial::stats
