// The gap of a group within clusters: how far members differ from other members of the same clusters from
// the same start, with its interval and its sign-flip p (the inference specification, sections 4.2 and 4.3).
//
// gap = sum zt e / sum zt^2, where zt is the member mark centred on clusters with the given columns X
// partialled out, and e the outcome treated alike; clusters weigh by members x peers / size.
// Interval: cluster-robust CR1, U_s = sum zt (e - gap zt), se = sqrt(k/(k-1) sum U_s^2) / V, t with k - 1
// degrees of freedom, k = clusters that hold both members and peers. Not adjusted for selection.
// p: scores S_s = sum zt e, t = sum S_s / sqrt(sum S_s^2), two-sided over the sign patterns of clusters:
// all 2^k of them when at most 12 clusters have a score, else (1 + count) / (draws + 1) of drawn signs.
// Total gap: the difference of mean residuals of one pooled regression on X (no cluster effects), members
// less all others, with a CR1 interval over all clusters; carried = total - gap is what clusters carry.
//
// Rows: all spans have one length; `member` is 0 or 1; `cluster` below `clusters`, numbered by ascending id.
// A row with a NaN in outcome or X is left out and counted. Outcome in any unit; results in that unit.
// Refuses: "group-search.no-members", "group-search.no-peers" (no cluster holds both, or X tells members
// apart completely). Pure, thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "base/result.hpp"

namespace potensial::stats {

struct GapRows {
  std::span<const double> outcome;
  std::span<const std::uint8_t> member;
  std::span<const std::uint32_t> cluster;
  std::uint32_t clusters = 0;
  std::vector<std::span<const double>> given;  // X, numeric columns as they are
};

struct SignDraws {
  std::uint32_t draws = 999;
  std::uint64_t seed = 2010;
};

struct Interval {
  double estimate = 0, se = 0, low = 0, high = 0;  // 95%
};

struct Gap {
  std::uint64_t members = 0, others = 0, left_out = 0;
  std::uint32_t clusters = 0;      // that hold both members and peers
  double share_without_peers = 0;  // of members, in clusters where everybody is a member
  Interval within, total;
  double carried = 0;              // total - within
  double t = 0, p = 1;             // of the sign-flip test, on the outcome as it is
  bool exact = false;              // all sign patterns were counted
  double variance = 0;             // V = sum zt^2
  std::vector<double> scores;      // S_s by cluster
};

Result<Gap> group_gap(const GapRows& rows, const SignDraws& draws = {});

// The gaps of many groups of the same rows: what does not depend on the group is fitted once. Const use is
// thread-safe; memory about 8 bytes x rows x (given columns + 4).
class GapModel {
 public:
  // `member` of the rows is not looked at.
  static Result<GapModel> of(const GapRows& rows);
  // `member`: one for each of those rows, in their order. Refuses as group_gap.
  Result<Gap> gap(std::span<const std::uint8_t> member, const SignDraws& draws = {}) const;

 private:
  struct Fitted;
  explicit GapModel(std::shared_ptr<const Fitted> fitted) : fitted_(std::move(fitted)) {}
  std::shared_ptr<const Fitted> fitted_;
};

// The total gap alone, for groups too few to judge: no test, interval over clusters.
Result<Interval> total_gap(const GapRows& rows);

}  // namespace potensial::stats
