#include "stats/group_candidates.hpp"

#include <algorithm>

#include "base/parallel.hpp"
#include "stats/group_kernels.hpp"

namespace potensial::stats {
namespace group_candidates_detail {

constexpr std::size_t strip = 256;  // candidates handled together

std::size_t strips(std::size_t count) { return (count + strip - 1) / strip; }

// Groups met in one cluster, counted without clearing the whole space for each cluster.
struct ClusterCount {
  std::vector<std::uint32_t> here;
  std::vector<std::uint32_t> met;

  void add(std::uint32_t group) {
    if (here[group]++ == 0) met.push_back(group);
  }
  void settle(std::size_t cluster_size, GroupCounts& counts) {
    for (const auto group : met) {
      counts.members[group] += here[group];
      counts.clusters[group] += here[group] < cluster_size;
      here[group] = 0;
    }
    met.clear();
  }
};

void count_clusters(const GroupRows& rows, const ConjunctionSpace& space, std::uint32_t first, std::uint32_t step,
                    GroupCounts& counts) {
  counts.members.assign(space.size(), 0);
  counts.clusters.assign(space.size(), 0);
  ClusterCount count{std::vector<std::uint32_t>(space.size(), 0), {}};
  for (std::uint32_t s = first; s < rows.clusters; s += step) {
    for (auto row = rows.begin[s]; row < rows.begin[s + 1]; ++row)
      space.for_each(&rows.codes[row * rows.characteristics], [&](std::uint32_t group) { count.add(group); });
    count.settle(rows.size_of(s), counts);
  }
}

using Bits = std::vector<std::uint64_t>;

Bits bits_of(const std::vector<std::uint32_t>& members, std::size_t rows) {
  Bits bits((rows + 63) / 64, 0);
  for (const auto row : members) bits[row / 64] |= std::uint64_t{1} << (row % 64);
  return bits;
}

// One bit set for every level of every characteristic.
std::vector<std::vector<Bits>> level_bits(const GroupRows& rows) {
  std::vector<std::vector<Bits>> bits(rows.characteristics);
  for (std::size_t row = 0; row < rows.size(); ++row)
    for (std::size_t a = 0; a < rows.characteristics; ++a) {
      const auto code = rows.codes[row * rows.characteristics + a];
      if (bits[a].size() <= code) bits[a].resize(code + std::size_t{1}, Bits((rows.size() + 63) / 64, 0));
      bits[a][code][row / 64] |= std::uint64_t{1} << (row % 64);
    }
  return bits;
}

Bits intersection(const std::vector<std::vector<Bits>>& levels, const Conditions& where) {
  Bits bits = levels[where[0].characteristic][where[0].level];
  for (std::size_t k = 1; k < where.size(); ++k) {
    const auto& other = levels[where[k].characteristic][where[k].level];
    for (std::size_t w = 0; w < bits.size(); ++w) bits[w] &= other[w];
  }
  return bits;
}

// Share of each cluster's rows that a group column marks.
std::vector<double> shares(const GroupRows& rows, const NuisanceColumn& column) {
  std::vector<double> share(rows.clusters, 0.0);
  for (const auto row : column.members) share[rows.cluster[row]] += 1;
  for (std::uint32_t s = 0; s < rows.clusters; ++s)
    if (rows.size_of(s) > 0) share[s] /= static_cast<double>(rows.size_of(s));
  return share;
}

}  // namespace group_candidates_detail

GroupCounts count_groups(const GroupRows& rows, const ConjunctionSpace& space, unsigned threads) {
  const auto parts = std::max(threads, 1u);
  std::vector<GroupCounts> counts(parts);
  parallel_for(parts, threads, [&](std::size_t part) {
    group_candidates_detail::count_clusters(rows, space, static_cast<std::uint32_t>(part), parts, counts[part]);
  });
  for (std::size_t part = 1; part < parts; ++part)
    for (std::size_t group = 0; group < space.size(); ++group) {
      counts[0].members[group] += counts[part].members[group];
      counts[0].clusters[group] += counts[part].clusters[group];
    }
  return std::move(counts[0]);
}

GroupCandidates::GroupCandidates(const GroupRows& rows, const ConjunctionSpace& space,
                                 std::vector<std::uint32_t> groups, unsigned threads)
    : rows_(&rows), space_(&space), threads_(threads), groups_(std::move(groups)), place_(space.size(), none) {
  for (std::size_t c = 0; c < groups_.size(); ++c) {
    place_[groups_[c]] = static_cast<std::int32_t>(c);
    where_.push_back(space.conditions(groups_[c]));
  }
  count_by_cluster();
}

void GroupCandidates::count_by_cluster() {
  inside_.assign(rows_->clusters * size(), 0);
  parallel_for(rows_->clusters, threads_, [&](std::size_t s) {
    auto* inside = inside_.data() + s * size();
    for (auto row = rows_->begin[s]; row < rows_->begin[s + 1]; ++row)
      space_->for_each(&rows_->codes[row * rows_->characteristics], [&](std::uint32_t group) {
        if (place_[group] != none) ++inside[place_[group]];
      });
  });
  members_.assign(size(), 0);
  within_.assign(size(), 0.0);
  for (std::uint32_t s = 0; s < rows_->clusters; ++s)
    for (std::size_t c = 0; c < size(); ++c) {
      const double m = inside_[s * size() + c];
      if (m == 0) continue;
      members_[c] += inside_[s * size() + c];
      within_[c] += m * (1 - m / static_cast<double>(rows_->size_of(s)));
    }
}

std::vector<double> GroupCandidates::cluster_sums(const std::vector<double>& v) const {
  constexpr std::size_t together = 16;  // clusters, so that blocks are written in long runs
  const std::size_t clusters = rows_->clusters;
  std::vector<double> sums(clusters * width(), 0.0);
  parallel_for((clusters + together - 1) / together, threads_, [&](std::size_t part) {
    const auto from = part * together, to = std::min(from + together, clusters);
    std::vector<double> all(space_->size()), kept(together * width(), 0.0);
    for (auto s = from; s < to; ++s) {
      std::ranges::fill(all, 0.0);
      for (auto row = rows_->begin[s]; row < rows_->begin[s + 1]; ++row) {
        const double value = v[row];
        space_->for_each(&rows_->codes[row * rows_->characteristics], [&](std::uint32_t group) { all[group] += value; });
      }
      for (std::size_t c = 0; c < size(); ++c) kept[(s - from) * width() + c] = all[groups_[c]];
    }
    for (std::size_t block = 0; block < width(); block += group_lanes)
      for (auto s = from; s < to; ++s)
        std::copy_n(&kept[(s - from) * width() + block], group_lanes, &sums[block * clusters + s * group_lanes]);
  });
  return sums;
}

std::vector<double> GroupCandidates::numeric_products(const NuisanceColumn& column) const {
  const auto sums = cluster_sums(column.values);
  std::vector<double> products(width(), 0.0);
  for (std::size_t block = 0; block < width(); block += group_lanes)
    for (std::uint32_t s = 0; s < rows_->clusters; ++s)
      for (std::size_t lane = 0; lane < group_lanes; ++lane)
        products[block + lane] += sums[block * rows_->clusters + s * group_lanes + lane];
  return products;
}

void GroupCandidates::group_products(const std::vector<ColumnPointer>& columns,
                                     std::vector<std::vector<double>>& products) const {
  using namespace group_candidates_detail;
  std::vector<std::size_t> places;
  std::vector<Bits> bits;
  std::vector<std::vector<double>> share;
  for (std::size_t k = 0; k < columns.size(); ++k)
    if (columns[k]->values.empty()) {
      places.push_back(k);
      bits.push_back(bits_of(columns[k]->members, rows_->size()));
      share.push_back(shares(*rows_, *columns[k]));
    }
  if (places.empty()) return;
  const auto levels = level_bits(*rows_);
  parallel_for(strips(size()), threads_, [&](std::size_t at) {
    const auto from = at * strip, to = std::min(from + strip, size());
    for (auto c = from; c < to; ++c) {
      const auto own = intersection(levels, where_[c]);
      for (std::size_t k = 0; k < places.size(); ++k)
        products[places[k]][c] = static_cast<double>(common_bits(own.data(), bits[k].data(), own.size()));
    }
    for (std::uint32_t s = 0; s < rows_->clusters; ++s) {
      const auto* inside = inside_.data() + s * size();
      for (std::size_t k = 0; k < places.size(); ++k)
        if (share[k][s] != 0)
          for (auto c = from; c < to; ++c) products[places[k]][c] -= share[k][s] * inside[c];
    }
  });
}

std::vector<std::vector<double>> GroupCandidates::products(const std::vector<ColumnPointer>& columns) const {
  std::vector<std::vector<double>> all(columns.size(), std::vector<double>(width(), 0.0));
  for (std::size_t k = 0; k < columns.size(); ++k)
    if (!columns[k]->values.empty()) all[k] = numeric_products(*columns[k]);
  group_products(columns, all);
  return all;
}

}  // namespace potensial::stats
