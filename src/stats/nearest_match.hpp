// Matching of each treated row with like rows that were not treated (the inference specification, section 8.1): within a stratum,
// to the nearest score within a caliper, without replacement. The score is an earlier outcome or the logit of a propensity.
//
// Treated rows take their turn in descending score, ties by ascending id. Each takes the free row of its stratum whose place it
// shares most closely (`near`, the closest kind of place first, then anywhere), among those the nearest in score, ties by ascending
// id. With several to each, everybody takes a first before anybody takes a second. The caliper is in standard deviations: the root of
// the mean of the two variances of the score, treated and not, over rows with a stratum; it is closed (a row exactly at the caliper is
// taken, up to rounding of 1e-12). Where a side has fewer than two rows the variance of the other stands for both.
//
// A row without a score (NaN) or stratum (kNoLevel) is not matched and not matched with. The answer does not depend on the order of
// rows. Refuses "method.match-lengths-differ" and "method.match-caliper" (not above 0, or none to each). Pure, thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/result.hpp"
#include "stats/linear_model.hpp"

namespace potensial::stats {

struct MatchRows {
  std::span<const std::uint8_t> treated;   // 1: to be matched, 0: to be matched with
  std::span<const std::uint32_t> stratum;  // all that must agree exactly, as one number
  std::span<const double> score;
  std::span<const std::uint64_t> id;       // each once
  std::vector<std::span<const std::uint32_t>> near = {};
};

struct MatchRule {
  double caliper = 0.2;      // standard deviations of the score; infinite: none
  std::uint32_t each = 1;    // at most so many to each treated row
};

enum class NoMatch : std::uint8_t {
  no_score,   // nothing to match by
  no_peer,    // nobody untreated in the stratum
  none_near,  // nobody left within the caliper
};

struct MatchedSet {
  std::size_t treated = 0;            // row
  std::vector<std::size_t> peers;     // rows, the first taken first
  std::vector<std::size_t> closeness; // of each peer: index into `near`, near.size() for anywhere
};

struct UnmatchedRow {
  std::size_t row = 0;
  NoMatch reason = NoMatch::no_score;
};

struct NearestMatch {
  std::vector<MatchedSet> sets;         // in the order of rows
  std::vector<UnmatchedRow> unmatched;  // in the order of rows
  double spread = 0;                    // the standard deviation that the caliper is counted in
};

Result<NearestMatch> nearest_match(const MatchRows& rows, const MatchRule& rule);

}  // namespace potensial::stats
