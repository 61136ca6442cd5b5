#include "stats/group_evaluation.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>

#include "base/parallel.hpp"
#include "stats/group_kernels.hpp"

namespace potensial::stats {
namespace group_evaluation_detail {

// S_s of every candidate: clusters x width, in blocks.
std::vector<double> scores_by_cluster(const GroupCandidates& candidates, const NuisanceModel& model,
                                      const std::vector<double>& lines, const std::vector<double>& residual) {
  auto scores = candidates.cluster_sums(residual);
  const auto weights = model.cluster_cross(residual);
  parallel_for(candidates.width() / group_lanes, candidates.threads(), [&](std::size_t block) {
    const std::size_t clusters = candidates.rows().clusters;
    subtract_product(scores.data() + block * clusters * group_lanes, clusters, weights.data(),
                     lines.data() + block * model.size() * group_lanes, model.size());
  });
  return scores;
}

struct Sums {
  std::vector<double> sum, squares;
};

Sums sums_over_clusters(const GroupCandidates& candidates, const std::vector<double>& scores) {
  const auto width = candidates.width();
  Sums sums{std::vector<double>(width, 0.0), std::vector<double>(width, 0.0)};
  const std::size_t clusters = candidates.rows().clusters;
  parallel_for(width / group_lanes, candidates.threads(), [&](std::size_t block) {
    const auto* score = scores.data() + block * clusters * group_lanes;
    for (std::size_t s = 0; s < clusters; ++s, score += group_lanes)
      for (std::size_t lane = 0; lane < group_lanes; ++lane) {
        sums.sum[block * group_lanes + lane] += score[lane];
        sums.squares[block * group_lanes + lane] += score[lane] * score[lane];
      }
  });
  return sums;
}

// Whole numbers: score / norm x 2^shift, so that sums are exact and cannot overflow (Cauchy and Schwarz).
int shift_for(std::uint32_t clusters) { return 30 - (std::bit_width(clusters) + 1) / 2; }

struct Flips {
  std::vector<std::int32_t> observed;  // by candidate
  std::vector<std::int32_t> maxima;    // by draw, descending
};

// To the nearest whole number, without a call: adding 3 x 2^51 leaves no room for a fraction.
std::int32_t whole(double value) {
  constexpr double no_fraction = 6755399441055744.0;
  return static_cast<std::int32_t>((value + no_fraction) - no_fraction);
}

// The whole numbers of 16 candidates by cluster, and what they come to as they are.
void fill_lanes(const double* scores, std::size_t clusters, const double* scale, std::int32_t* values,
                std::int32_t* observed) {
  for (std::size_t s = 0; s < clusters; ++s)
    for (std::size_t lane = 0; lane < group_lanes; ++lane) {
      values[s * group_lanes + lane] = whole(scores[s * group_lanes + lane] * scale[lane]);
      observed[lane] += values[s * group_lanes + lane];
    }
}

Flips flip(const GroupCandidates& candidates, const std::vector<double>& scores, const std::vector<double>& scale,
           const SignPatterns& patterns) {
  const auto width = candidates.width(), blocks = width / group_lanes;
  const std::size_t parts = std::min<std::size_t>(blocks, 64);
  Flips flips{std::vector<std::int32_t>(width, 0), std::vector<std::int32_t>(patterns.draws(), 0)};
  std::vector<std::vector<std::int32_t>> maxima(parts, flips.maxima);
  parallel_for(parts, candidates.threads(), [&](std::size_t part) {
    std::vector<std::int32_t> values(patterns.bytes() * 8 * group_lanes, 0);
    for (auto block = part; block < blocks; block += parts) {
      const auto from = block * group_lanes;
      fill_lanes(scores.data() + from * candidates.rows().clusters, candidates.rows().clusters, scale.data() + from,
                 values.data(), flips.observed.data() + from);
      raise_flip_maxima(values.data(), patterns, maxima[part].data());
    }
  });
  for (const auto& part : maxima)
    for (std::size_t b = 0; b < part.size(); ++b) flips.maxima[b] = std::max(flips.maxima[b], part[b]);
  std::ranges::sort(flips.maxima, std::greater{});
  return flips;
}

double adjusted_p(const Flips& flips, std::size_t candidate) {
  const auto reached = std::ranges::partition_point(
      flips.maxima, [&](std::int32_t maximum) { return maximum >= std::abs(flips.observed[candidate]); });
  const auto count = static_cast<double>(reached - flips.maxima.begin());
  return (1 + count) / (static_cast<double>(flips.maxima.size()) + 1);
}

double residual_variance(const GroupRows& rows, const NuisanceModel& model, const std::vector<double>& residual) {
  std::size_t used = model.size();
  for (std::uint32_t s = 0; s < rows.clusters; ++s) used += rows.size_of(s) > 0;
  const double squares = std::inner_product(residual.begin(), residual.end(), residual.begin(), 0.0);
  return rows.size() > used ? squares / static_cast<double>(rows.size() - used) : 0;
}

std::vector<double> variances(const GroupCandidates& candidates, const std::vector<double>& lines, std::size_t count) {
  const auto width = candidates.width();
  std::vector<double> variance(width, 0.0);
  for (std::size_t c = 0; c < candidates.size(); ++c) variance[c] = candidates.within(c);
  for (std::size_t block = 0; block < width; block += group_lanes)
    for (std::size_t k = 0; k < count; ++k)
      for (std::size_t lane = 0; lane < group_lanes; ++lane) {
        const double line = lines[block * count + k * group_lanes + lane];
        variance[block + lane] -= line * line;
      }
  return variance;
}

}  // namespace group_evaluation_detail

StageModel::StageModel(const GroupCandidates& candidates, const std::vector<ColumnPointer>& columns)
    : candidates_(&candidates), model_(candidates.rows()) {
  auto products = candidates.products(columns);
  for (std::size_t k = 0; k < columns.size(); ++k) add(columns[k], std::move(products[k]));
}

bool StageModel::add(const ColumnPointer& column, std::vector<double> product) {
  if (!model_.add(column)) return false;
  products_.push_back(std::make_shared<const std::vector<double>>(std::move(product)));
  return true;
}

bool StageModel::add(const ColumnPointer& column) {
  return add(column, std::move(candidates_->products({column}).front()));
}

std::vector<double> StageModel::reduced_products() const {
  const auto width = candidates_->width();
  std::vector<double> lines(model_.size() * width);
  parallel_for(width / group_lanes, candidates_->threads(), [&](std::size_t block) {
    auto* start = lines.data() + block * model_.size() * group_lanes;
    for (std::size_t k = 0; k < model_.size(); ++k) {
      const auto& factor = model_.factor()[k];
      auto* line = start + k * group_lanes;
      std::copy_n(products_[k]->data() + block * group_lanes, group_lanes, line);
      subtract_product(line, 1, factor.data(), start, k);
      for (std::size_t c = 0; c < group_lanes; ++c) line[c] /= factor[k];
    }
  });
  return lines;
}

// Tests every separable candidate: fills t, z and `tested`, and the scale that makes scores whole numbers.
std::vector<double> StageModel::studentise(const std::vector<double>& scores, double least_separability,
                                           GroupScores& result) const {
  using namespace group_evaluation_detail;
  const auto width = candidates_->width();
  const auto sums = sums_over_clusters(*candidates_, scores);
  const double sigma2 = residual_variance(candidates_->rows(), model_, result.residual);
  const double one = std::ldexp(1.0, shift_for(candidates_->rows().clusters));
  std::vector<double> scale(width, 0.0);
  for (std::size_t c = 0; c < candidates_->size(); ++c) {
    if (!(result.variance[c] >= least_separability * candidates_->members(c)) || !(sums.squares[c] > 0)) continue;
    result.tested[c] = 1;
    result.t[c] = sums.sum[c] / std::sqrt(sums.squares[c]);
    result.z[c] = sums.sum[c] / std::sqrt(sigma2 * result.variance[c]);
    scale[c] = one / std::sqrt(sums.squares[c]);
  }
  return scale;
}

GroupScores StageModel::score(const std::vector<double>& normal_scores, const SignPatterns& patterns,
                              double least_separability) const {
  using namespace group_evaluation_detail;
  const auto width = candidates_->width();
  GroupScores result{normal_scores, {}, std::vector<double>(width, 0.0), std::vector<double>(width, 0.0),
                     std::vector<double>(width, 1.0), std::vector<std::uint8_t>(width, 0)};
  model_.residualise(result.residual);
  const auto lines = reduced_products();
  result.variance = variances(*candidates_, lines, model_.size());
  const auto scores = scores_by_cluster(*candidates_, model_, lines, result.residual);
  const auto scale = studentise(scores, least_separability, result);
  const auto flips = flip(*candidates_, scores, scale, patterns);
  for (std::size_t c = 0; c < candidates_->size(); ++c)
    if (result.tested[c]) result.p[c] = adjusted_p(flips, c);
  return result;
}

}  // namespace potensial::stats
