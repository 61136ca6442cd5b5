// From the search of all groups to findings that people can read and the ledger can keep: each with its gap
// within schools, what it adds to its parts, its three comparisons, its years and its schools
// (the inference specification, sections 4.1, 4.2 and 4.5; GRP-02).
//
// The outcome searched is the residual of model 1A with 1A's covariates partialled out; a learner who stands
// in several of the years counts once, at the latest. Learners without any earlier result are left out and
// counted, where the indicator has earlier results at all: nothing can be said of them from the same start.
// Deterministic; pure; thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "insight/comparable_schools.hpp"
#include "insight/indicator_standards.hpp"
#include "insight/verdict_rule.hpp"
#include "model/cohort.hpp"
#include "model/finding.hpp"
#include "stats/group_search.hpp"

namespace potensial::insight {

struct FindingRequest {
  std::string scope;                      // organisation id
  std::vector<std::uint32_t> schools;     // of the cohort, searched; empty: all
  AcademicYear from, to;                  // years pooled
  stats::GroupSearchOptions options;      // delta is taken from the indicator
  std::size_t schools_listed = 5;         // furthest from expected, and doing better
};

struct GroupFindings {
  std::vector<FindingRecord> findings;      // stage of main gaps first, then separate stories; as accepted
  std::vector<FindingRecord> small;         // real, and smaller than the practical threshold
  std::vector<FindingRecord> does_better;
  std::vector<FindingRecord> beside_others; // stands out only beside other groups: its own gap is not clearly that
  SearchedCounts counts;

  // Files a group under the list that its own gap and interval allow.
  void take(FindingRecord record);
};

// Kept findings of one search, filed again.
GroupFindings groups_of(std::vector<FindingRecord> findings);

// Refuses "insight.no-expected-standard" where model 1A could not be fitted, and as the search does. After its steps a watch
// is told "judging".
Result<GroupFindings> find_groups(const Cohort& cohort, const IndicatorStandards& standards,
                                  const Comparators& comparators, const VerdictRule& rule,
                                  const FindingRequest& request);

}  // namespace potensial::insight
