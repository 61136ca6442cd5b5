// `potensial method groups`: the search of all groups on any CSV, so that it can be checked against other
// software (the inference specification, section 4). Text in, text out; reads no file and knows no learner.
//
// Characteristics: each cell's text is a level, in byte order; empty and "NA" are one level, "NA". Cluster ids
// are numbered in byte order. Given columns enter as numbers, or as one 0/1 column per level but the first
// where a cell is no number. A row without an outcome, a cluster or a given value is left out and counted.
// Without `delta` a finding falls short by 0.1 SD of the outcome, or by 0.05 where the outcome is 0 and 1 only.
//
// JSON (numbers to the last digit, null where there is no finite number):
//   searched, large_enough               conjunctions that hold anybody; those tested or not separable
//   too_few_members, too_few_clusters, too_common, not_separable, tested_main, tested_separate
//   n, left_out, clusters, residual_sd, delta
//   main, separate                       findings of single levels; of conjunctions; in order of acceptance
//   smaller, better, unclear             other stories of both stages: real but small; does better; not settled
//   each: {where: {name: level}, n, clusters, gap, low, high, own, own_low, own_high, q, total, carried, t, z,
//          without_peers, explains: [{where, n, q, as}]}
//   needed                               [{increment, n}]: members needed to be found, increments in residual SDs
//   every (when asked)                   [{where, n, clusters, sum, sum_squares, large_enough}]
// Refuses what the table and the search refuse; unknown and unfit columns. Pure, thread-safe.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "service/method_answer.hpp"
#include "stats/group_search.hpp"

namespace potensial::service {

struct GroupsRequest {
  std::string csv;  // the file's text
  std::string outcome, cluster;
  std::vector<std::string> characteristics, given;
  std::string id;               // column that settles ties, in byte order; may be empty
  std::optional<double> delta;  // in the outcome's unit
  stats::GroupSearchOptions options;
};

Result<MethodAnswer> method_groups(const GroupsRequest& request);

}  // namespace potensial::service
