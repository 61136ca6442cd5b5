#include "stats/linear_model.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>

#include "stats/independent_columns.hpp"

namespace potensial::stats {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

// The complete rows, scaled by the square root of their weight and centred.
struct CentredRows {
  std::vector<std::size_t> rows;    // their place in the input
  MatrixXd X;
  VectorXd y, root_weight;
  VectorXd raw;                     // sums of squares of the columns before centring
  Eigen::RowVectorXd X_mean;        // used when there is an intercept
  double y_mean = 0;
  double total_squares = 0;         // of y about its mean (about 0 in a model without any constant)
  std::size_t levels = 0;           // absorbed levels present
};

Result<void> check_lengths(const LinearModelInput& input) {
  const std::size_t n = input.y.size();
  const auto fits = [n](std::size_t size) { return size == 0 || size == n; };
  for (const auto& column : input.columns)
    if (column.values.size() != n) return refuse(Blame::fault, "method.lengths-differ", {{"column", column.name}});
  if (!fits(input.absorb.codes.size()) || !fits(input.cluster.codes.size()) || !fits(input.weights.size()))
    return refuse(Blame::fault, "method.lengths-differ", {{"column", "absorb, cluster, weights"}});
  return {};
}

bool is_complete(const LinearModelInput& input, std::size_t row) {
  const auto coded = [row](const LevelCodes& f) { return f.codes.empty() || f.codes[row] < f.levels; };
  if (!std::isfinite(input.y[row]) || !coded(input.absorb) || !coded(input.cluster)) return false;
  if (!input.weights.empty() && !(std::isfinite(input.weights[row]) && input.weights[row] > 0)) return false;
  return std::ranges::all_of(input.columns, [row](const NamedColumn& c) { return std::isfinite(c.values[row]); });
}

CentredRows complete_rows(const LinearModelInput& input) {
  CentredRows data;
  for (std::size_t row = 0; row < input.y.size(); ++row)
    if (is_complete(input, row)) data.rows.push_back(row);
  const auto n = static_cast<Index>(data.rows.size()), p = static_cast<Index>(input.columns.size());
  data.X.resize(n, p);
  data.y.resize(n);
  data.root_weight = VectorXd::Ones(n);
  for (Index i = 0; i < n; ++i) {
    const std::size_t row = data.rows[static_cast<std::size_t>(i)];
    data.y(i) = input.y[row];
    for (Index j = 0; j < p; ++j) data.X(i, j) = input.columns[static_cast<std::size_t>(j)].values[row];
    if (!input.weights.empty()) data.root_weight(i) = std::sqrt(input.weights[row]);
  }
  data.raw = data.X.colwise().squaredNorm();
  return data;
}

void centre_on_means(CentredRows& data) {
  const VectorXd w = data.root_weight.array().square();
  data.X_mean = w.transpose() * data.X / w.sum();
  data.y_mean = w.dot(data.y) / w.sum();
  data.X.rowwise() -= data.X_mean;
  data.y.array() -= data.y_mean;
}

void centre_within_levels(CentredRows& data, const LevelCodes& absorb) {
  const auto L = static_cast<Index>(absorb.levels);
  MatrixXd sums = MatrixXd::Zero(L, data.X.cols() + 1);
  VectorXd weight = VectorXd::Zero(L);
  const auto level = [&](Index i) { return static_cast<Index>(absorb.codes[data.rows[static_cast<std::size_t>(i)]]); };
  for (Index i = 0; i < data.X.rows(); ++i) {
    const double w = data.root_weight(i) * data.root_weight(i);
    weight(level(i)) += w;
    sums.row(level(i)).head(data.X.cols()) += w * data.X.row(i);
    sums(level(i), data.X.cols()) += w * data.y(i);
  }
  for (Index i = 0; i < data.X.rows(); ++i) {
    data.X.row(i) -= sums.row(level(i)).head(data.X.cols()) / weight(level(i));
    data.y(i) -= sums(level(i), data.X.cols()) / weight(level(i));
  }
  data.levels = static_cast<std::size_t>((weight.array() > 0).count());
}

void centre(CentredRows& data, const LinearModelInput& input) {
  const bool absorbs = !input.absorb.codes.empty();
  data.X_mean = Eigen::RowVectorXd::Zero(data.X.cols());
  if (absorbs || input.intercept) centre_on_means(data);
  data.total_squares = data.y.cwiseProduct(data.root_weight).squaredNorm();
  if (absorbs) centre_within_levels(data, input.absorb);
  data.X = data.root_weight.asDiagonal() * data.X;
  data.y = data.y.cwiseProduct(data.root_weight);
}

ColumnSelection selection_of(const CentredRows& data) {
  const MatrixXd gram = data.X.transpose() * data.X;
  return independent_columns({gram.data(), static_cast<std::size_t>(gram.size())},
                             {data.raw.data(), static_cast<std::size_t>(data.raw.size())});
}

// Least squares through the cross products; one step of refinement restores what squaring lost.
VectorXd coefficients(const MatrixXd& X, const VectorXd& y, const Eigen::LLT<MatrixXd>& gram) {
  VectorXd beta = gram.solve(X.transpose() * y);
  beta += gram.solve(X.transpose() * (y - X * beta));
  return beta;
}

// Columns of X on which the errors stand: the kept ones, and the constant when it is estimated.
MatrixXd with_constant(const MatrixXd& X, const VectorXd& root_weight, bool intercept) {
  if (!intercept) return X;
  MatrixXd wide(X.rows(), X.cols() + 1);
  wide << root_weight, X;
  return wide;
}

std::size_t count_clusters(const CentredRows& data, const LevelCodes& cluster) {
  std::vector<bool> seen(cluster.levels);
  for (const std::size_t row : data.rows) seen[cluster.codes[row]] = true;
  return static_cast<std::size_t>(std::ranges::count(seen, true));
}

bool absorbed_inside_clusters(const CentredRows& data, const LinearModelInput& input) {
  std::vector<std::uint32_t> cluster_of(input.absorb.levels, kNoLevel);
  for (const std::size_t row : data.rows) {
    auto& known = cluster_of[input.absorb.codes[row]];
    if (known != kNoLevel && known != input.cluster.codes[row]) return false;
    known = input.cluster.codes[row];
  }
  return true;
}

MatrixXd cluster_scores(const CentredRows& data, const MatrixXd& X, const VectorXd& e, const LevelCodes& cluster) {
  MatrixXd scores = MatrixXd::Zero(static_cast<Index>(cluster.levels), X.cols());
  for (Index i = 0; i < X.rows(); ++i)
    scores.row(static_cast<Index>(cluster.codes[data.rows[static_cast<std::size_t>(i)]])) += e(i) * X.row(i);
  return scores;
}

struct ErrorModel {
  MatrixXd covariance;
  double df;
};

ErrorModel error_model(const LinearModelInput& input, const CentredRows& data, const MatrixXd& X, const VectorXd& e) {
  const MatrixXd inverse = (X.transpose() * X).llt().solve(MatrixXd::Identity(X.cols(), X.cols()));
  const auto n = static_cast<double>(X.rows()), p = static_cast<double>(X.cols());
  const double k = p + static_cast<double>(data.levels);
  if (input.errors == ErrorKind::classic) return {inverse * e.squaredNorm() / (n - k), n - k};
  if (input.errors == ErrorKind::hc1) {
    const MatrixXd scores = e.asDiagonal() * X;
    return {inverse * (scores.transpose() * scores) * inverse * n / (n - k), n - k};
  }
  const double g = static_cast<double>(count_clusters(data, input.cluster));
  const bool inside = data.levels > 0 && absorbed_inside_clusters(data, input);
  const MatrixXd scores = cluster_scores(data, X, e, input.cluster);
  const double factor = g / (g - 1) * (n - 1) / (n - (inside ? p : k));
  return {inverse * (scores.transpose() * scores) * inverse * factor, g - 1};
}

// The constant was estimated for centred columns: brings it back to the scale of the input.
void shift_constant(VectorXd& beta, MatrixXd& covariance, const Eigen::RowVectorXd& X_mean) {
  MatrixXd shift = MatrixXd::Identity(beta.size(), beta.size());
  shift.row(0).tail(beta.size() - 1) = -X_mean;
  beta = shift * beta;
  covariance = shift * covariance * shift.transpose();
}

void take_names(LinearModelFit& fit, const LinearModelInput& input, const ColumnSelection& selection, bool intercept) {
  if (intercept) fit.names.push_back("(Intercept)");
  for (const std::size_t j : selection.kept) fit.names.push_back(input.columns[j].name);
  for (const std::size_t j : selection.dropped) fit.dropped.push_back(input.columns[j].name);
}

void take_numbers(LinearModelFit& fit, const VectorXd& beta, const MatrixXd& covariance) {
  fit.estimates.assign(beta.begin(), beta.end());
  for (Index j = 0; j < beta.size(); ++j) fit.se.push_back(std::sqrt(covariance(j, j)));
  fit.covariance.assign(covariance.data(), covariance.data() + covariance.size());
}

void take_residuals(LinearModelFit& fit, const CentredRows& data, const VectorXd& e, std::size_t rows) {
  fit.residuals.assign(rows, std::numeric_limits<double>::quiet_NaN());
  for (std::size_t i = 0; i < data.rows.size(); ++i)
    fit.residuals[data.rows[i]] = e(static_cast<Index>(i)) / data.root_weight(static_cast<Index>(i));
}

MatrixXd kept_columns(const MatrixXd& X, const std::vector<std::size_t>& kept) {
  MatrixXd chosen(X.rows(), static_cast<Index>(kept.size()));
  for (std::size_t j = 0; j < kept.size(); ++j) chosen.col(static_cast<Index>(j)) = X.col(static_cast<Index>(kept[j]));
  return chosen;
}

LinearModelFit solved(const LinearModelInput& input, const CentredRows& data, const ColumnSelection& selection,
                      bool intercept) {
  LinearModelFit fit;
  const MatrixXd X = kept_columns(data.X, selection.kept);
  const VectorXd slopes = coefficients(X, data.y, (X.transpose() * X).llt());
  const VectorXd e = data.y - X * slopes;
  auto [covariance, df] = error_model(input, data, with_constant(X, data.root_weight, intercept), e);
  VectorXd beta(slopes.size() + (intercept ? 1 : 0));
  beta << VectorXd::Constant(intercept ? 1 : 0, data.y_mean), slopes;
  if (intercept) shift_constant(beta, covariance, kept_columns(data.X_mean, selection.kept));
  take_names(fit, input, selection, intercept);
  take_numbers(fit, beta, covariance);
  take_residuals(fit, data, e, input.y.size());
  fit.n = data.rows.size();
  fit.n_missing = input.y.size() - fit.n;
  fit.df = df;
  fit.sigma2 = e.squaredNorm() / static_cast<double>(fit.n - data.levels - static_cast<std::size_t>(beta.size()));
  fit.r_squared = data.total_squares > 0 ? 1 - e.squaredNorm() / data.total_squares
                                         : std::numeric_limits<double>::quiet_NaN();
  return fit;
}

}  // namespace

Result<LinearModelFit> fit_linear_model(const LinearModelInput& input) {
  if (const auto checked = check_lengths(input); !checked) return std::unexpected(checked.error());
  CentredRows data = complete_rows(input);
  if (data.rows.empty()) return refuse(Blame::input, "method.no-complete-row");
  const bool clustered = input.errors == ErrorKind::cr1;
  if (clustered && (input.cluster.codes.empty() || count_clusters(data, input.cluster) < 2))
    return refuse(Blame::input, "method.one-cluster");
  centre(data, input);
  const auto selection = selection_of(data);
  const bool intercept = input.intercept && input.absorb.codes.empty();
  const std::size_t k = selection.kept.size() + data.levels + (intercept ? 1 : 0);
  if (data.rows.size() <= k)
    return refuse(Blame::input, "method.too-few-rows", {{"n", std::to_string(data.rows.size())}, {"k", std::to_string(k)}});
  return solved(input, data, selection, intercept);
}

}  // namespace potensial::stats
