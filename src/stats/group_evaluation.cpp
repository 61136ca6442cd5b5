#include "stats/group_evaluation.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>

#include "base/parallel.hpp"
#include "stats/group_kernels.hpp"

namespace potensial::stats {
namespace group_evaluation_detail {

// Whole numbers: score / norm x 2^shift, so that sums are exact and cannot overflow (Cauchy and Schwarz).
int shift_for(std::uint32_t clusters) { return 30 - (std::bit_width(clusters) + 1) / 2; }

// To the nearest whole number, without a call: adding 3 x 2^51 leaves no room for a fraction.
std::int32_t whole(double value) {
  constexpr double no_fraction = 6755399441055744.0;
  return static_cast<std::int32_t>((value + no_fraction) - no_fraction);
}

// Candidates of one step that are separable, and what comes of them.
struct Step {
  const GroupCandidates& candidates;
  const NuisanceModel& model;
  const SignPatterns& patterns;
  std::vector<std::uint32_t> some;      // candidates
  std::vector<double> lines;            // of those: columns x 16, block by block
  std::vector<double> weights;          // (L^-1 X'e)_s: clusters x columns
  double sigma2 = 0;
  WorkWatch* watch = nullptr;
};

struct Lanes {
  double sum[group_lanes] = {}, squares[group_lanes] = {}, scale[group_lanes] = {};
};

Lanes lanes_of(const double* scores, std::size_t clusters) {
  Lanes lanes;
  for (std::size_t s = 0; s < clusters; ++s, scores += group_lanes)
    for (std::size_t lane = 0; lane < group_lanes; ++lane) {
      lanes.sum[lane] += scores[lane];
      lanes.squares[lane] += scores[lane] * scores[lane];
    }
  const double one = std::ldexp(1.0, shift_for(static_cast<std::uint32_t>(clusters)));
  for (std::size_t lane = 0; lane < group_lanes; ++lane)
    if (lanes.squares[lane] > 0) lanes.scale[lane] = one / std::sqrt(lanes.squares[lane]);
  return lanes;
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

void keep_lanes(const Step& step, std::size_t block, const Lanes& lanes, GroupScores& result) {
  const auto count = std::min(group_lanes, step.some.size() - block * group_lanes);
  for (std::size_t lane = 0; lane < count; ++lane) {
    const auto c = step.some[block * group_lanes + lane];
    if (!(lanes.squares[lane] > 0)) continue;
    result.tested[c] = 1;
    result.t[c] = lanes.sum[lane] / std::sqrt(lanes.squares[lane]);
    result.z[c] = lanes.sum[lane] / std::sqrt(step.sigma2 * result.variance[c]);
  }
}

struct Flips {
  std::vector<std::int32_t> observed;  // by candidate of the step
  std::vector<std::int32_t> maxima;    // by draw, descending
};

// Scores, t, z and draws of 16 candidates: all that is read stays in the cache.
void evaluate_block(const Step& step, std::size_t block, double* scores, std::vector<std::int32_t>& values,
                    GroupScores& result, std::int32_t* observed, std::int32_t* maxima) {
  const std::size_t clusters = step.candidates.rows().clusters, columns = step.model.size();
  subtract_product(scores, clusters, step.weights.data(), step.lines.data() + block * columns * group_lanes, columns);
  const auto lanes = lanes_of(scores, clusters);
  keep_lanes(step, block, lanes, result);
  fill_lanes(scores, clusters, lanes.scale, values.data(), observed);
  raise_flip_maxima(values.data(), step.patterns, maxima);
}

Flips evaluate(const Step& step, GroupScores& result) {
  auto scores = step.candidates.cluster_sums(result.residual, step.some);
  const std::size_t clusters = step.candidates.rows().clusters, width = padded_to_lanes(step.some.size());
  const std::size_t blocks = width / group_lanes, parts = std::min<std::size_t>(blocks, 64);
  Flips flips{std::vector<std::int32_t>(width, 0), std::vector<std::int32_t>(step.patterns.draws(), 0)};
  std::vector<std::vector<std::int32_t>> maxima(parts, flips.maxima);
  parallel_for(parts, step.candidates.threads(), [&](std::size_t part) {
    std::vector<std::int32_t> values(step.patterns.bytes() * 8 * group_lanes, 0);
    for (auto block = part; block < blocks && !stopped(step.watch); block += parts) {
      evaluate_block(step, block, scores.data() + block * clusters * group_lanes, values, result,
                     flips.observed.data() + block * group_lanes, maxima[part].data());
      advance(step.watch, group_lanes);
    }
  });
  for (const auto& part : maxima)
    for (std::size_t b = 0; b < part.size(); ++b) flips.maxima[b] = std::max(flips.maxima[b], part[b]);
  std::ranges::sort(flips.maxima, std::greater{});
  return flips;
}

double adjusted_p(const Flips& flips, std::size_t place) {
  const auto reached = std::ranges::partition_point(
      flips.maxima, [&](std::int32_t maximum) { return maximum >= std::abs(flips.observed[place]); });
  const auto count = static_cast<double>(reached - flips.maxima.begin());
  return (1 + count) / (static_cast<double>(flips.maxima.size()) + 1);
}

std::vector<std::uint32_t> separable(const GroupCandidates& candidates, const std::vector<double>& variance,
                                     double least_separability) {
  std::vector<std::uint32_t> some;
  for (std::uint32_t c = 0; c < candidates.size(); ++c)
    if (variance[c] >= least_separability * candidates.members(c)) some.push_back(c);
  return some;
}

// The lines of some candidates, in blocks of their own.
std::vector<double> lines_of(const std::vector<double>& lines, std::size_t columns,
                             const std::vector<std::uint32_t>& some) {
  std::vector<double> result(padded_to_lanes(some.size()) * columns, 0.0);
  const auto start = [&](std::size_t c) { return c / group_lanes * group_lanes * columns + c % group_lanes; };
  for (std::size_t k = 0; k < some.size(); ++k)
    for (std::size_t column = 0; column < columns; ++column)
      result[start(k) + column * group_lanes] = lines[start(some[k]) + column * group_lanes];
  return result;
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

StageColumn stage_column(const GroupCandidates& candidates, ColumnPointer column) {
  auto products = std::make_shared<const std::vector<double>>(std::move(candidates.products({column}).front()));
  return {std::move(column), std::move(products)};
}

StageModel::StageModel(const GroupCandidates& candidates, const std::vector<ColumnPointer>& columns)
    : candidates_(&candidates), model_(candidates.rows()) {
  auto products = candidates.products(columns);
  for (std::size_t k = 0; k < columns.size(); ++k)
    add({columns[k], std::make_shared<const std::vector<double>>(std::move(products[k]))});
}

bool StageModel::add(const StageColumn& column) {
  if (!model_.add(column.column)) return false;
  products_.push_back(column.products);
  return true;
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

GroupScores StageModel::score(const std::vector<double>& normal_scores, const SignPatterns& patterns,
                              double least_separability, WorkWatch* watch) const {
  using namespace group_evaluation_detail;
  const auto width = candidates_->width();
  GroupScores result{normal_scores, {}, std::vector<double>(width, 0.0), std::vector<double>(width, 0.0),
                     std::vector<double>(width, 1.0), std::vector<std::uint8_t>(width, 0)};
  model_.residualise(result.residual);
  const auto lines = reduced_products();
  result.variance = variances(*candidates_, lines, model_.size());
  Step step{*candidates_, model_, patterns, separable(*candidates_, result.variance, least_separability), {}, {}, 0, watch};
  next_round(watch, step.some.size());
  step.lines = lines_of(lines, model_.size(), step.some);
  step.weights = model_.cluster_cross(result.residual);
  step.sigma2 = residual_variance(candidates_->rows(), model_, result.residual);
  const auto flips = evaluate(step, result);
  for (std::size_t k = 0; k < step.some.size(); ++k)
    if (result.tested[step.some[k]]) result.p[step.some[k]] = adjusted_p(flips, k);
  return result;
}

}  // namespace potensial::stats
