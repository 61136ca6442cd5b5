#include "stats/mixed_model.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "stats/newton_minimiser.hpp"
#include "stats/penalised_system.hpp"

namespace potensial::stats {
namespace {

using Eigen::Index;
using Eigen::Map;
using Eigen::MatrixXd;
using Eigen::VectorXd;
using LevelRows = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

// Below this share of y's sum of squares the fixed part has explained the outcome whole.
constexpr double kExplainedOutcome = 1e-12;
// A relative standard deviation below this is on the boundary (lme4's tolerance for singular fits).
constexpr double kBoundary = 1e-4;
// Standard deviations of the terms, relative to the residual one, where the search starts; and where it starts
// again when the first search ends on the boundary.
constexpr double kFirstStart = 0.5, kSecondStart = 1.5;
// What a step must still promise: in the search, and in the end, far below what the variances need.
constexpr double kRough = 1e-2, kFine = 1e-9;
// How far from 0 the diagonal of T is kept where the gradient is formed.
constexpr double kOffBoundary = 1e-6;
// A search that ends this close to 0 may belong there.
constexpr double kNearBoundary = 0.1;

// What the fixed part looks like once b is eliminated: beta and the residual sum of squares.
struct FixedSolution {
  MatrixXd RX_inverse;  // (RX' RX)^-1 = RX_inverse RX_inverse'
  VectorXd beta;        // for the centred columns
  double log_det_RX2 = 0;
  double r2 = 0;
};

FixedSolution solve_fixed(const ReducedSystem& reduced, std::size_t width) {
  const auto w = static_cast<Index>(width), p = w - 1;
  const Map<const MatrixXd> xy(reduced.xy.data(), w, w);
  const Eigen::LLT<MatrixXd> factor(xy.topLeftCorner(p, p));
  const MatrixXd RX_t = factor.matrixL();
  const VectorXd cbeta = RX_t.triangularView<Eigen::Lower>().solve(VectorXd(xy.topRightCorner(p, 1)));
  FixedSolution fixed;
  fixed.RX_inverse = RX_t.triangularView<Eigen::Lower>().solve(MatrixXd::Identity(p, p)).transpose();
  fixed.beta = fixed.RX_inverse * cbeta;
  fixed.log_det_RX2 = 2 * RX_t.diagonal().array().log().sum();
  fixed.r2 = xy(p, p) - cbeta.squaredNorm();
  return fixed;
}

class MixedModelFitter {
 public:
  MixedModelFitter(const MixedModelInput& input, const MixedModelMoments& moments)
      : input_(input), moments_(moments), nested_(are_nested(moments)),
        system_(nested_ ? nested_system(moments) : crossed_system(moments)) {}

  Result<MixedModelFit> fit() {
    if (outcome_is_explained()) return refuse(Blame::input, "method.outcome-explained");
    Minimum best = search_from(kFirstStart);
    if (near_boundary(best.at)) {
      Minimum second = search_from(kSecondStart);
      if (second.value < best.value) best = std::move(second);
    }
    best = polished(best);
    return fitted(best);
  }

 private:
  double degrees() const { return static_cast<double>(input_.reml ? moments_.n - moments_.p() : moments_.n); }

  bool outcome_is_explained() {
    const auto fixed = solve_fixed({0, moments_.xy}, moments_.width());
    return !(fixed.r2 > kExplainedOutcome * moments_.xy.back());
  }

  // -2 log likelihood with beta and sigma2 profiled out (Bates et al., equations 34 and 42).
  double criterion(const ReducedSystem& reduced, const FixedSolution& fixed) const {
    if (!(fixed.r2 > 0)) return std::numeric_limits<double>::infinity();
    const double restricted = input_.reml ? fixed.log_det_RX2 : 0;
    return reduced.log_det + restricted - moments_.log_weights +
           degrees() * (1 + std::log(2 * std::numbers::pi * fixed.r2 / degrees()));
  }

  double criterion(const LambdaBlocks& lambda) {
    const auto reduced = system_->reduce(lambda);
    return criterion(reduced, solve_fixed(reduced, moments_.width()));
  }

  double criterion_at(std::span<const double> theta) { return criterion(lambda_of(theta)); }

  double criterion_with_gradient(std::span<const double> theta, std::span<double> gradient) {
    auto lambda = lambda_of(theta);
    for (std::size_t f = 0; f < lambda.size(); ++f) move_off_boundary(lambda[f], moments_.factors[f].q);
    const auto reduced = system_->reduce(lambda);
    const auto fixed = solve_fixed(reduced, moments_.width());
    const double value = criterion(reduced, fixed);
    if (!std::isfinite(value)) return value;
    const auto modes = system_->conditional_modes();
    double* next = gradient.data();
    for (std::size_t f = 0; f < lambda.size(); ++f) next = take_gradient(f, lambda[f], modes[f], fixed, next);
    return value;
  }

  // The gradient divides by the diagonal of T. The criterion is even in a column of T, so this moves it by the square.
  static void move_off_boundary(std::vector<double>& T, std::size_t q) {
    for (std::size_t a = 0; a < q; ++a)
      if (std::abs(T[a * (q + 1)]) < kOffBoundary) T[a * (q + 1)] = std::copysign(kOffBoundary, T[a * (q + 1)]);
  }

  // With G = T T', the criterion's slope along G is D, where T'D T is the sum over levels below; so 2 D T along T.
  double* take_gradient(std::size_t f, const std::vector<double>& lambda, const ConditionalModes& modes,
                        const FixedSolution& fixed, double* next) const {
    const FactorMoments& m = moments_.factors[f];
    const auto q = static_cast<Index>(m.q);
    const MatrixXd T = Map<const MatrixXd>(lambda.data(), q, q);
    const MatrixXd slope = T.transpose().triangularView<Eigen::Upper>().solve(surplus(m, modes, fixed));
    for (Index column = 0; column < q; ++column)
      for (Index row = column; row < q; ++row) *next++ = 2 * slope(row, column);
    return next;
  }

  // Sum over levels of I - A^-1 - S (X'V^-1X)^-1 S' - u u'/sigma2, with S = A^-1 Lambda'Z'WX. Levels without rows add 0.
  MatrixXd surplus(const FactorMoments& m, const ConditionalModes& modes, const FixedSolution& fixed) const {
    const auto q = static_cast<Index>(m.q), p = static_cast<Index>(moments_.p());
    const Map<const LevelRows> S(modes.solution.data(), static_cast<Index>(m.levels) * q, p + 1);
    const VectorXd u = (S.col(p) - S.leftCols(p) * fixed.beta) * std::sqrt(degrees() / fixed.r2);
    MatrixXd sum = MatrixXd::Identity(q, q) * static_cast<double>(m.levels);
    for (Index level = 0; level < static_cast<Index>(m.levels); ++level) {
      sum -= Map<const MatrixXd>(&modes.inverse[static_cast<std::size_t>(level * q * q)], q, q);
      sum -= u.segment(level * q, q).lazyProduct(u.segment(level * q, q).transpose());
    }
    if (input_.reml) sum -= explained_by_fixed(S.leftCols(p), fixed, q);
    return sum;
  }

  static MatrixXd explained_by_fixed(const Eigen::Ref<const LevelRows, 0, Eigen::OuterStride<>>& S, const FixedSolution& fixed, Index q) {
    const LevelRows H = S * fixed.RX_inverse.triangularView<Eigen::Upper>();
    if (q == 1) return MatrixXd::Constant(1, 1, H.squaredNorm());
    MatrixXd sum = MatrixXd::Zero(q, q);
    for (Index row = 0; row < H.rows(); row += q) sum += H.middleRows(row, q).lazyProduct(H.middleRows(row, q).transpose());
    return sum;
  }

  // theta runs down the columns of each factor's triangle, factor after factor.
  LambdaBlocks lambda_of(std::span<const double> theta) const {
    LambdaBlocks lambda;
    std::size_t next = 0;
    for (const auto& m : moments_.factors) {
      auto& block = lambda.emplace_back(m.q * m.q, 0.0);
      for (std::size_t column = 0; column < m.q; ++column)
        for (std::size_t row = column; row < m.q; ++row) block[row + column * m.q] = theta[next++];
    }
    return lambda;
  }

  std::vector<std::size_t> diagonal_places() const {
    std::vector<std::size_t> places;
    std::size_t next = 0;
    for (const auto& m : moments_.factors)
      for (std::size_t column = 0; column < m.q; next += m.q - column, ++column) places.push_back(next);
    return places;
  }

  Minimum minimise_from(std::vector<double> theta, double tolerance) {
    if (nested_)
      return minimise_with_gradient(
          [this](std::span<const double> at, std::span<double> gradient) { return criterion_with_gradient(at, gradient); },
          std::move(theta), {.tolerance = tolerance});
    return minimise([this](std::span<const double> at) { return criterion_at(at); }, std::move(theta), {.tolerance = tolerance});
  }

  // Close to the best theta; the last steps are left to polished().
  Minimum search_from(double start) {
    std::size_t size = 0;
    for (const auto& m : moments_.factors) size += m.q * (m.q + 1) / 2;
    std::vector<double> theta(size, 0.0);
    for (const std::size_t place : diagonal_places()) theta[place] = start;
    Minimum found = minimise_from(std::move(theta), kRough);
    move_to_boundary(found, kNearBoundary, 0);
    return found;
  }

  bool near_boundary(const std::vector<double>& theta) const {
    return std::ranges::any_of(diagonal_places(), [&](std::size_t place) { return std::abs(theta[place]) < kNearBoundary; });
  }

  Minimum polished(const Minimum& rough) {
    Minimum best = minimise_from(rough.at, kFine);
    for (const std::size_t place : diagonal_places()) leave_boundary(best, place);
    move_to_boundary(best, kNearBoundary / 10, 10 * kFine);
    return best;
  }

  // Towards 0 the criterion is flat in theta and the search slow; 0 itself is tried.
  void move_to_boundary(Minimum& best, double within, double slack) {
    for (const std::size_t place : diagonal_places()) {
      if (best.at[place] == 0 || std::abs(best.at[place]) >= within) continue;
      auto theta = best.at;
      theta[place] = 0;
      const double there = criterion_at(theta);
      if (there <= best.value + slack) best = {theta, there, best.converged};
    }
  }

  // The criterion is even in a column of Lambda, so that 0 can be a maximum along it where no derivative shows.
  void leave_boundary(Minimum& best, std::size_t place) {
    if (std::abs(best.at[place]) > kBoundary) return;
    auto theta = best.at;
    theta[place] = kNearBoundary / 10;
    if (criterion_at(theta) < best.value - kFine) best = minimise_from(theta, kFine);
  }

  MixedModelFit fitted(const Minimum& best) {
    const auto lambda = lambda_of(best.at);
    MixedModelFit fit;
    fit.criterion = criterion(lambda);
    const auto fixed = solve_fixed(system_->reduce(lambda), moments_.width());
    fit.residual_variance = fixed.r2 / degrees();
    fit.converged = best.converged;
    fit.singular = std::ranges::any_of(diagonal_places(), [&](std::size_t i) { return std::abs(best.at[i]) < kBoundary; });
    fit.kept = moments_.kept;
    fit.dropped = moments_.dropped;
    fit.n = moments_.n;
    fit.n_missing = moments_.n_missing;
    take_fixed(fit, fixed);
    const auto modes = system_->conditional_modes();
    for (std::size_t f = 0; f < moments_.factors.size(); ++f)
      fit.random.push_back(random_factor(f, lambda[f], modes[f], fixed, fit.residual_variance));
    take_shares(fit, lambda);
    return fit;
  }

  void take_fixed(MixedModelFit& fit, const FixedSolution& fixed) const {
    VectorXd beta = fixed.beta;
    MatrixXd covariance = fit.residual_variance * fixed.RX_inverse * fixed.RX_inverse.transpose();
    if (input_.intercept) shift_constant_back(beta, covariance);
    if (input_.intercept) fit.fixed.push_back({"(Intercept)", 0, 0});
    for (const std::size_t j : moments_.kept) fit.fixed.push_back({input_.fixed[j].name, 0, 0});
    for (Index j = 0; j < beta.size(); ++j) {
      fit.fixed[static_cast<std::size_t>(j)].estimate = beta(j);
      fit.fixed[static_cast<std::size_t>(j)].se = std::sqrt(covariance(j, j));
    }
    fit.fixed_covariance.assign(covariance.data(), covariance.data() + covariance.size());
  }

  // The constant was estimated for centred columns and outcome.
  void shift_constant_back(VectorXd& beta, MatrixXd& covariance) const {
    MatrixXd shift = MatrixXd::Identity(beta.size(), beta.size());
    for (Index j = 1; j < beta.size(); ++j) shift(0, j) = -moments_.x_mean[static_cast<std::size_t>(j - 1)];
    beta = shift * beta;
    beta(0) += moments_.y_mean;
    covariance = shift * covariance * shift.transpose();
  }

  RandomFactor random_factor(std::size_t f, const std::vector<double>& lambda, const ConditionalModes& modes,
                             const FixedSolution& fixed, double sigma2) const {
    const FactorMoments& m = moments_.factors[f];
    const auto q = static_cast<Index>(m.q), p = static_cast<Index>(moments_.p());
    const MatrixXd K = Map<const MatrixXd>(m.unscale.data(), q, q) * Map<const MatrixXd>(lambda.data(), q, q);
    RandomFactor random;
    random.name = input_.factors[f].name;
    if (input_.factors[f].intercept) random.terms.push_back("(Intercept)");
    for (const auto& slope : input_.factors[f].slopes) random.terms.push_back(slope.name);
    const MatrixXd covariance = sigma2 * K * K.transpose();
    random.covariance.assign(covariance.data(), covariance.data() + covariance.size());
    random.rows = m.rows;
    for (std::size_t level = 0; level < m.levels; ++level) {
      const Map<const LevelRows> U(&modes.solution[level * m.q * moments_.width()], q, p + 1);
      const VectorXd b = K * (U.col(p) - U.leftCols(p) * fixed.beta);
      const MatrixXd conditional = sigma2 * K * Map<const MatrixXd>(&modes.inverse[level * m.q * m.q], q, q) * K.transpose();
      const MatrixXd of_beta = K * U.leftCols(p) * fixed.RX_inverse;
      for (Index a = 0; a < q; ++a) {
        random.effects.push_back(b(a));
        random.conditional_sd.push_back(std::sqrt(conditional(a, a)));
        random.comparative_se.push_back(std::sqrt(conditional(a, a) + sigma2 * of_beta.row(a).squaredNorm()));
      }
    }
    return random;
  }

  // The terms are scaled so that their mean square is n over the sum of weights: the trace is the mean variance.
  void take_shares(MixedModelFit& fit, const LambdaBlocks& lambda) const {
    double total = fit.residual_variance;
    for (std::size_t f = 0; f < lambda.size(); ++f) {
      const double squares = VectorXd::Map(lambda[f].data(), static_cast<Index>(lambda[f].size())).squaredNorm();
      fit.random[f].variance_share =
          fit.residual_variance * squares * static_cast<double>(moments_.n) / moments_.total_weight;
      total += fit.random[f].variance_share;
    }
    for (auto& random : fit.random) random.variance_share /= total;
    fit.residual_share = fit.residual_variance / total;
  }

  const MixedModelInput& input_;
  const MixedModelMoments& moments_;
  bool nested_;
  std::unique_ptr<PenalisedSystem> system_;
};

}  // namespace

Result<MixedModelFit> fit_mixed_model(const MixedModelInput& input) {
  const auto moments = collect_moments(input);
  if (!moments) return std::unexpected(moments.error());
  return MixedModelFitter(input, *moments).fit();
}

std::vector<double> fixed_part(const MixedModelInput& input, const MixedModelFit& fit) {
  const std::size_t offset = fit.fixed.size() - fit.kept.size();
  std::vector<double> fitted(input.y.size(), offset == 1 ? fit.fixed[0].estimate : 0);
  for (std::size_t j = 0; j < fit.kept.size(); ++j)
    for (std::size_t row = 0; row < fitted.size(); ++row)
      fitted[row] += fit.fixed[offset + j].estimate * input.fixed[fit.kept[j]].values[row];
  return fitted;
}

}  // namespace potensial::stats
