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

class NewtonMinimiser {
 public:
  NewtonMinimiser(const SmoothFunction& f, const MinimiserLimits& limits) : f_(f), limits_(limits) {}

  Minimum from(const std::vector<double>& start) {
    VectorXd x = VectorXd::Map(start.data(), static_cast<Index>(start.size()));
    double value = at(x);
    for (int step = 0; step < limits_.most_steps; ++step) {
      const auto local = differences(x, value);
      const VectorXd move = newton_move(local);
      const bool last = -local.gradient.dot(move) / 2 < limits_.tolerance;
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

  VectorXd newton_move(const Differences& local) const {
    const Eigen::SelfAdjointEigenSolver<MatrixXd> eigen(local.hessian);
    const VectorXd size = eigen.eigenvalues().cwiseAbs();
    const VectorXd bounded = size.cwiseMax(std::max(1e-7 * size.maxCoeff(), 1e-12));
    const VectorXd along = eigen.eigenvectors().transpose() * local.gradient;
    VectorXd move = -(eigen.eigenvectors() * along.cwiseQuotient(bounded));
    if (move.norm() > limits_.longest_step) move *= limits_.longest_step / move.norm();
    return move;
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

}  // namespace

Minimum minimise(const SmoothFunction& f, std::vector<double> start, const MinimiserLimits& limits) {
  return NewtonMinimiser(f, limits).from(start);
}

}  // namespace potensial::stats
