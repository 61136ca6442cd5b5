// Minimises a smooth function of a few variables (up to about ten) by Newton steps.
//
// Without a gradient, derivatives are central differences of fourth order with a fixed step, so variables should be
// of order one. With a gradient, the Hessian is measured by its differences at the start, kept up to date by
// symmetric rank-one updates (Nocedal and Wright 2006, section 6.2), and measured again before the search may end.
// Each step uses the absolute eigenvalues of the Hessian (it leaves saddle points downhill), is at most `longest_step` long
// and is halved until the function falls. Stops when a step promises less than `tolerance`, after one last
// Newton step. The function may return +infinity where it is not defined, but not at the start. Pure, thread-safe.
#pragma once

#include <functional>
#include <span>
#include <vector>

namespace potensial::stats {

using SmoothFunction = std::function<double(std::span<const double>)>;
// Gives the value and writes the gradient; where the value is +infinity the gradient is not read.
using FunctionWithGradient = std::function<double(std::span<const double>, std::span<double>)>;

struct MinimiserLimits {
  double difference_step = 5e-4;
  double longest_step = 1.0;
  double tolerance = 1e-9;
  int most_steps = 100;
};

struct Minimum {
  std::vector<double> at;
  double value = 0;
  bool converged = false;
};

Minimum minimise(const SmoothFunction& f, std::vector<double> start, const MinimiserLimits& limits = {});
Minimum minimise_with_gradient(const FunctionWithGradient& f, std::vector<double> start, const MinimiserLimits& limits = {});

}  // namespace potensial::stats
