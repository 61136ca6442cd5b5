#include <Eigen/Dense>
#include <Eigen/SparseCholesky>
#include <algorithm>
#include <cmath>

#include "stats/penalised_system.hpp"

namespace potensial::stats {
namespace {

using Eigen::Index;
using Eigen::Map;
using Eigen::MatrixXd;
using CrossedMatrix = Eigen::SparseMatrix<double>;
using CrossedRows = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

class CrossedSystem final : public PenalisedSystem {
 public:
  explicit CrossedSystem(const MixedModelMoments& moments) : moments_(moments) {
    for (const auto& m : moments.factors) {
      start_.push_back(size_);
      size_ += static_cast<Index>(m.levels * m.q);
    }
  }

  ReducedSystem reduce(const LambdaBlocks& lambda) override {
    factorise(lambda);
    fill_right(lambda);
    const auto width = static_cast<Index>(moments_.width());
    MatrixXd half = cholesky_.permutationP() * right_;
    cholesky_.matrixL().solveInPlace(half);
    MatrixXd xy = Map<const MatrixXd>(moments_.xy.data(), width, width);
    xy.selfadjointView<Eigen::Lower>().rankUpdate(half.transpose(), -1);
    xy.triangularView<Eigen::StrictlyUpper>() = xy.transpose();
    return {log_det(), {xy.data(), xy.data() + xy.size()}};
  }

  std::vector<ConditionalModes> conditional_modes() override {
    const CrossedRows solution = cholesky_.solve(right_);
    std::vector<ConditionalModes> modes;
    for (std::size_t f = 0; f < moments_.factors.size(); ++f) {
      const auto& m = moments_.factors[f];
      const CrossedRows mine = solution.middleRows(start_[f], static_cast<Index>(m.levels * m.q));
      modes.push_back({{mine.data(), mine.data() + mine.size()}, inverse_blocks(f)});
    }
    return modes;
  }

 private:
  Index row_of(std::size_t f, std::size_t level) const {
    return start_[f] + static_cast<Index>(level * moments_.factors[f].q);
  }

  void factorise(const LambdaBlocks& lambda) {
    entries_.clear();
    for (std::size_t f = 0; f < moments_.factors.size(); ++f) add_own_blocks(f, lambda);
    for (const auto& pair : moments_.pairs) add_meetings(pair, lambda);
    CrossedMatrix A(size_, size_);
    A.setFromTriplets(entries_.begin(), entries_.end());
    if (!analysed_) cholesky_.analyzePattern(A);
    analysed_ = true;
    cholesky_.factorize(A);
  }

  // Exact zeros stay in, so that the pattern is the same for every Lambda.
  void add_own_blocks(std::size_t f, const LambdaBlocks& lambda) {
    const auto& m = moments_.factors[f];
    const auto q = static_cast<Index>(m.q);
    const Map<const MatrixXd> T(lambda[f].data(), q, q);
    for (std::size_t level = 0; level < m.levels; ++level) {
      const Map<const MatrixXd> zz(&m.zz[level * m.q * m.q], q, q);
      const MatrixXd block = T.transpose() * zz * T + MatrixXd::Identity(q, q);
      for (Index b = 0; b < q; ++b)
        for (Index a = b; a < q; ++a) entries_.emplace_back(row_of(f, level) + a, row_of(f, level) + b, block(a, b));
    }
  }

  void add_meetings(const PairMoments& pair, const LambdaBlocks& lambda) {
    const auto qf = static_cast<Index>(moments_.factors[pair.f].q), qg = static_cast<Index>(moments_.factors[pair.g].q);
    const Map<const MatrixXd> Tf(lambda[pair.f].data(), qf, qf), Tg(lambda[pair.g].data(), qg, qg);
    for (std::size_t i = 0; i < pair.level_f.size(); ++i) {
      const Map<const MatrixXd> zz(&pair.zz[i * static_cast<std::size_t>(qf * qg)], qf, qg);
      const MatrixXd block = Tf.transpose() * zz * Tg;
      const Index column = row_of(pair.f, pair.level_f[i]), row = row_of(pair.g, pair.level_g[i]);
      for (Index a = 0; a < qf; ++a)
        for (Index b = 0; b < qg; ++b) entries_.emplace_back(row + b, column + a, block(a, b));
    }
  }

  void fill_right(const LambdaBlocks& lambda) {
    const auto width = static_cast<Index>(moments_.width());
    right_.resize(size_, width);
    for (std::size_t f = 0; f < moments_.factors.size(); ++f) {
      const auto& m = moments_.factors[f];
      const auto q = static_cast<Index>(m.q);
      const Map<const MatrixXd> T(lambda[f].data(), q, q);
      for (std::size_t level = 0; level < m.levels; ++level)
        right_.middleRows(row_of(f, level), q) =
            T.transpose() * Map<const CrossedRows>(&m.zxy[level * m.q * moments_.width()], q, width);
    }
  }

  double log_det() const {
    const CrossedMatrix L = cholesky_.matrixL();
    double sum = 0;
    for (Index i = 0; i < size_; ++i) sum += std::log(L.coeff(i, i));
    return 2 * sum;
  }

  std::vector<double> inverse_blocks(std::size_t f) const {
    const auto& m = moments_.factors[f];
    const auto q = static_cast<Index>(m.q);
    std::vector<double> blocks(m.levels * m.q * m.q);
    for (std::size_t level = 0; level < m.levels; ++level) {
      MatrixXd unit = MatrixXd::Zero(size_, q);
      unit.middleRows(row_of(f, level), q).setIdentity();
      const MatrixXd column = cholesky_.solve(unit);
      Map<MatrixXd>(&blocks[level * m.q * m.q], q, q) = column.middleRows(row_of(f, level), q);
    }
    return blocks;
  }

  const MixedModelMoments& moments_;
  std::vector<Index> start_;
  Index size_ = 0;
  bool analysed_ = false;
  std::vector<Eigen::Triplet<double>> entries_;
  Eigen::SimplicialLLT<CrossedMatrix> cholesky_;
  MatrixXd right_;
};

}  // namespace

std::unique_ptr<PenalisedSystem> crossed_system(const MixedModelMoments& moments) {
  return std::make_unique<CrossedSystem>(moments);
}

}  // namespace potensial::stats
