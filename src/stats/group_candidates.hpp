// The candidates of one stage of a group search, with what stays the same while stories join: their members,
// their variation within clusters, and their products with nuisance columns.
// Internal to the group search; const use is thread-safe.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "stats/group_cube.hpp"
#include "stats/group_kernels.hpp"
#include "stats/group_nuisance.hpp"
#include "stats/group_rows.hpp"
#include "stats/group_space.hpp"

namespace potensial::stats {

// How many rows, and how many clusters with both members and peers, every conjunction holds; and the sum of
// squares of its mark centred on clusters.
struct GroupCounts {
  std::vector<std::uint32_t> members, clusters;
  std::vector<double> within;
};

GroupCounts count_groups(const GroupRows& rows, const ConjunctionSpace& space, const RareCells& rare, unsigned threads);

class GroupCandidates {
 public:
  static constexpr std::int32_t none = -1;

  GroupCandidates(const GroupRows& rows, const ConjunctionSpace& space, const RareCells& rare,
                  std::vector<std::uint32_t> groups, const GroupCounts& counts, unsigned threads);

  std::size_t size() const { return groups_.size(); }
  std::size_t width() const { return padded_to_lanes(size()); }  // of matrices over candidates; the rest is 0
  const Conditions& where(std::size_t c) const { return where_[c]; }
  std::uint32_t members(std::size_t c) const { return members_[c]; }
  double within(std::size_t c) const { return within_[c]; }  // sum of squares of the centred mark
  std::int32_t find(const Conditions& where) const { return place_[space_->number(where)]; }
  const GroupRows& rows() const { return *rows_; }
  unsigned threads() const { return threads_; }

  // Sums of v over the members of some candidates, cluster by cluster: a matrix of clusters x those candidates
  // (padded to lanes), stored in blocks of group_lanes candidates.
  std::vector<double> cluster_sums(const std::vector<double>& v, std::span<const std::uint32_t> some) const;
  // For each column x: the products of the centred column with every candidate's mark.
  std::vector<std::vector<double>> products(const std::vector<ColumnPointer>& columns) const;

 private:
  void sum_clusters(ConjunctionCube& cube, std::size_t first, const std::vector<double>& v,
                    std::span<const std::uint32_t> some, std::vector<double>& sums) const;
  void multiply(ConjunctionCube& cube, std::span<const ColumnPointer> columns,
                std::span<std::vector<double>> products) const;

  const GroupRows* rows_;
  const ConjunctionSpace* space_;
  const RareCells* rare_;
  unsigned threads_;
  std::vector<std::uint32_t> groups_;   // numbers in the space
  std::vector<std::int32_t> place_;     // candidate of each number, or none
  std::vector<Conditions> where_;
  std::vector<std::uint32_t> members_;
  std::vector<double> within_;
};

}  // namespace potensial::stats
