// Comparison 2: progress from the learners' own earlier standard (the inference specification, section 2.2).
//
// D_i = z_now - m(z_before), where m is the national mean of z_now among learners with that earlier result:
// the mean of its cell for levels, a restricted cubic spline (knots at percentiles 5, 35, 65, 95) for
// scores, separately for each year. Conditioning on the earlier result removes regression to the mean.
// The move in place, mean(z_now - z_before), is described and never judged. Pure; thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "model/academic_year.hpp"
#include "model/judgement.hpp"

namespace potensial::insight {

enum class EarlierResult { levels, scores };

// One entry per learner; NaN where the learner lacks one of the two results.
struct PreviousStandard {
  std::vector<double> now;       // z of the present result (NaN only without a present result)
  std::vector<double> before;    // z of the earlier result (NaN only without an earlier result)
  std::vector<double> expected;  // m(z_before); also known for learners without a present result
  std::vector<double> progress;  // D
  std::vector<double> variance;  // of D among learners of that year with that earlier result
  std::vector<double> slope;     // b of the year: slope of z_now on z_before through the national mean, 0
};

PreviousStandard previous_standard(std::span<const double> now, std::span<const double> before,
                                   std::span<const AcademicYear> year, EarlierResult kind);

// What the learners of a school or group show together.
struct Progress {
  std::size_t learners = 0;        // with a present result
  std::size_t with_earlier = 0;    // of them, with an earlier result: the estimate rests on these
  double move = no_figure;         // mean of z_now - z_before
  double now = no_figure, expected = no_figure;  // means of those with both
  double estimate = no_figure;     // mean D
  double se = no_figure;           // sqrt(sum of variances) / n: this cohort against the nation
  double drift = no_figure;        // mean of b * z_before

  // The estimate if the earlier result had this reliability: estimate - (1/rho - 1) * drift.
  double at_reliability(double rho) const { return estimate - (1 / rho - 1) * drift; }
};

// `members`: rows of the learners of the group, whether or not they have results.
Progress progress(const PreviousStandard& standard, std::span<const std::uint32_t> members);

}  // namespace potensial::insight
