// Treated rows beside the rows they were matched with: how alike both sides are, and how their outcomes differ, with a 95% interval (the
// inference specification, section 8.1: matched, then regression with the same covariates).
//
// Each set counts once: a treated row against the mean of its peers. `plain` is the mean of those differences; `adjusted` the
// coefficient of the treated side in least squares of the outcomes of both sides on the covariates, so that what matching left unlike
// is taken out (the same as `plain` where there are too few sets for the covariates). Errors are CR2 with Satterthwaite degrees of freedom (cluster_robust.hpp). Clusters are the places of the treated rows;
// where all are in one place, the sets themselves (a paired comparison, which says nothing of other places).
// An interval is NaN below two sets.
//
// Balance: mean of the treated less mean of the others, in the root of the mean of the two variances before matching; "before" over all
// rows of either side, "after" over the sets. 0 where nothing varies. Refuses as the parts do. Pure, thread-safe.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "stats/gap.hpp"
#include "stats/named_column.hpp"
#include "stats/nearest_match.hpp"

namespace potensial::stats {

struct MatchedOutcome {
  std::span<const double> outcome;          // one per row; finite for all that were matched
  std::span<const std::uint32_t> place;     // one per row
  std::vector<NamedColumn> covariates = {}; // finite for all that were matched
};

struct MatchedDifference {
  std::size_t sets = 0, peers = 0, places = 0;   // places of treated rows
  double treated_mean = 0, peer_mean = 0;        // of the outcome
  Interval plain, adjusted;
  double plain_df = 0, adjusted_df = 0;
  bool by_place = false;                         // clusters are places, not sets
};

Result<MatchedDifference> matched_difference(const MatchedOutcome& of, std::span<const MatchedSet> sets);

struct Balance {
  std::string name;
  double before = 0, after = 0;  // standard deviations
};

// NaN rows of a covariate are left out.
std::vector<Balance> match_balance(std::span<const std::uint8_t> treated, std::span<const NamedColumn> covariates, std::span<const MatchedSet> sets);

}  // namespace potensial::stats
