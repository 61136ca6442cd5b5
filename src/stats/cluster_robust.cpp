#include "stats/cluster_robust.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>

#include "stats/independent_columns.hpp"

namespace potensial::stats {
namespace cluster_robust_parts {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr double told_alone = 1e-9;  // of 1: what is left of a direction that one cluster tells by itself

Result<void> check(std::span<const double> y, std::span<const NamedColumn> columns, const LevelCodes& cluster) {
  const auto finite = [](std::span<const double> values) { return std::ranges::all_of(values, [](double each) { return std::isfinite(each); }); };
  if (cluster.codes.size() != y.size()) return refuse(Blame::fault, "method.lengths-differ", {{"column", "cluster"}});
  for (const auto& column : columns)
    if (column.values.size() != y.size()) return refuse(Blame::fault, "method.lengths-differ", {{"column", column.name}});
  const bool coded = std::ranges::all_of(cluster.codes, [&](std::uint32_t code) { return code < cluster.levels; });
  if (!coded || !finite(y) || !std::ranges::all_of(columns, finite, &NamedColumn::values)) return refuse(Blame::fault, "method.match-not-complete");
  return {};
}

// A constant, then the columns that are kept, less their means.
struct Design {
  std::vector<std::string> names{"(Intercept)"};
  std::vector<std::string> dropped;
  MatrixXd X;
  VectorXd means;  // of the columns that are kept
};

MatrixXd raw_columns(std::size_t rows, std::span<const NamedColumn> columns) {
  MatrixXd raw(static_cast<Index>(rows), static_cast<Index>(columns.size()));
  for (std::size_t j = 0; j < columns.size(); ++j)
    raw.col(static_cast<Index>(j)) = Eigen::Map<const VectorXd>(columns[j].values.data(), static_cast<Index>(rows));
  return raw;
}

Design design_of(std::size_t rows, std::span<const NamedColumn> columns) {
  MatrixXd raw = raw_columns(rows, columns);
  const VectorXd squares = raw.colwise().squaredNorm(), means = raw.colwise().mean();
  raw.rowwise() -= means.transpose();
  const MatrixXd gram = raw.transpose() * raw;
  const auto chosen = independent_columns({gram.data(), static_cast<std::size_t>(gram.size())}, {squares.data(), columns.size()});
  Design design;
  design.X = MatrixXd::Ones(raw.rows(), static_cast<Index>(chosen.kept.size()) + 1);
  design.means.resize(static_cast<Index>(chosen.kept.size()));
  for (std::size_t k = 0; k < chosen.kept.size(); ++k) {
    const auto j = static_cast<Index>(chosen.kept[k]), at = static_cast<Index>(k);
    design.X.col(at + 1) = raw.col(j);
    design.means(at) = means(j);
    design.names.push_back(columns[chosen.kept[k]].name);
  }
  for (const auto j : chosen.dropped) design.dropped.push_back(columns[j].name);
  return design;
}

// One cluster in the coordinates in which X'X is the identity: its own cross products by their axes, and its scores.
struct ClusterPart {
  MatrixXd axes;
  VectorXd share;   // of each direction that the cluster tells: 0 to 1
  VectorXd score;   // of the residuals
  VectorXd grown;   // (1 - share)^-1/2
};

ClusterPart part_of(const MatrixXd& cross, VectorXd score) {
  const Eigen::SelfAdjointEigenSolver<MatrixXd> solved(cross);
  ClusterPart part{solved.eigenvectors(), solved.eigenvalues().cwiseMax(0).cwiseMin(1), std::move(score), {}};
  part.grown = part.share.unaryExpr([](double share) { return 1 - share < told_alone ? 0 : 1 / std::sqrt(1 - share); });
  return part;
}

struct Fit {
  VectorXd beta;
  MatrixXd root;  // L with L L' = (X'X)^-1
  std::vector<ClusterPart> parts;
};

Fit fit_of(const Design& design, const VectorXd& y, const LevelCodes& cluster) {
  const auto p = design.X.cols();
  const Eigen::LLT<MatrixXd> gram(design.X.transpose() * design.X);
  Fit fit;
  fit.beta = gram.solve(design.X.transpose() * y);
  fit.beta += gram.solve(design.X.transpose() * (y - design.X * fit.beta));
  fit.root = gram.matrixU().solve(MatrixXd::Identity(p, p));
  const MatrixXd Z = design.X * fit.root;
  const VectorXd residuals = y - design.X * fit.beta;
  std::vector<MatrixXd> cross(cluster.levels, MatrixXd::Zero(p, p));
  std::vector<VectorXd> scores(cluster.levels, VectorXd::Zero(p));
  std::vector<bool> held(cluster.levels, false);
  for (Index i = 0; i < Z.rows(); ++i) {
    const auto g = cluster.codes[static_cast<std::size_t>(i)];
    cross[g].noalias() += Z.row(i).transpose() * Z.row(i);
    scores[g] += Z.row(i).transpose() * residuals(i);
    held[g] = true;
  }
  for (std::size_t g = 0; g < cluster.levels; ++g)
    if (held[g]) fit.parts.push_back(part_of(cross[g], std::move(scores[g])));
  return fit;
}

struct Error {
  double se = 0, df = 0;
};

// Of the combination c of the coefficients. With D and B as below the adjusted residuals have covariance D - B B'.
Error error_of(const Fit& fit, const VectorXd& c) {
  const VectorXd t = fit.root.transpose() * c;
  MatrixXd together = MatrixXd::Zero(t.size(), t.size());
  double variance = 0, trace = 0, squares = 0;
  for (const auto& part : fit.parts) {
    const VectorXd along = part.axes.transpose() * t;
    const VectorXd b = part.axes * (part.share.array() * part.grown.array() * along.array()).matrix();
    const double scored = along.cwiseProduct(part.grown).dot(part.axes.transpose() * part.score);
    const double d = (along.array().square() * part.grown.array().square() * part.share.array()).sum();
    variance += scored * scored;
    trace += d - b.squaredNorm();
    squares += d * d - 2 * d * b.squaredNorm();
    together += b * b.transpose();
  }
  squares += together.squaredNorm();
  return {std::sqrt(variance), trace * trace / squares};
}

void add_coefficient(ClusterRobustFit& made, const Fit& fit, const VectorXd& c) {
  const auto error = error_of(fit, c);
  made.estimates.push_back(c.dot(fit.beta));
  made.se.push_back(error.se);
  made.df.push_back(error.df);
}

ClusterRobustFit told(const Design& design, const Fit& fit, std::size_t rows) {
  ClusterRobustFit made{.names = design.names, .estimates = {}, .se = {}, .df = {}, .dropped = design.dropped, .n = rows, .clusters = fit.parts.size()};
  VectorXd constant = VectorXd::Zero(design.X.cols());
  constant(0) = 1;
  constant.tail(design.means.size()) = -design.means;
  add_coefficient(made, fit, constant);
  for (Index j = 1; j < design.X.cols(); ++j) add_coefficient(made, fit, VectorXd::Unit(design.X.cols(), j));
  return made;
}

}  // namespace cluster_robust_parts

Result<ClusterRobustFit> fit_cluster_robust(std::span<const double> y, std::span<const NamedColumn> columns, const LevelCodes& cluster) {
  using namespace cluster_robust_parts;
  if (auto checked = check(y, columns, cluster); !checked) return std::unexpected(checked.error());
  const auto design = design_of(y.size(), columns);
  if (design.X.rows() <= design.X.cols())
    return refuse(Blame::input, "method.too-few-rows", {{"n", std::to_string(y.size())}, {"k", std::to_string(design.X.cols())}});
  const auto fit = fit_of(design, Eigen::Map<const VectorXd>(y.data(), static_cast<Index>(y.size())), cluster);
  if (fit.parts.size() < 2) return refuse(Blame::input, "method.one-cluster");
  return told(design, fit, y.size());
}

}  // namespace potensial::stats
