// Comparison 3: the standards attained at comparable schools (the inference specification, section 2.3).
//
// The attained standard of a group at one school against the same group in its family and in its nearest
// schools. With learner variance sigma2, between-school variance tau2 within families (REML), comparators K,
// w_k = 1 / (tau2 + sigma2 / n_k), mu = sum w_k y_k / sum w_k and B = tau2 / (tau2 + sigma2 / n_j):
// raw difference d = y_j - mu; pooled estimate B d with SE sqrt(B sigma2 / n_j + B^2 / sum w_k).
// Schools are indices of the cohort's list. Pure; thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "insight/family_of_schools.hpp"
#include "insight/nearest_schools.hpp"
#include "insight/verdict_rule.hpp"
#include "model/judgement.hpp"

namespace potensial::insight {

// Who is compared with whom: per school of the cohort, its comparators of each kind, itself left out.
struct Comparators {
  std::vector<std::int32_t> family_of;                // number of the family, -1 without one
  std::vector<std::vector<std::uint32_t>> family, nearest;
};
Comparators comparators(std::span<const std::string> cohort_schools, std::span<const SchoolContext> contexts,
                        const FamilySet& families, const NearestRule& rule);

// The results of one group at one school.
struct SchoolMean {
  std::size_t learners = 0;
  double mean = 0;
  double deviations = 0;  // sum of squared deviations from the mean
};
// `members`: rows of `value`, all of one school.
SchoolMean school_mean(std::span<const double> value, std::span<const std::uint32_t> members);
std::vector<SchoolMean> school_means(std::span<const double> value, std::span<const std::uint32_t> members,
                                     std::span<const std::uint32_t> school, std::size_t schools);

struct SchoolSpread {
  double learner = 0;  // sigma2: within schools, pooled
  double school = 0;   // tau2: between schools of a family; never under the floor
};
inline constexpr double least_school_variance = 0.005;  // national SDs squared
// For yes/no outcomes `learner` is taken anew from the comparators' share in every comparison.
SchoolSpread school_spread(std::span<const SchoolMean> means, std::span<const std::int32_t> family_of,
                           double least = least_school_variance);

struct ComparableEstimate {
  double attained = no_figure, reference = no_figure;  // own mean; mu
  double raw = no_figure;       // d
  double estimate = no_figure;  // B d
  double se = no_figure;
  double reliability = no_figure;  // B
  std::size_t learners = 0;
  std::size_t schools = 0, comparator_learners = 0;  // behind mu
  bool enough = false;          // enough comparators under the rule
};
// `own`: the school's; `others`: its comparators, the school itself left out.
ComparableEstimate comparable_estimate(const SchoolMean& own, std::span<const SchoolMean> means,
                                       std::span<const std::uint32_t> others, const SchoolSpread& spread, bool yes_no,
                                       const VerdictRule& rule);

// Comparators where the group clearly does better: 95% interval of the pooled difference above 0 and enough
// learners there; by size of difference.
std::vector<std::uint32_t> clearly_better(std::span<const SchoolMean> means, std::uint32_t school,
                                          std::span<const std::uint32_t> others, const SchoolSpread& spread,
                                          const VerdictRule& rule);

}  // namespace potensial::insight
