#include "stats/newton_minimiser.hpp"

#include <Eigen/Dense>
#include <cmath>

namespace potensial::stats {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

struct Differences {
  VectorXd gradient;
  MatrixXd hessian;
};

VectorXd newton_move(const Differences& local, double longest) {
  const Eigen::SelfAdjointEigenSolver<MatrixXd> eigen(local.hessian);
  const VectorXd size = eigen.eigenvalues().cwiseAbs();
  const VectorXd bounded = size.cwiseMax(std::max(1e-7 * size.maxCoeff(), 1e-12));
  const VectorXd along = eigen.eigenvectors().transpose() * local.gradient;
  VectorXd move = -(eigen.eigenvectors() * along.cwiseQuotient(bounded));
  if (move.norm() > longest) move *= longest / move.norm();
  return move;
}

double promise(const Differences& local, const VectorXd& move) { return -local.gradient.dot(move) / 2; }

class NewtonMinimiser {
 public:
  NewtonMinimiser(const SmoothFunction& f, const MinimiserLimits& limits) : f_(f), limits_(limits) {}

  Minimum from(const std::vector<double>& start) {
    VectorXd x = VectorXd::Map(start.data(), static_cast<Index>(start.size()));
    double value = at(x);
    for (int step = 0; step < limits_.most_steps; ++step) {
      const auto local = differences(x, value);
      const VectorXd move = newton_move(local, limits_.longest_step);
      const bool last = promise(local, move) < limits_.tolerance;
      if (!go_down(x, value, move) || last) return {{x.begin(), x.end()}, value, true};
    }
    return {{x.begin(), x.end()}, value, false};
  }

 private:
  double at(const VectorXd& x) const { return f_({x.data(), static_cast<std::size_t>(x.size())}); }

  double beside(const VectorXd& x, Index i, double di, Index j = 0, double dj = 0) const {
    VectorXd moved = x;
    moved(i) += di;
    moved(j) += dj;
    return at(moved);
  }

  Differences differences(const VectorXd& x, double value) const {
    const Index m = x.size();
    const double h = limits_.difference_step;
    Differences d{VectorXd(m), MatrixXd(m, m)};
    VectorXd up(m), down(m);
    for (Index i = 0; i < m; ++i) {
      up(i) = beside(x, i, h);
      down(i) = beside(x, i, -h);
      const double far_up = beside(x, i, 2 * h), far_down = beside(x, i, -2 * h);
      d.gradient(i) = (8 * (up(i) - down(i)) - (far_up - far_down)) / (12 * h);
      d.hessian(i, i) = (16 * (up(i) + down(i)) - (far_up + far_down) - 30 * value) / (12 * h * h);
    }
    for (Index i = 0; i < m; ++i)
      for (Index j = 0; j < i; ++j) {
        const double both = beside(x, i, h, j, h) + beside(x, i, -h, j, -h);
        d.hessian(i, j) = d.hessian(j, i) = (both - up(i) - down(i) - up(j) - down(j) + 2 * value) / (2 * h * h);
      }
    return d;
  }

  // Halves the move until the function falls; false when rounding hides any fall.
  bool go_down(VectorXd& x, double& value, VectorXd move) const {
    for (int halving = 0; halving < 40; ++halving, move /= 2) {
      const VectorXd next = x + move;
      const double there = at(next);
      if (!(there < value)) continue;
      x = next;
      value = there;
      return true;
    }
    return false;
  }

  const SmoothFunction& f_;
  const MinimiserLimits& limits_;
};

class QuasiNewtonMinimiser {
 public:
  QuasiNewtonMinimiser(const FunctionWithGradient& f, const MinimiserLimits& limits) : f_(f), limits_(limits) {}

  Minimum from(const std::vector<double>& start) {
    x_ = VectorXd::Map(start.data(), static_cast<Index>(start.size()));
    local_.gradient.resize(x_.size());
    value_ = at(x_, local_.gradient);
    measure_hessian();
    for (int step = 0; step < limits_.most_steps; ++step) {
      const VectorXd move = newton_move(local_, limits_.longest_step);
      const bool last = promise(local_, move) < limits_.tolerance;
      if (last && !measured_) {
        measure_hessian();
        continue;
      }
      const bool was_measured = measured_;
      const bool fell = go_down(move);
      if (last || (!fell && was_measured)) return found(true);
      if (!fell) measure_hessian();
    }
    return found(false);
  }

 private:
  Minimum found(bool converged) const { return {{x_.begin(), x_.end()}, value_, converged}; }

  double at(const VectorXd& x, VectorXd& gradient) const {
    const auto size = static_cast<std::size_t>(x.size());
    return f_({x.data(), size}, {gradient.data(), size});
  }

  void measure_hessian() {
    const Index m = x_.size();
    const double h = limits_.difference_step;
    local_.hessian.resize(m, m);
    VectorXd beside(m);
    for (Index i = 0; i < m; ++i) {
      VectorXd moved = x_;
      moved(i) += h;
      at(moved, beside);
      local_.hessian.col(i) = (beside - local_.gradient) / h;
    }
    local_.hessian = ((local_.hessian + local_.hessian.transpose()) / 2).eval();
    measured_ = true;
  }

  // Halves the move until the function falls; false when rounding hides any fall.
  bool go_down(VectorXd move) {
    VectorXd gradient(x_.size());
    for (int halving = 0; halving < 40; ++halving, move /= 2) {
      const VectorXd next = x_ + move;
      const double there = at(next, gradient);
      if (!(there < value_)) continue;
      learn(move, gradient - local_.gradient);
      x_ = next;
      value_ = there;
      local_.gradient = gradient;
      return true;
    }
    return false;
  }

  // The symmetric rank-one update, left out where its denominator is lost in rounding.
  void learn(const VectorXd& move, const VectorXd& change) {
    const VectorXd missed = change - local_.hessian * move;
    const double along = missed.dot(move);
    if (std::abs(along) > 1e-8 * missed.norm() * move.norm()) local_.hessian += missed * missed.transpose() / along;
    measured_ = false;
  }

  const FunctionWithGradient& f_;
  const MinimiserLimits& limits_;
  VectorXd x_;
  double value_ = 0;
  Differences local_;
  bool measured_ = false;  // the Hessian belongs to x_
};

}  // namespace

Minimum minimise(const SmoothFunction& f, std::vector<double> start, const MinimiserLimits& limits) {
  return NewtonMinimiser(f, limits).from(start);
}

Minimum minimise_with_gradient(const FunctionWithGradient& f, std::vector<double> start, const MinimiserLimits& limits) {
  return QuasiNewtonMinimiser(f, limits).from(start);
}

}  // namespace potensial::stats
