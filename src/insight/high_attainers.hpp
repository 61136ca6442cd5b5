// Learners who were ahead and have fallen back: high earlier attainment, present result below what it predicts
// (GRP-05). Per school, disadvantaged learners apart, whether or not they take part in any funded activity.
//
// High: an earlier result at or above the national percentile of the rule. Fallen back: progress from the
// earlier standard in the lowest part of learners with that earlier result. A list for teachers to look at,
// not a verdict on a child. Pure; thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "insight/previous_standard.hpp"
#include "model/cohort.hpp"
#include "model/finding.hpp"

namespace potensial::insight {

struct HighAttainerRule {
  double high_from = 0.75;  // percentile of the earlier result
  double lowest = 0.25;     // part of like learners that counts as fallen back
};

struct FallenBack {
  LearnerId learner{};
  std::uint32_t row = 0;      // of the cohort
  double before = 0, now = 0, expected = 0;  // z
  bool disadvantaged = false;
};

struct HighAttainers {
  std::uint32_t school = 0;   // of the cohort
  AcademicYear year;
  std::size_t high = 0, high_disadvantaged = 0;          // with a high earlier result
  std::size_t without_result = 0;                        // of them, without a present result
  std::size_t fallen = 0, fallen_disadvantaged = 0;
  std::vector<std::uint32_t> rows;                       // of the cohort, with a high earlier result
  std::vector<FallenBack> learners;                      // furthest below first, ties by learner
};

// One entry per school and year that has learners with high earlier results, by year and school.
// `disadvantaged`: a condition such as entitlement to free school meals.
std::vector<HighAttainers> high_attainers(const Cohort& cohort, const PreviousStandard& standard,
                                          const Condition& disadvantaged, const HighAttainerRule& rule);

}  // namespace potensial::insight
