#include "stats/group_evaluation.hpp"

#include <cmath>
#include <random>

#include <Eigen/Dense>
#include <gtest/gtest.h>

#include "stats/group_choice.hpp"
#include "stats/normal_distribution.hpp"
#include "stats/sign_flip.hpp"

// A slow twin: marks and outcomes residualised by explicit least squares on a column for every cluster and
// every nuisance column, scores summed one by one, p counted draw by draw.
namespace potensial::stats {
namespace group_evaluation_test {

struct SmallTable {
  std::vector<double> outcome, prior;
  std::vector<std::uint32_t> cluster;
  std::vector<std::vector<std::uint8_t>> codes;
  std::uint32_t clusters = 9;

  GroupTable table() const {
    GroupTable views{outcome, cluster, clusters, {}, {prior}, {}};
    for (const auto& column : codes) views.characteristics.push_back({column, 3});
    return views;
  }
};

SmallTable small_table(unsigned seed) {
  std::mt19937 random(seed);
  std::normal_distribution<double> normal;
  SmallTable made;
  made.codes.resize(3);
  for (std::size_t row = 0; row < 180; ++row) {
    made.cluster.push_back(static_cast<std::uint32_t>(random() % made.clusters));
    made.prior.push_back(normal(random));
    for (auto& column : made.codes) column.push_back(static_cast<std::uint8_t>(random() % 3));
    const bool short_group = made.codes[0].back() == 1 && made.codes[1].back() == 2;
    made.outcome.push_back(made.prior.back() + normal(random) - 1.5 * short_group + 0.2 * made.cluster.back());
  }
  return made;
}

Eigen::VectorXd mark_of(const GroupRows& rows, const Conditions& where) {
  Eigen::VectorXd mark(rows.size());
  for (std::size_t row = 0; row < rows.size(); ++row) mark[row] = rows.holds(row, where) ? 1 : 0;
  return mark;
}

Eigen::MatrixXd design_of(const GroupRows& rows, const std::vector<Conditions>& columns) {
  Eigen::MatrixXd x = Eigen::MatrixXd::Zero(rows.size(), rows.clusters + 1 + columns.size());
  for (std::size_t row = 0; row < rows.size(); ++row) {
    x(row, rows.cluster[row]) = 1;
    x(row, rows.clusters) = rows.given[0][row];
  }
  for (std::size_t k = 0; k < columns.size(); ++k) x.col(rows.clusters + 1 + k) = mark_of(rows, columns[k]);
  return x;
}

Eigen::VectorXd residual_of(const Eigen::MatrixXd& x, const Eigen::VectorXd& y) {
  return y - x * x.completeOrthogonalDecomposition().solve(y);
}

struct Twin {
  std::vector<Eigen::VectorXd> scores;  // by candidate, of clusters
  std::vector<double> variance, t, z, p;
};

Twin twin_of(const GroupCandidates& candidates, const Eigen::MatrixXd& x, const std::vector<double>& normal_scores,
             std::uint32_t draws) {
  const auto& rows = candidates.rows();
  const Eigen::VectorXd e = residual_of(x, Eigen::Map<const Eigen::VectorXd>(normal_scores.data(), rows.size()));
  const double sigma2 = e.squaredNorm() / static_cast<double>(rows.size() - x.completeOrthogonalDecomposition().rank());
  Twin twin;
  for (std::size_t c = 0; c < candidates.size(); ++c) {
    const auto mark = residual_of(x, mark_of(rows, candidates.where(c)));
    Eigen::VectorXd by_cluster = Eigen::VectorXd::Zero(rows.clusters);
    for (std::size_t row = 0; row < rows.size(); ++row) by_cluster[rows.cluster[row]] += mark[row] * e[row];
    twin.variance.push_back(mark.squaredNorm());
    twin.t.push_back(by_cluster.sum() / by_cluster.norm());
    twin.z.push_back(by_cluster.sum() / std::sqrt(sigma2 * mark.squaredNorm()));
    twin.scores.push_back(by_cluster / by_cluster.norm());
  }
  std::vector<double> maxima(draws, 0.0);
  for (std::uint32_t b = 0; b < draws; ++b)
    for (std::size_t c = 0; c < candidates.size(); ++c) {
      double drawn = 0;
      for (std::uint32_t s = 0; s < rows.clusters; ++s) drawn += sign_flip(2010, b, s) * twin.scores[c][s];
      if (twin.variance[c] >= 0.2 * candidates.members(c)) maxima[b] = std::max(maxima[b], std::abs(drawn));
    }
  for (std::size_t c = 0; c < candidates.size(); ++c) {
    // Sign patterns that repeat the data's own (or its mirror) tie with it but for rounding.
    const auto reached = std::ranges::count_if(maxima, [&](double maximum) { return maximum >= std::abs(twin.t[c]) - 1e-6; });
    twin.p.push_back((1.0 + static_cast<double>(reached)) / (draws + 1.0));
  }
  return twin;
}

std::vector<std::uint32_t> combined(const ConjunctionSpace& space, const GroupCounts& counts) {
  std::vector<std::uint32_t> groups;
  for (std::uint32_t group = 0; group < space.size(); ++group)
    if (space.conditions(group).size() > 1 && counts.members[group] >= 8) groups.push_back(group);
  return groups;
}

std::vector<Conditions> all_levels() {
  std::vector<Conditions> levels;
  for (std::uint16_t a = 0; a < 3; ++a)
    for (std::uint8_t level = 1; level < 3; ++level) levels.push_back({{a, level}});
  return levels;
}

TEST(GroupEvaluation, EqualsExplicitLeastSquaresForEveryCandidate) {
  for (const unsigned seed : {1u, 2u, 3u}) {
    const auto made = small_table(seed);
    const auto rows = group_rows(made.table());
    const ConjunctionSpace space(std::vector<std::uint16_t>{3, 3, 3}, 3);
    const RareCells rare(rows, space);
    const auto counts = count_groups(rows, space, rare, 1);
    const GroupCandidates candidates(rows, space, rare, combined(space, counts), counts, 2);
    auto columns = all_levels();
    columns.push_back({{0, 1}, {1, 2}});
    std::vector<ColumnPointer> nuisance{numeric_column(rows, rows.given[0])};
    for (const auto& where : columns) nuisance.push_back(group_column(rows, where));
    const StageModel model(candidates, nuisance);
    const auto normal_scores = tie_broken_normal_scores(rows, rows.outcome);
    const auto scores = model.score(normal_scores, SignPatterns(2010, 199, rows.clusters), 0.2);
    const auto twin = twin_of(candidates, design_of(rows, columns), normal_scores, 199);
    ASSERT_GT(candidates.size(), 30u);
    std::size_t tested = 0;
    for (std::size_t c = 0; c < candidates.size(); ++c) {
      EXPECT_NEAR(scores.variance[c], twin.variance[c], 1e-8);
      if (!scores.tested[c]) continue;
      ++tested;
      EXPECT_NEAR(scores.t[c], twin.t[c], 1e-8);
      EXPECT_NEAR(scores.z[c], twin.z[c], 1e-8);
      EXPECT_NEAR(scores.p[c], twin.p[c], 1e-12) << "t " << scores.t[c];
    }
    EXPECT_GT(tested, 20u);
  }
}

TEST(GroupEvaluation, CoefficientsEqualTheFullRegression) {
  const auto made = small_table(5);
  const auto rows = group_rows(made.table());
  const auto columns = all_levels();
  auto model = given_model(rows);
  for (const auto& where : columns) ASSERT_TRUE(model.add(group_column(rows, where)));
  EXPECT_FALSE(model.add(group_column(rows, {{0, 0}}))) << "the level left out is the rest of the others";
  const std::vector<std::size_t> places{1, 4};
  const auto fits = model.coefficients(places, rows.outcome);
  const auto x = design_of(rows, columns);
  const Eigen::VectorXd y = Eigen::Map<const Eigen::VectorXd>(rows.outcome.data(), rows.size());
  const Eigen::VectorXd beta = x.completeOrthogonalDecomposition().solve(y), residual = residual_of(x, y);
  for (std::size_t k = 0; k < places.size(); ++k) {
    Eigen::MatrixXd others = x;
    others.col(rows.clusters + places[k]).setZero();
    const auto mark = residual_of(others, x.col(rows.clusters + places[k]));
    EXPECT_NEAR(fits[k].estimate, beta[rows.clusters + places[k]], 1e-9);
    EXPECT_NEAR(fits[k].variance, mark.squaredNorm(), 1e-8);
    Eigen::VectorXd by_cluster = Eigen::VectorXd::Zero(rows.clusters);
    for (std::size_t row = 0; row < rows.size(); ++row) by_cluster[rows.cluster[row]] += mark[row] * residual[row];
    for (std::uint32_t s = 0; s < rows.clusters; ++s) EXPECT_NEAR(fits[k].scores[s], by_cluster[s], 1e-8);
  }
}

TEST(ConjunctionSpace, NumbersEveryGroupOnceAndFindsItByItsConditions) {
  const ConjunctionSpace space(std::vector<std::uint16_t>{2, 3, 2, 4}, 4);
  EXPECT_EQ(space.size(), 179u);  // (1+2)(1+3)(1+2)(1+4) - 1
  EXPECT_EQ(ConjunctionSpace::count(std::vector<std::uint16_t>{2, 3, 2, 4}, 4), 179);
  for (std::uint32_t group = 0; group < space.size(); ++group) EXPECT_EQ(space.number(space.conditions(group)), group);
  const std::uint8_t codes[] = {1, 2, 0, 3};
  std::vector<std::uint32_t> held;
  space.for_each(codes, [&](std::uint32_t group) { held.push_back(group); });
  ASSERT_EQ(held.size(), 15u);
  for (const auto group : held)
    for (const auto& one : space.conditions(group)) EXPECT_EQ(one.level, codes[one.characteristic]);
}

TEST(Generalisations, KeepSoManyConditions) {
  const Conditions three{{0, 1}, {1, 0}, {4, 2}};
  const std::vector<Conditions> pairs{{{0, 1}, {1, 0}}, {{0, 1}, {4, 2}}, {{1, 0}, {4, 2}}};
  EXPECT_EQ(generalisations(three, 2), pairs);
}

}  // namespace group_evaluation_test
}  // namespace potensial::stats
