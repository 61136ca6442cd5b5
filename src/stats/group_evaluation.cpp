#include "stats/group_evaluation.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>

#include "base/parallel.hpp"
#include "stats/group_kernels.hpp"

namespace potensial::stats {
namespace group_evaluation_detail {

constexpr std::size_t strip = 256;

// S_s of every candidate: clusters x candidates.
std::vector<double> scores_by_cluster(const GroupCandidates& candidates, const NuisanceModel& model,
                                      const std::vector<double>& lines, const std::vector<double>& residual) {
  auto scores = candidates.cluster_sums(residual);
  const auto weights = model.cluster_cross(residual);
  const auto width = candidates.size();
  parallel_for(candidates.rows().clusters, candidates.threads(), [&](std::size_t s) {
    subtract_lines(scores.data() + s * width, width, weights.data() + s * model.size(), lines.data(), model.size());
  });
  return scores;
}

struct Sums {
  std::vector<double> sum, squares;
};

Sums sums_over_clusters(const GroupCandidates& candidates, const std::vector<double>& scores) {
  const auto width = candidates.size();
  Sums sums{std::vector<double>(width, 0.0), std::vector<double>(width, 0.0)};
  parallel_for((width + strip - 1) / strip, candidates.threads(), [&](std::size_t at) {
    const auto from = at * strip, to = std::min(from + strip, width);
    for (std::uint32_t s = 0; s < candidates.rows().clusters; ++s)
      for (auto c = from; c < to; ++c) {
        const double score = scores[s * width + c];
        sums.sum[c] += score;
        sums.squares[c] += score * score;
      }
  });
  return sums;
}

// Whole numbers: score / norm x 2^shift, so that sums are exact and cannot overflow (Cauchy and Schwarz).
int shift_for(std::uint32_t clusters) { return 30 - (std::bit_width(clusters) + 1) / 2; }

struct Flips {
  std::vector<std::int32_t> observed;  // absolute value, by candidate
  std::vector<std::int32_t> maxima;    // by draw, descending
};

void fill_lanes(const std::vector<double>& scores, std::size_t width, std::size_t clusters, std::size_t from,
                const std::vector<double>& scale, std::vector<std::int32_t>& values) {
  const auto lanes = std::min(flip_lanes, width - from);
  for (std::size_t s = 0; s < clusters; ++s)
    for (std::size_t lane = 0; lane < lanes; ++lane)
      values[s * flip_lanes + lane] =
          static_cast<std::int32_t>(std::nearbyint(scores[s * width + from + lane] * scale[from + lane]));
}

Flips flip(const GroupCandidates& candidates, const std::vector<double>& scores, const std::vector<double>& scale,
           const SignPatterns& patterns) {
  const auto width = candidates.size();
  const std::size_t clusters = candidates.rows().clusters, blocks = (width + flip_lanes - 1) / flip_lanes;
  const std::size_t parts = std::min<std::size_t>(blocks, 64);
  Flips flips{std::vector<std::int32_t>(width, 0), std::vector<std::int32_t>(patterns.draws(), 0)};
  std::vector<std::vector<std::int32_t>> maxima(parts, flips.maxima);
  parallel_for(parts, candidates.threads(), [&](std::size_t part) {
    std::vector<std::int32_t> values(patterns.bytes() * 8 * flip_lanes, 0);
    for (auto block = part; block < blocks; block += parts) {
      const auto from = block * flip_lanes;
      std::ranges::fill(values, 0);
      fill_lanes(scores, width, clusters, from, scale, values);
      for (std::size_t lane = 0; lane < std::min(flip_lanes, width - from); ++lane) {
        for (std::size_t s = 0; s < clusters; ++s) flips.observed[from + lane] += values[s * flip_lanes + lane];
        flips.observed[from + lane] = std::abs(flips.observed[from + lane]);
      }
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
      flips.maxima, [&](std::int32_t maximum) { return maximum >= flips.observed[candidate]; });
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
  const auto width = candidates.size();
  std::vector<double> variance(width);
  for (std::size_t c = 0; c < width; ++c) variance[c] = candidates.within(c);
  for (std::size_t k = 0; k < count; ++k)
    for (std::size_t c = 0; c < width; ++c) variance[c] -= lines[k * width + c] * lines[k * width + c];
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
  const auto width = candidates_->size();
  std::vector<double> lines(model_.size() * width);
  for (std::size_t k = 0; k < model_.size(); ++k) {
    const auto& factor = model_.factor()[k];
    auto* line = lines.data() + k * width;
    std::ranges::copy(*products_[k], line);
    subtract_lines(line, width, factor.data(), lines.data(), k);
    for (std::size_t c = 0; c < width; ++c) line[c] /= factor[k];
  }
  return lines;
}

GroupScores score_groups(const GroupCandidates& candidates, const StageModel& stage,
                         const std::vector<double>& normal_scores, const SignPatterns& patterns,
                         double least_separability) {
  using namespace group_evaluation_detail;
  const auto width = candidates.size();
  GroupScores result;
  result.residual = normal_scores;
  stage.model().residualise(result.residual);
  const auto lines = stage.reduced_products();
  result.variance = variances(candidates, lines, stage.model().size());
  const auto scores = scores_by_cluster(candidates, stage.model(), lines, result.residual);
  const auto sums = sums_over_clusters(candidates, scores);
  const double sigma2 = residual_variance(candidates.rows(), stage.model(), result.residual);
  const double one = std::ldexp(1.0, shift_for(candidates.rows().clusters));
  std::vector<double> scale(width, 0.0);
  result.t.assign(width, 0.0);
  result.z = result.t;
  result.p.assign(width, 1.0);
  result.tested.assign(width, 0);
  for (std::size_t c = 0; c < width; ++c) {
    if (!(result.variance[c] >= least_separability * candidates.members(c)) || !(sums.squares[c] > 0)) continue;
    result.tested[c] = 1;
    result.t[c] = sums.sum[c] / std::sqrt(sums.squares[c]);
    result.z[c] = sums.sum[c] / std::sqrt(sigma2 * result.variance[c]);
    scale[c] = one / std::sqrt(sums.squares[c]);
  }
  const auto flips = flip(candidates, scores, scale, patterns);
  for (std::size_t c = 0; c < width; ++c)
    if (result.tested[c]) result.p[c] = adjusted_p(flips, c);
  return result;
}

}  // namespace potensial::stats
