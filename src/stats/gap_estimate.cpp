#include "stats/gap_estimate.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "stats/group_nuisance.hpp"
#include "stats/student_t.hpp"

namespace potensial::stats {

GroupLayout group_layout(const GroupRows& rows, std::span<const std::uint32_t> members) {
  std::vector<std::size_t> inside(rows.clusters, 0);
  for (const auto row : members) ++inside[rows.cluster[row]];
  GroupLayout layout{.members = members.size()};
  std::size_t alone = 0;
  for (std::uint32_t s = 0; s < rows.clusters; ++s) {
    layout.clusters += inside[s] > 0 && inside[s] < rows.size_of(s);
    if (inside[s] == rows.size_of(s)) alone += inside[s];
  }
  if (!members.empty()) layout.share_without_peers = static_cast<double>(alone) / static_cast<double>(members.size());
  return layout;
}

Interval cluster_interval(double estimate, double variance, std::span<const double> scores, std::uint32_t k) {
  const double squares = std::inner_product(scores.begin(), scores.end(), scores.begin(), 0.0);
  const double clusters = k;
  const double se = k > 1 ? std::sqrt(clusters / (clusters - 1) * squares) / variance
                          : std::numeric_limits<double>::quiet_NaN();
  const double reach = student_t_quantile(0.975, clusters - 1) * se;
  return {estimate, se, estimate - reach, estimate + reach};
}

std::vector<double> pooled_residuals(const GroupRows& rows) {
  const auto one = rows.pooled();
  auto residuals = one.outcome;
  given_model(one).residualise(residuals);
  return residuals;
}

Interval plain_difference(const GroupRows& rows, std::span<const std::uint32_t> members,
                          const std::vector<double>& residuals) {
  const auto n = static_cast<double>(rows.size()), m = static_cast<double>(members.size());
  const double share = m / n, variance = m * (1 - share);
  const double all = std::accumulate(residuals.begin(), residuals.end(), 0.0);
  double inside = 0;
  for (const auto row : members) inside += residuals[row];
  const double other_mean = (all - inside) / (n - m), gap = inside / m - other_mean;
  // Residual of the two-mean model times the centred mark, summed by cluster.
  std::vector<double> scores(rows.clusters, 0.0);
  for (std::size_t row = 0; row < rows.size(); ++row) scores[rows.cluster[row]] -= share * (residuals[row] - other_mean);
  for (const auto row : members)
    scores[rows.cluster[row]] += share * (residuals[row] - other_mean) + (1 - share) * (residuals[row] - inside / m);
  std::uint32_t k = 0;
  for (std::uint32_t s = 0; s < rows.clusters; ++s) k += rows.size_of(s) > 0;
  return cluster_interval(gap, variance, scores, k);
}

}  // namespace potensial::stats
