#include "stats/cluster_robust.hpp"

#include <gtest/gtest.h>

#include <Eigen/Dense>
#include <cmath>

#include "base/counter_random.hpp"
#include "reference/table_file.hpp"
#include "shared_data.hpp"

namespace potensial::stats {
namespace cluster_robust_example {

using Column = std::vector<double>;
using Codes = std::vector<std::uint32_t>;
using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

Column numbers(const TextTable& table, const char* name) {
  Column values;
  for (const auto& cell : table.find(name)->cells) values.push_back(std::stod(cell));
  return values;
}

TEST(ClusterRobust, RefusesOneClusterAndTooFewRows) {
  const Column y{1, 2, 4}, x{1, 2, 3}, hole{1, std::nan(""), 3};
  const Codes one(3, 0), three{0, 1, 2};
  EXPECT_EQ(fit_cluster_robust(y, {}, {one, 1}).error().code, "method.one-cluster");
  const Column z{1, 0, 0};
  const std::vector<NamedColumn> both{{"x", x}, {"z", z}}, holed{{"x", hole}};
  EXPECT_EQ(fit_cluster_robust(y, both, {three, 3}).error().code, "method.too-few-rows");
  EXPECT_EQ(fit_cluster_robust(y, holed, {three, 3}).error().code, "method.match-not-complete");
}

// The mean of four clusters of one row each is the plain mean with its plain error: 2, 4, 4, 6 have variance 8/3.
TEST(ClusterRobust, OfSingleRowsTheMeanHasItsPlainError) {
  const Column y{2, 4, 4, 6};
  const Codes each{0, 1, 2, 3};
  const auto fit = fit_cluster_robust(y, {}, {each, 4});
  ASSERT_TRUE(fit);
  EXPECT_NEAR(fit->estimates[0], 4, 1e-13);
  EXPECT_NEAR(fit->se[0], std::sqrt(8.0 / 3 / 4), 1e-13);
  EXPECT_NEAR(fit->df[0], 3, 1e-10);
}

TEST(ClusterRobust, NamesAColumnThatAnEarlierOneExplains) {
  const Column y{1, 3, 2, 5, 4, 6}, x{1, 2, 3, 4, 5, 6}, twice{2, 4, 6, 8, 10, 12};
  const Codes pairs{0, 0, 1, 1, 2, 2};
  const std::vector<NamedColumn> columns{{"x", x}, {"twice", twice}};
  const auto fit = fit_cluster_robust(y, columns, {pairs, 3});
  ASSERT_TRUE(fit);
  EXPECT_EQ(fit->dropped, std::vector<std::string>{"twice"});
  EXPECT_EQ(fit->names, (std::vector<std::string>{"(Intercept)", "x"}));
}

// The inference specification, worked example 8: 120 learners of 16 schools.
TEST(ClusterRobust, ReproducesTheWorkedExampleOfAnEffect) {
  POTENSIAL_NEEDS_SHARED_DATA("worked-examples");
  const auto table = tests::table_file(tests::shared_data() / "worked-examples" / "impact.csv");
  const auto score = numbers(table, "score"), treated = numbers(table, "treated"), prior = numbers(table, "prior");
  const auto school = tests::coded(*table.find("school"));
  const std::vector<NamedColumn> columns{{"treated", treated}, {"prior", prior}};
  const auto fit = fit_cluster_robust(score, columns, {school.codes, school.levels});
  ASSERT_TRUE(fit);
  EXPECT_EQ(fit->clusters, 16u);
  EXPECT_NEAR(fit->estimates[1], 10.334573, 1e-6);
  EXPECT_NEAR(fit->estimates[2], 9.776971, 1e-6);
  EXPECT_NEAR(fit->se[1], 2.3758665, 1e-7);
  EXPECT_NEAR(fit->df[1], 13.468112, 1e-6);
}

// The slow plain twin: whole matrices, by the definition.
struct Plain {
  VectorXd se, df;
};

MatrixXd inverse_root(const MatrixXd& of) {
  const Eigen::SelfAdjointEigenSolver<MatrixXd> solved(of);
  const VectorXd roots = solved.eigenvalues().unaryExpr([](double value) { return value < 1e-9 ? 0 : 1 / std::sqrt(value); });
  return solved.eigenvectors() * roots.asDiagonal() * solved.eigenvectors().transpose();
}

Plain plainly(const MatrixXd& X, const VectorXd& y, const Codes& codes, std::uint32_t clusters) {
  const MatrixXd inverse = (X.transpose() * X).inverse(), left = MatrixXd::Identity(X.rows(), X.rows()) - X * inverse * X.transpose();
  const VectorXd residuals = left * y;
  Plain plain{VectorXd(X.cols()), VectorXd(X.cols())};
  for (Index j = 0; j < X.cols(); ++j) {
    MatrixXd G(X.rows(), clusters);
    double variance = 0;
    for (std::uint32_t g = 0; g < clusters; ++g) {
      std::vector<Index> rows;
      for (Index i = 0; i < X.rows(); ++i)
        if (codes[static_cast<std::size_t>(i)] == g) rows.push_back(i);
      const MatrixXd own = X(rows, Eigen::all), adjusted = inverse_root(left(rows, rows));
      const VectorXd weight = adjusted * own * inverse.col(j);
      variance += std::pow(weight.dot(residuals(rows)), 2);
      G.col(g) = left(Eigen::all, rows) * weight;
    }
    const MatrixXd P = G.transpose() * G;
    plain.se(j) = std::sqrt(variance);
    plain.df(j) = P.trace() * P.trace() / P.squaredNorm();
  }
  return plain;
}

TEST(ClusterRobust, AgreesWithASlowPlainTwinAlsoWhereOneClusterTellsAColumn) {
  const RandomStream stream(5, "cluster-robust");
  constexpr std::size_t rows = 60;
  constexpr std::uint32_t clusters = 7;
  Column y, x, alone, treated;
  Codes codes;
  for (std::uint32_t i = 0; i < rows; ++i) {
    auto draws = stream.at(i);
    codes.push_back(i < clusters ? i : static_cast<std::uint32_t>(draws.uniform() * clusters));
    treated.push_back(codes.back() < 3);
    x.push_back(100 + 20 * draws.uniform());
    alone.push_back(codes.back() == 6);
    y.push_back(draws.uniform() * 4 + treated.back() + x.back() / 10 + codes.back());
  }
  MatrixXd X(rows, 4);
  X << VectorXd::Ones(rows), Eigen::Map<VectorXd>(treated.data(), rows), Eigen::Map<VectorXd>(x.data(), rows), Eigen::Map<VectorXd>(alone.data(), rows);
  const auto plain = plainly(X, Eigen::Map<VectorXd>(y.data(), rows), codes, clusters);
  const std::vector<NamedColumn> columns{{"treated", treated}, {"x", x}, {"alone", alone}};
  const auto fit = fit_cluster_robust(y, columns, {codes, clusters});
  ASSERT_TRUE(fit);
  for (std::size_t j = 0; j < 3; ++j) {
    EXPECT_NEAR(fit->se[j], plain.se(static_cast<Index>(j)), 1e-8 * plain.se(static_cast<Index>(j))) << fit->names[j];
    EXPECT_NEAR(fit->df[j], plain.df(static_cast<Index>(j)), 1e-6 * plain.df(static_cast<Index>(j))) << fit->names[j];
  }
}

}  // namespace cluster_robust_example
}  // namespace potensial::stats
