// Invented tables for measuring and simulating the group search: rows in clusters with characteristics of
// school-like rates, one prior, cluster intercepts and slopes, and effects where asked for. The same seed
// gives the same table. Not thread-safe to make, plain values once made.
#pragma once

#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

#include "stats/group_search.hpp"

namespace potensial::bench {

struct InventedGroups {
  std::vector<double> outcome, prior;
  std::vector<std::uint32_t> cluster;
  std::uint32_t clusters = 0;
  std::vector<std::vector<std::uint8_t>> codes;  // characteristic by characteristic
  std::vector<std::uint16_t> levels;

  stats::GroupTable table() const {
    stats::GroupTable table{outcome, cluster, clusters, {}, {prior}, {}};
    for (std::size_t a = 0; a < codes.size(); ++a) table.characteristics.push_back({codes[a], levels[a]});
    return table;
  }
};

// Level 0 is the common one; rates of the others fall off geometrically and differ a little by cluster.
inline InventedGroups invented_groups(std::size_t rows, std::uint32_t clusters, const std::vector<std::uint16_t>& levels,
                                      const std::vector<double>& other_share, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  std::normal_distribution<double> normal;
  std::uniform_real_distribution<double> uniform;
  InventedGroups made;
  made.clusters = clusters;
  made.levels = levels;
  made.codes.resize(levels.size());
  std::vector<std::vector<double>> rate(clusters);
  for (auto& of_cluster : rate)
    for (const double share : other_share)
      of_cluster.push_back(1 / (1 + std::exp(-(std::log(share / (1 - share)) + 0.7 * normal(random)))));
  for (std::size_t row = 0; row < rows; ++row) {
    const auto s = static_cast<std::uint32_t>(random() % clusters);
    made.cluster.push_back(s);
    made.prior.push_back(normal(random));
    for (std::size_t a = 0; a < levels.size(); ++a) {
      std::uint8_t level = 0;
      if (uniform(random) < rate[s][a])
        for (level = 1; level + 1 < levels[a] && uniform(random) < 0.5;) ++level;
      made.codes[a].push_back(level);
    }
  }
  return made;
}

}  // namespace potensial::bench
