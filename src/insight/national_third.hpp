// In which third of all learners of a year somebody stands by results in several subjects: less able, average, more able, in the
// words of the reports. For lists of who is missed (GRP-06); a place among learners, not a verdict on a child.
//
// A learner's place is the mean of the results known, each in standard deviations of the year. Thirds are cut at quantiles, and
// who stands on a cut is above it: levels are few, so thirds are not equally large. Pure; thread-safe.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "model/academic_year.hpp"
#include "model/cohort.hpp"
#include "model/definition.hpp"

namespace potensial::insight {

enum class Third : std::uint8_t { lower, middle, upper };

struct ThirdRule {
  double middle_from = 1.0 / 3, upper_from = 2.0 / 3;  // shares of learners below
};
ThirdRule third_rule(const Definition& definition);

// Per row of the cohort; nothing for rows of other years and for learners without any result. `results`: columns as long as the
// cohort, NaN where there is none.
std::vector<std::optional<Third>> national_thirds(const Cohort& cohort, std::span<const std::vector<double>* const> results, AcademicYear year,
                                                  const ThirdRule& rule);

}  // namespace potensial::insight
