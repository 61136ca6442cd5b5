// The rows of a group search, put into one order that does not depend on how they came: by cluster, then by
// `order` or a hash of the row's content. Rows with a NaN in outcome or a given column are left out.
// Given columns are standardised (mean 0, SD 1) for the sake of the arithmetic. Clusters keep their numbers.
// Internal to the search and the gap; thread-safe once made.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "stats/group_search.hpp"

namespace potensial::stats {

struct GroupRows {
  std::size_t characteristics = 0;
  std::uint32_t clusters = 0;
  std::uint64_t left_out = 0;
  std::vector<std::uint32_t> begin;          // first row of each cluster, and the end: clusters + 1
  std::vector<std::uint32_t> cluster;        // of each row
  std::vector<std::uint64_t> order;          // settles ties
  std::vector<double> outcome;
  std::vector<std::uint8_t> codes;           // row by row, `characteristics` each
  std::vector<std::vector<double>> given;

  std::size_t size() const { return outcome.size(); }
  std::size_t size_of(std::uint32_t s) const { return begin[s + 1] - begin[s]; }
  bool holds(std::size_t row, const Conditions& where) const;
  std::vector<std::uint32_t> members(const Conditions& where) const;  // ascending rows
  // The same rows as one single cluster, for pooled regressions.
  GroupRows pooled() const;
};

GroupRows group_rows(const GroupTable& table);

// Takes the mean of its cluster from every value.
void centre_on_clusters(const GroupRows& rows, std::vector<double>& values);

// Normal scores of residuals: rank by value, values equal to 2^-30 of their SD by `order`.
std::vector<double> tie_broken_normal_scores(const GroupRows& rows, const std::vector<double>& residuals);

}  // namespace potensial::stats
