// Exclusions per 1,000 learners, permanent and fixed-term by length, and by reason (ATT-03).
//
// Limits are 95% Poisson limits of the count by Byar's approximation (Breslow and Day 1987, II, 2.2), divided by
// the learners: they need no large numbers. Pure; thread-safe.
#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "model/cohort.hpp"
#include "model/column.hpp"

namespace potensial::insight {

enum class ExclusionKind { permanent, fixed_up_to_five_days, fixed_longer };

struct Exclusion {
  std::size_t place = 0;   // of the learner in the cohort
  ExclusionKind kind = ExclusionKind::fixed_up_to_five_days;
  double days = 0;
  std::string reason;
};

// From rows with `place`, `type` (PERM, FIXD), `days` and `reason`.
std::vector<Exclusion> exclusions_of(const FactTable& rows);

struct ExclusionRate {
  std::size_t exclusions = 0, learners = 0;
  double per_thousand = 0, low = 0, high = 0;
};

struct ExclusionRates {
  ExclusionRate permanent, fixed_up_to_five_days, fixed_longer;
  double days_lost = 0;                          // to fixed-term exclusions
  std::map<std::string, std::size_t> by_reason;  // all kinds
};

ExclusionRates exclusion_rates(const Cohort& cohort, std::span<const Exclusion> exclusions, std::span<const std::size_t> rows);

// Several years together: exclusions per 1,000 learners a year.
ExclusionRates pooled_rates(std::span<const ExclusionRates> years);

}  // namespace potensial::insight
