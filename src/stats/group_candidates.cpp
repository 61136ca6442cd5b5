#include "stats/group_candidates.hpp"

#include <algorithm>
#include <utility>

#include "base/parallel.hpp"

namespace potensial::stats {
namespace group_candidates_detail {

constexpr std::size_t parts_of_count = 16;  // fixed, so that sums do not depend on threads

std::size_t octets(std::size_t count) { return (count + cube_lanes - 1) / cube_lanes; }

// Rows of up to eight clusters from `first`, each cluster in a lane of its own.
template <class Value>
void add_clusters(ConjunctionCube& cube, const GroupRows& rows, std::size_t first, const Value& value) {
  cube.start();
  const auto last = std::min<std::size_t>(first + cube_lanes, rows.clusters);
  for (auto row = rows.begin[first]; row < rows.begin[last]; ++row) cube.add(row, rows.cluster[row] - first, value(row));
  cube.complete();
}

GroupCounts empty_counts(std::size_t size) {
  return {std::vector<std::uint32_t>(size, 0), std::vector<std::uint32_t>(size, 0), std::vector<double>(size, 0.0)};
}

void count_octet(const ConjunctionCube& cube, const GroupRows& rows, std::size_t first, GroupCounts& counts) {
  double size[cube_lanes] = {};
  for (auto s = first; s < std::min<std::size_t>(first + cube_lanes, rows.clusters); ++s)
    size[s - first] = static_cast<double>(rows.size_of(static_cast<std::uint32_t>(s)));
  for (std::uint32_t group = 0; group < counts.members.size(); ++group) {
    const double* inside = cube.at(group);
    for (std::size_t lane = 0; lane < cube_lanes; ++lane) {
      if (inside[lane] == 0) continue;
      counts.members[group] += static_cast<std::uint32_t>(inside[lane]);
      counts.clusters[group] += inside[lane] < size[lane];
      counts.within[group] += inside[lane] * (1 - inside[lane] / size[lane]);
    }
  }
}

void add_counts(GroupCounts& all, const GroupCounts& part) {
  for (std::size_t group = 0; group < part.members.size(); ++group) {
    all.members[group] += part.members[group];
    all.clusters[group] += part.clusters[group];
    all.within[group] += part.within[group];
  }
}

// Up to eight columns, row by row.
std::vector<double> interleaved(const GroupRows& rows, std::span<const ColumnPointer> columns) {
  std::vector<double> lines(rows.size() * cube_lanes, 0.0);
  for (std::size_t k = 0; k < columns.size(); ++k) {
    const auto values = centred(rows, *columns[k]);
    for (std::size_t row = 0; row < values.size(); ++row) lines[row * cube_lanes + k] = values[row];
  }
  return lines;
}

}  // namespace group_candidates_detail

GroupCounts count_groups(const GroupRows& rows, const ConjunctionSpace& space, const RareCells& rare, unsigned threads) {
  using namespace group_candidates_detail;
  std::vector<GroupCounts> counts(parts_of_count);
  parallel_for(parts_of_count, threads, [&](std::size_t part) {
    counts[part] = empty_counts(space.size());
    ConjunctionCube cube(space, rare);
    for (auto octet = part; octet < octets(rows.clusters); octet += parts_of_count) {
      add_clusters(cube, rows, octet * cube_lanes, [](std::size_t) { return 1.0; });
      count_octet(cube, rows, octet * cube_lanes, counts[part]);
    }
  });
  for (std::size_t part = 1; part < parts_of_count; ++part) add_counts(counts[0], counts[part]);
  return std::move(counts[0]);
}

GroupCandidates::GroupCandidates(const GroupRows& rows, const ConjunctionSpace& space, const RareCells& rare,
                                 std::vector<std::uint32_t> groups, const GroupCounts& counts, unsigned threads)
    : rows_(&rows),
      space_(&space),
      rare_(&rare),
      threads_(std::max(threads, 1u)),
      groups_(std::move(groups)),
      place_(space.size(), none) {
  for (std::size_t c = 0; c < groups_.size(); ++c) {
    place_[groups_[c]] = static_cast<std::int32_t>(c);
    where_.push_back(space.conditions(groups_[c]));
    members_.push_back(counts.members[groups_[c]]);
    within_.push_back(counts.within[groups_[c]]);
  }
}

std::vector<double> GroupCandidates::cluster_sums(const std::vector<double>& v,
                                                  std::span<const std::uint32_t> some) const {
  const auto octets = group_candidates_detail::octets(rows_->clusters);
  std::vector<double> sums(rows_->clusters * padded_to_lanes(some.size()), 0.0);
  const std::size_t parts = std::min<std::size_t>(threads_, octets);
  parallel_for(parts, threads_, [&](std::size_t part) {
    ConjunctionCube cube(*space_, *rare_);
    for (auto octet = part; octet < octets; octet += parts) sum_clusters(cube, octet * cube_lanes, v, some, sums);
  });
  return sums;
}

void GroupCandidates::sum_clusters(ConjunctionCube& cube, std::size_t first, const std::vector<double>& v,
                                   std::span<const std::uint32_t> some, std::vector<double>& sums) const {
  group_candidates_detail::add_clusters(cube, *rows_, first, [&](std::size_t row) { return v[row]; });
  const std::size_t clusters = rows_->clusters, count = std::min(cube_lanes, clusters - first);
  for (std::size_t k = 0; k < some.size(); ++k) {
    const double* from = cube.at(groups_[some[k]]);
    double* to = &sums[(k / group_lanes * clusters + first) * group_lanes + k % group_lanes];
    for (std::size_t lane = 0; lane < count; ++lane) to[lane * group_lanes] = from[lane];
  }
}

void GroupCandidates::multiply(ConjunctionCube& cube, std::span<const ColumnPointer> columns,
                               std::span<std::vector<double>> products) const {
  const auto lines = group_candidates_detail::interleaved(*rows_, columns);
  cube.start();
  for (std::size_t row = 0; row < rows_->size(); ++row) cube.add(row, &lines[row * cube_lanes]);
  cube.complete();
  for (std::size_t c = 0; c < size(); ++c)
    for (std::size_t k = 0; k < columns.size(); ++k) products[k][c] = cube.at(groups_[c])[k];
}

std::vector<std::vector<double>> GroupCandidates::products(const std::vector<ColumnPointer>& columns) const {
  std::vector<std::vector<double>> all(columns.size(), std::vector<double>(width(), 0.0));
  parallel_for(group_candidates_detail::octets(columns.size()), threads_, [&](std::size_t octet) {
    ConjunctionCube cube(*space_, *rare_);
    const auto from = octet * cube_lanes, count = std::min(cube_lanes, columns.size() - from);
    multiply(cube, std::span(columns).subspan(from, count), std::span(all).subspan(from, count));
  });
  return all;
}

}  // namespace potensial::stats
