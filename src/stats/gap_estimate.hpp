// Intervals of gaps, shared by the gap of one group and the search of many: the CR1 interval over clusters,
// the plain (total) difference, and how a group lies in its clusters.
// Internal to the gap and the search; pure, thread-safe.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "stats/gap.hpp"
#include "stats/group_rows.hpp"

namespace potensial::stats {

struct GroupLayout {
  std::uint64_t members = 0;
  std::uint32_t clusters = 0;      // that hold both members and peers
  double share_without_peers = 0;  // of members
};

GroupLayout group_layout(const GroupRows& rows, std::span<const std::uint32_t> members);

// se = sqrt(k/(k-1) sum U^2) / V, t with k - 1 degrees of freedom; NaN bounds for k below 2.
Interval cluster_interval(double estimate, double variance, std::span<const double> scores, std::uint32_t k);

// Residuals of one pooled regression on the given columns, without cluster effects.
std::vector<double> pooled_residuals(const GroupRows& rows);

// Mean of members less mean of all others, with its CR1 interval over clusters that hold anybody.
Interval plain_difference(const GroupRows& rows, std::span<const std::uint32_t> members,
                          const std::vector<double>& residuals);

}  // namespace potensial::stats
