#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <numeric>

#include "stats/penalised_system.hpp"

namespace potensial::stats {
namespace {

using Eigen::Index;
using Eigen::Map;
using Eigen::MatrixXd;
using Eigen::VectorXd;
using RowMajorMatrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

// Factors from the finest to the coarsest.
std::vector<std::size_t> by_falling_levels(const MixedModelMoments& moments) {
  std::vector<std::size_t> order(moments.factors.size());
  std::iota(order.begin(), order.end(), 0);
  std::ranges::stable_sort(order, std::greater{}, [&](std::size_t f) { return moments.factors[f].present; });
  return order;
}

const PairMoments& pair_of(const MixedModelMoments& moments, std::size_t f, std::size_t g) {
  return *std::ranges::find_if(moments.pairs, [lo = std::min(f, g), hi = std::max(f, g)](const PairMoments& pair) {
    return pair.f == lo && pair.g == hi;
  });
}

// The part of the system that belongs to one factor, and its elimination.
struct Tier {
  const FactorMoments* moments = nullptr;
  std::size_t q = 0, levels = 0;
  std::vector<std::size_t> place;             // of each coarser tier's terms among the columns of `up`
  std::size_t up_width = 0;                   // terms of all coarser tiers
  std::vector<std::uint32_t> parents;         // per level, the level in each coarser tier, or kNoLevel
  std::vector<double> meeting;                // per level q rows of up_width, row by row: Z'WZ with the coarser tiers
  // Working copies, overwritten by the elimination:
  std::vector<double> own;                    // per level q x q: A, then L
  std::vector<double> up;                     // as `meeting`, times both Lambda; then L^-1 of it
  RowMajorMatrix right;                       // levels q rows of width: Lambda'Z'W[X y], then L^-1 of it

  Map<MatrixXd> own_block(std::size_t level) {
    return {&own[level * q * q], static_cast<Index>(q), static_cast<Index>(q)};
  }
  Map<RowMajorMatrix> up_block(std::size_t level) {
    return {up.data() + level * q * up_width, static_cast<Index>(q), static_cast<Index>(up_width)};
  }
  auto right_block(std::size_t level) { return right.middleRows(static_cast<Index>(level * q), static_cast<Index>(q)); }
  std::size_t coarser() const { return place.size(); }
  std::uint32_t parent(std::size_t level, std::size_t above) const { return parents[level * coarser() + above]; }
  bool is_present(std::size_t level) const { return moments->rows[level] > 0; }
};

class NestedSystem final : public PenalisedSystem {
 public:
  explicit NestedSystem(const MixedModelMoments& moments) : moments_(moments), order_(by_falling_levels(moments)) {
    for (std::size_t k = 0; k < order_.size(); ++k) tiers_.push_back(tier(k));
  }

  ReducedSystem reduce(const LambdaBlocks& lambda) override {
    const auto width = static_cast<Index>(moments_.width());
    for (std::size_t k = 0; k < tiers_.size(); ++k) load(k, lambda);
    MatrixXd xy = Map<const MatrixXd>(moments_.xy.data(), width, width);
    double log_det = 0;
    for (std::size_t k = 0; k < tiers_.size(); ++k) {
      for (std::size_t level = 0; level < tiers_[k].levels; ++level) log_det += eliminate(k, level);
      xy.selfadjointView<Eigen::Lower>().rankUpdate(tiers_[k].right.transpose(), -1);
    }
    xy.triangularView<Eigen::StrictlyUpper>() = xy.transpose();
    return {log_det, {xy.data(), xy.data() + xy.size()}};
  }

  // From the coarsest tier down: what a level needs of the coarser ones is known when its turn comes.
  std::vector<ConditionalModes> conditional_modes() override {
    std::vector<ConditionalModes> modes(tiers_.size());
    std::vector<std::vector<MatrixXd>> chains(tiers_.size());
    for (std::size_t k = tiers_.size(); k-- > 0;) {
      auto& tier = tiers_[k];
      auto& mode = modes[order_[k]];
      mode.inverse.assign(tier.levels * tier.q * tier.q, 0);
      for (std::size_t level = 0; level < tier.levels; ++level) {
        back_substitute(k, level);
        if (k == 0 && tier.q == 1) {
          mode.inverse[level] = single_inverse(tier, level, tiers_.size() > 1 ? chains[1] : chains[0]);
          continue;
        }
        chains[k].push_back(chain_inverse(k, level, chains));
        const auto q = static_cast<Index>(tier.q);
        Map<MatrixXd>(&mode.inverse[level * tier.q * tier.q], q, q) = chains[k].back().topLeftCorner(q, q);
      }
      mode.solution.assign(tier.right.data(), tier.right.data() + tier.right.size());
    }
    return modes;
  }

 private:
  Tier tier(std::size_t k) const {
    Tier tier;
    tier.moments = &moments_.factors[order_[k]];
    tier.q = tier.moments->q;
    tier.levels = tier.moments->levels;
    for (std::size_t above = k + 1; above < order_.size(); ++above) {
      tier.place.push_back(tier.up_width);
      tier.up_width += moments_.factors[order_[above]].q;
    }
    tier.parents.assign(tier.levels * tier.coarser(), kNoLevel);
    tier.meeting.assign(tier.levels * tier.q * tier.up_width, 0);
    for (std::size_t above = 0; above < tier.coarser(); ++above) take_meetings(tier, k, above);
    return tier;
  }

  void take_meetings(Tier& tier, std::size_t k, std::size_t above) const {
    const std::size_t fine = order_[k], coarse = order_[k + 1 + above];
    const PairMoments& pair = pair_of(moments_, fine, coarse);
    const bool straight = pair.f == fine;
    const std::size_t q = tier.q, q_up = moments_.factors[coarse].q;
    for (std::size_t i = 0; i < pair.level_f.size(); ++i) {
      const std::size_t level = straight ? pair.level_f[i] : pair.level_g[i];
      tier.parents[level * tier.coarser() + above] = straight ? pair.level_g[i] : pair.level_f[i];
      const double* zz = &pair.zz[i * q * q_up];
      for (std::size_t a = 0; a < q; ++a)
        for (std::size_t b = 0; b < q_up; ++b)
          tier.meeting[(level * q + a) * tier.up_width + tier.place[above] + b] = straight ? zz[a + b * q] : zz[b + a * q_up];
    }
  }

  // Lambda of all tiers coarser than k, side by side.
  MatrixXd lambda_above(std::size_t k, const LambdaBlocks& lambda) const {
    const Tier& tier = tiers_[k];
    MatrixXd wide = MatrixXd::Zero(static_cast<Index>(tier.up_width), static_cast<Index>(tier.up_width));
    for (std::size_t above = 0; above < tier.coarser(); ++above) {
      const std::size_t f = order_[k + 1 + above];
      const auto q = static_cast<Index>(moments_.factors[f].q), at = static_cast<Index>(tier.place[above]);
      wide.block(at, at, q, q) = Map<const MatrixXd>(lambda[f].data(), q, q);
    }
    return wide;
  }

  void load(std::size_t k, const LambdaBlocks& lambda) {
    Tier& tier = tiers_[k];
    const auto rows = static_cast<Index>(tier.levels * tier.q), width = static_cast<Index>(moments_.width());
    tier.own.resize(tier.levels * tier.q * tier.q);
    tier.up.resize(tier.meeting.size());
    tier.right.resize(rows, width);
    if (tier.q == 1) return load_single(k, lambda);
    const auto q = static_cast<Index>(tier.q);
    const Map<const MatrixXd> T(lambda[order_[k]].data(), q, q);
    const MatrixXd T_up = lambda_above(k, lambda);
    for (std::size_t level = 0; level < tier.levels; ++level) {
      const Map<const MatrixXd> zz(&tier.moments->zz[level * tier.q * tier.q], q, q);
      tier.own_block(level).noalias() = T.transpose() * zz.lazyProduct(T);
      tier.own_block(level).diagonal().array() += 1;
      const Map<const RowMajorMatrix> zxy(&tier.moments->zxy[level * tier.q * moments_.width()], q, width);
      tier.right_block(level).noalias() = T.transpose().lazyProduct(zxy);
      if (tier.up_width == 0) continue;
      const Map<const RowMajorMatrix> up(&tier.meeting[level * tier.q * tier.up_width], q, static_cast<Index>(tier.up_width));
      tier.up_block(level) = T.transpose() * up * T_up;
    }
  }

  // With one term a level, all levels at once.
  void load_single(std::size_t k, const LambdaBlocks& lambda) {
    Tier& tier = tiers_[k];
    const double t = lambda[order_[k]][0];
    const auto levels = static_cast<Index>(tier.levels), up = static_cast<Index>(tier.up_width);
    VectorXd::Map(tier.own.data(), levels) = (t * t * VectorXd::Map(tier.moments->zz.data(), levels)).array() + 1;
    tier.right = t * Map<const RowMajorMatrix>(tier.moments->zxy.data(), levels, tier.right.cols());
    if (up > 0)
      Map<RowMajorMatrix>(tier.up.data(), levels, up).noalias() =
          t * Map<const RowMajorMatrix>(tier.meeting.data(), levels, up).lazyProduct(lambda_above(k, lambda));
  }

  // Turns the level's rows into L, L^-1 up, L^-1 right and takes them out of the coarser tiers. Gives log |L|^2.
  double eliminate(std::size_t k, std::size_t level) {
    Tier& tier = tiers_[k];
    if (!tier.is_present(level)) return 0;  // its block is the identity, its right side 0
    const double log_det = tier.q == 1 ? factorise_single(tier, level) : factorise(tier, level);
    pass_up(k, level);
    return log_det;
  }

  static double factorise(Tier& tier, std::size_t level) {
    auto L = tier.own_block(level);
    Eigen::LLT<Eigen::Ref<MatrixXd>> factorised_in_place(L);
    auto right = tier.right_block(level);
    L.triangularView<Eigen::Lower>().solveInPlace(right);
    auto up = tier.up_block(level);
    if (tier.up_width > 0) L.triangularView<Eigen::Lower>().solveInPlace(up);
    return 2 * L.diagonal().array().log().sum();
  }

  static double factorise_single(Tier& tier, std::size_t level) {
    const double square = tier.own[level], root = std::sqrt(square);
    tier.own[level] = root;
    tier.right.row(static_cast<Index>(level)) /= root;
    for (std::size_t c = 0; c < tier.up_width; ++c) tier.up[level * tier.up_width + c] /= root;
    return std::log(square);
  }

  void pass_up(std::size_t k, std::size_t level) {
    Tier& tier = tiers_[k];
    for (std::size_t term = level * tier.q; term < (level + 1) * tier.q; ++term)
      for (std::size_t above = 0; above < tier.coarser(); ++above)
        take_out(tier, term, tiers_[k + 1 + above], tier.parent(level, above), tier.place[above]);
  }

  // One eliminated row of the fine tier out of the blocks of its parent in a coarse one, whose terms stand at `place`.
  static void take_out(const Tier& fine, std::size_t term, Tier& coarse, std::size_t parent, std::size_t place) {
    const double* mine = &fine.up[term * fine.up_width + place];
    const double* rest = mine + coarse.q;
    for (std::size_t a = 0; a < coarse.q; ++a) {
      const std::size_t row = parent * coarse.q + a;
      coarse.right.row(static_cast<Index>(row)) -= mine[a] * fine.right.row(static_cast<Index>(term));
      for (std::size_t b = 0; b < coarse.q; ++b) coarse.own[row * coarse.q + b] -= mine[a] * mine[b];
      for (std::size_t c = 0; c < coarse.up_width; ++c) coarse.up[row * coarse.up_width + c] -= mine[a] * rest[c];
    }
  }

  void back_substitute(std::size_t k, std::size_t level) {
    Tier& tier = tiers_[k];
    if (!tier.is_present(level)) return;
    for (std::size_t above = 0; above < tier.coarser(); ++above) {
      const Tier& coarse = tiers_[k + 1 + above];
      const std::size_t parent = tier.parent(level, above) * coarse.q;
      for (std::size_t term = level * tier.q; term < (level + 1) * tier.q; ++term)
        for (std::size_t a = 0; a < coarse.q; ++a)
          tier.right.row(static_cast<Index>(term)) -=
              tier.up[term * tier.up_width + tier.place[above] + a] * coarse.right.row(static_cast<Index>(parent + a));
    }
    auto right = tier.right_block(level);
    if (tier.q == 1) right /= tier.own[level];
    else tier.own_block(level).transpose().triangularView<Eigen::Upper>().solveInPlace(right);
  }

  // For the finest tier with one term nothing but the number itself is needed.
  double single_inverse(const Tier& tier, std::size_t level, const std::vector<MatrixXd>& above) const {
    const double L2 = tier.own[level] * tier.own[level];
    if (tier.up_width == 0 || !tier.is_present(level)) return 1 / L2;
    const MatrixXd& J = above[tier.parent(level, 0)];
    const double* up = &tier.up[level * tier.up_width];
    double sum = 1;
    for (std::size_t a = 0; a < tier.up_width; ++a)
      for (std::size_t b = 0; b < tier.up_width; ++b)
        sum += up[a] * J(static_cast<Index>(a), static_cast<Index>(b)) * up[b];
    return sum / L2;
  }

  // The block of A^-1 for this level's terms followed by those of the levels it lies in.
  MatrixXd chain_inverse(std::size_t k, std::size_t level, const std::vector<std::vector<MatrixXd>>& chains) {
    Tier& tier = tiers_[k];
    const auto q = static_cast<Index>(tier.q), up = static_cast<Index>(tier.up_width);
    const auto Lt = tier.own_block(level).transpose().triangularView<Eigen::Upper>();
    const MatrixXd half = Lt.solve(MatrixXd::Identity(q, q));
    MatrixXd chain = MatrixXd::Identity(q + up, q + up);
    chain.topLeftCorner(q, q) = half * half.transpose();
    if (up == 0 || !tier.is_present(level)) return chain;
    const MatrixXd& above = chains[k + 1][tier.parent(level, 0)];
    const MatrixXd E = half * tier.up_block(level);
    chain.bottomRightCorner(up, up) = above;
    chain.topRightCorner(q, up) = -E * above;
    chain.bottomLeftCorner(up, q) = chain.topRightCorner(q, up).transpose();
    chain.topLeftCorner(q, q) += E * above * E.transpose();
    return chain;
  }

  const MixedModelMoments& moments_;
  std::vector<std::size_t> order_;
  std::vector<Tier> tiers_;
};

}  // namespace

bool are_nested(const MixedModelMoments& moments) {
  const auto order = by_falling_levels(moments);
  for (std::size_t k = 0; k + 1 < order.size(); ++k)
    if (pair_of(moments, order[k], order[k + 1]).level_f.size() != moments.factors[order[k]].present) return false;
  return true;
}

std::unique_ptr<PenalisedSystem> nested_system(const MixedModelMoments& moments) {
  return std::make_unique<NestedSystem>(moments);
}

}  // namespace potensial::stats
