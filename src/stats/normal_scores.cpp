#include "stats/normal_scores.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>

#include "stats/normal_distribution.hpp"

namespace potensial::stats {
namespace {

constexpr double kNoScore = std::numeric_limits<double>::quiet_NaN();

}  // namespace

std::vector<double> mid_rank_normal_scores(std::span<const std::uint64_t> counts) {
  const double total = static_cast<double>(std::accumulate(counts.begin(), counts.end(), std::uint64_t{0}));
  std::vector<double> scores;
  double below = 0;
  for (const std::uint64_t count : counts) {
    const double own = static_cast<double>(count);
    scores.push_back(count == 0 ? kNoScore : normal_quantile((below + own / 2) / total));
    below += own;
  }
  return scores;
}

std::vector<double> rank_normal_scores(std::span<const double> values) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < values.size(); ++i)
    if (!std::isnan(values[i])) order.push_back(i);
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
  std::vector<double> scores(values.size(), kNoScore);
  const double n = static_cast<double>(order.size());
  for (std::size_t rank = 0; rank < order.size(); ++rank)
    scores[order[rank]] = normal_quantile((static_cast<double>(rank) + 0.5) / n);
  return scores;
}

}  // namespace potensial::stats
