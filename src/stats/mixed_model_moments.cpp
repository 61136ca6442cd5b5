#include "stats/mixed_model_moments.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "stats/independent_columns.hpp"

namespace potensial::stats {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using RowMajorMatrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

constexpr Index kPanelRows = 1024;  // rows multiplied at a time: enough for a fast product, few enough for the cache

Result<void> check_mixed_lengths(const MixedModelInput& input) {
  const std::size_t n = input.y.size();
  const auto differ = [](const std::string& name) { return refuse(Blame::fault, "method.lengths-differ", {{"column", name}}); };
  if (!input.weights.empty() && input.weights.size() != n) return differ("weights");
  for (const auto& column : input.fixed)
    if (column.values.size() != n) return differ(column.name);
  for (const auto& factor : input.factors) {
    if (factor.codes.size() != n) return differ(factor.name);
    for (const auto& slope : factor.slopes)
      if (slope.values.size() != n) return differ(slope.name);
  }
  return {};
}

bool finite_in(const std::vector<NamedColumn>& columns, std::size_t row) {
  return std::ranges::all_of(columns, [row](const NamedColumn& c) { return std::isfinite(c.values[row]); });
}

bool is_complete_row(const MixedModelInput& input, std::size_t row) {
  if (!std::isfinite(input.y[row]) || !finite_in(input.fixed, row)) return false;
  if (!input.weights.empty() && !(std::isfinite(input.weights[row]) && input.weights[row] > 0)) return false;
  return std::ranges::all_of(input.factors, [row](const GroupingFactor& f) {
    return f.codes[row] < f.levels && finite_in(f.slopes, row);
  });
}

// Collects with all columns of X; the dependent ones are taken out of the products afterwards.
class MomentsCollector {
 public:
  explicit MomentsCollector(const MixedModelInput& input)
      : input_(input), offset_(input.intercept ? 1 : 0), width_(offset_ + static_cast<Index>(input.fixed.size()) + 1) {}

  MixedModelMoments collect() {
    find_complete_rows();
    find_means();
    prepare_factors();
    xy_ = MatrixXd::Zero(width_, width_);
    raw_.assign(input_.fixed.size(), 0);
    for (std::size_t from = 0; from < rows_.size(); from += kPanelRows)
      add_panel(from, std::min(rows_.size(), from + static_cast<std::size_t>(kPanelRows)));
    xy_.triangularView<Eigen::StrictlyUpper>() = xy_.transpose();
    keep_independent_columns();
    return std::move(moments_);
  }

 private:
  double weight(std::size_t row) const { return input_.weights.empty() ? 1 : input_.weights[row]; }

  void find_complete_rows() {
    for (std::size_t row = 0; row < input_.y.size(); ++row)
      if (is_complete_row(input_, row)) rows_.push_back(row);
    moments_.n = rows_.size();
    moments_.n_missing = input_.y.size() - rows_.size();
    moments_.intercept = input_.intercept;
    for (const std::size_t row : rows_) {
      moments_.log_weights += std::log(weight(row));
      moments_.total_weight += weight(row);
    }
  }

  double mean_of(std::span<const double> values) const {
    double sum = 0, total = 0;
    for (const std::size_t row : rows_) {
      sum += weight(row) * values[row];
      total += weight(row);
    }
    return sum / total;
  }

  void find_means() {
    means_.assign(input_.fixed.size(), 0);
    if (!input_.intercept || rows_.empty()) return;
    for (std::size_t j = 0; j < means_.size(); ++j) means_[j] = mean_of(input_.fixed[j].values);
    moments_.y_mean = mean_of(input_.y);
  }

  void prepare_factors() {
    for (const auto& factor : input_.factors) {
      auto& m = moments_.factors.emplace_back();
      m.q = (factor.intercept ? 1 : 0) + factor.slopes.size();
      m.levels = factor.levels;
      m.rows.assign(m.levels, 0);
      m.zz.assign(m.levels * m.q * m.q, 0);
      m.zxy.assign(m.levels * m.q * static_cast<std::size_t>(width_), 0);
    }
    for (std::size_t f = 0; f < input_.factors.size(); ++f)
      for (std::size_t g = f + 1; g < input_.factors.size(); ++g) moments_.pairs.push_back({.f = f, .g = g});
    meetings_.resize(moments_.pairs.size());
    z_.resize(input_.factors.size());
  }

  void add_panel(std::size_t from, std::size_t to) {
    RowMajorMatrix panel(static_cast<Index>(to - from), width_);
    for (std::size_t i = from; i < to; ++i) fill(panel.row(static_cast<Index>(i - from)), rows_[i]);
    xy_.selfadjointView<Eigen::Lower>().rankUpdate(panel.transpose());
    for (std::size_t i = from; i < to; ++i) add_to_factors(panel.row(static_cast<Index>(i - from)), rows_[i]);
  }

  // One row of [X y], centred and multiplied by the square root of its weight.
  template <class Row>
  void fill(Row&& out, std::size_t row) {
    const double root = std::sqrt(weight(row));
    if (input_.intercept) out(0) = root;
    for (std::size_t j = 0; j < input_.fixed.size(); ++j) {
      const double x = input_.fixed[j].values[row];
      raw_[j] += root * root * x * x;
      out(offset_ + static_cast<Index>(j)) = root * (x - means_[j]);
    }
    out(width_ - 1) = root * (input_.y[row] - moments_.y_mean);
  }

  void find_terms(const GroupingFactor& factor, std::size_t row, double root, std::vector<double>& z) const {
    z.clear();
    if (factor.intercept) z.push_back(root);
    for (const auto& slope : factor.slopes) z.push_back(root * slope.values[row]);
  }

  template <class Row>
  void add_to_factors(const Row& xy, std::size_t row) {
    const double root = std::sqrt(weight(row));
    for (std::size_t f = 0; f < input_.factors.size(); ++f) {
      find_terms(input_.factors[f], row, root, z_[f]);
      add_to_level(moments_.factors[f], input_.factors[f].codes[row], z_[f], xy);
    }
    for (std::size_t k = 0; k < moments_.pairs.size(); ++k) add_to_meeting(k, row);
  }

  template <class Row>
  void add_to_level(FactorMoments& m, std::size_t level, const std::vector<double>& z, const Row& xy) {
    ++m.rows[level];
    double* zz = &m.zz[level * m.q * m.q];
    for (std::size_t a = 0; a < m.q; ++a) {
      for (std::size_t b = 0; b < m.q; ++b) zz[a + b * m.q] += z[a] * z[b];
      Eigen::Map<Eigen::RowVectorXd>(&m.zxy[(level * m.q + a) * static_cast<std::size_t>(width_)], width_) += z[a] * xy;
    }
  }

  void add_to_meeting(std::size_t k, std::size_t row) {
    PairMoments& pair = moments_.pairs[k];
    const std::uint32_t lf = input_.factors[pair.f].codes[row], lg = input_.factors[pair.g].codes[row];
    const auto& zf = z_[pair.f];
    const auto& zg = z_[pair.g];
    const auto [found, is_new] = meetings_[k].emplace(std::uint64_t{lf} << 32 | lg, pair.level_f.size());
    if (is_new) {
      pair.level_f.push_back(lf);
      pair.level_g.push_back(lg);
      pair.zz.resize(pair.zz.size() + zf.size() * zg.size());
    }
    double* zz = &pair.zz[found->second * zf.size() * zg.size()];
    for (std::size_t b = 0; b < zg.size(); ++b)
      for (std::size_t a = 0; a < zf.size(); ++a) zz[a + b * zf.size()] += zf[a] * zg[b];
  }

  void keep_independent_columns() {
    const MatrixXd gram = xy_.block(offset_, offset_, width_ - 1 - offset_, width_ - 1 - offset_);
    const auto selection = independent_columns({gram.data(), static_cast<std::size_t>(gram.size())}, raw_);
    moments_.kept = selection.kept;
    moments_.dropped = selection.dropped;
    for (const std::size_t j : selection.kept) moments_.x_mean.push_back(means_[j]);
    std::vector<Index> places;
    if (offset_ == 1) places.push_back(0);
    for (const std::size_t j : selection.kept) places.push_back(offset_ + static_cast<Index>(j));
    places.push_back(width_ - 1);
    const MatrixXd kept = xy_(places, places);
    moments_.xy.assign(kept.data(), kept.data() + kept.size());
    for (auto& m : moments_.factors) narrow(m, places);
  }

  void narrow(FactorMoments& m, const std::vector<Index>& places) const {
    std::vector<double> narrowed;
    narrowed.reserve(m.levels * m.q * places.size());
    for (std::size_t row = 0; row < m.levels * m.q; ++row)
      for (const Index place : places) narrowed.push_back(m.zxy[row * static_cast<std::size_t>(width_) + static_cast<std::size_t>(place)]);
    m.zxy = std::move(narrowed);
    m.present = static_cast<std::size_t>(std::ranges::count_if(m.rows, [](std::size_t rows) { return rows > 0; }));
  }

  const MixedModelInput& input_;
  Index offset_, width_;
  std::vector<std::size_t> rows_;
  std::vector<double> means_, raw_;
  MatrixXd xy_;
  std::vector<std::vector<double>> z_;
  std::vector<std::unordered_map<std::uint64_t, std::size_t>> meetings_;
  MixedModelMoments moments_;
};

Result<void> check_factor(const MixedModelMoments& moments, const FactorMoments& m, const std::string& name) {
  const Arguments arguments{{"group", name}, {"levels", std::to_string(m.present)}, {"n", std::to_string(moments.n)}};
  if (m.q == 0) return refuse(Blame::input, "method.no-terms", arguments);
  if (m.present < 2) return refuse(Blame::input, "method.one-group", arguments);
  if (m.present * m.q >= moments.n) return refuse(Blame::input, "method.groups-as-many-as-rows", arguments);
  return {};
}

Result<void> check_moments(const MixedModelMoments& moments, const MixedModelInput& input) {
  if (moments.n == 0) return refuse(Blame::input, "method.no-complete-row");
  if (input.factors.empty()) return refuse(Blame::input, "method.no-group");
  if (moments.n <= moments.p())
    return refuse(Blame::input, "method.too-few-rows", {{"n", std::to_string(moments.n)}, {"k", std::to_string(moments.p())}});
  for (std::size_t f = 0; f < moments.factors.size(); ++f)
    if (auto checked = check_factor(moments, moments.factors[f], input.factors[f].name); !checked) return checked;
  return {};
}

MatrixXd mean_term_products(const FactorMoments& m) {
  const auto q = static_cast<Index>(m.q);
  MatrixXd total = MatrixXd::Zero(q, q);
  for (std::size_t level = 0; level < m.levels; ++level)
    total += Eigen::Map<const MatrixXd>(&m.zz[level * m.q * m.q], q, q);
  return total;
}

// Terms that are collinear over all rows have no covariance of their own.
bool scale_terms(FactorMoments& m, double n, std::size_t width) {
  const auto q = static_cast<Index>(m.q);
  const MatrixXd mean = mean_term_products(m) / n;
  const Eigen::LLT<MatrixXd> factor(mean);
  if (factor.info() != Eigen::Success) return false;
  const MatrixXd U = factor.matrixU();
  const Eigen::VectorXd rest = U.diagonal().array().square() / mean.diagonal().array();
  if (!(rest.minCoeff() > 1e-12)) return false;
  const MatrixXd inverse = U.triangularView<Eigen::Upper>().solve(MatrixXd::Identity(q, q));
  for (std::size_t level = 0; level < m.levels; ++level) {
    Eigen::Map<MatrixXd> zz(&m.zz[level * m.q * m.q], q, q);
    zz = (inverse.transpose() * zz * inverse).eval();
    Eigen::Map<RowMajorMatrix> zxy(&m.zxy[level * m.q * width], q, static_cast<Index>(width));
    zxy = (inverse.transpose() * zxy).eval();
  }
  m.unscale.assign(inverse.data(), inverse.data() + inverse.size());
  return true;
}

void scale_meetings(PairMoments& pair, const FactorMoments& f, const FactorMoments& g) {
  const auto qf = static_cast<Index>(f.q), qg = static_cast<Index>(g.q);
  const Eigen::Map<const MatrixXd> uf(f.unscale.data(), qf, qf), ug(g.unscale.data(), qg, qg);
  for (std::size_t k = 0; k < pair.level_f.size(); ++k) {
    Eigen::Map<MatrixXd> zz(&pair.zz[k * f.q * g.q], qf, qg);
    zz = (uf.transpose() * zz * ug).eval();
  }
}

}  // namespace

Result<MixedModelMoments> collect_moments(const MixedModelInput& input) {
  if (const auto checked = check_mixed_lengths(input); !checked) return std::unexpected(checked.error());
  auto moments = MomentsCollector(input).collect();
  if (const auto checked = check_moments(moments, input); !checked) return std::unexpected(checked.error());
  for (std::size_t f = 0; f < moments.factors.size(); ++f)
    if (!scale_terms(moments.factors[f], static_cast<double>(moments.n), moments.width()))
      return refuse(Blame::input, "method.slopes-collinear", {{"group", input.factors[f].name}});
  for (auto& pair : moments.pairs) scale_meetings(pair, moments.factors[pair.f], moments.factors[pair.g]);
  return moments;
}

}  // namespace potensial::stats
