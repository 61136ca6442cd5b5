// What stands beside the gap of a finding: its three comparisons, its share at the expected level, and the
// schools where it is furthest from expected or does better. Used by finding_search. Pure; thread-safe.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "insight/finding_search.hpp"

namespace potensial::insight {

// Fills `judged`, shares and schools of the findings; `rows`: the learners searched. The findings of one
// search are one family of tests for each comparison.
void judge_findings(std::span<FindingRecord> findings, const Cohort& cohort, const IndicatorStandards& standards,
                    const Comparators& comparators, const VerdictRule& rule, std::span<const std::uint32_t> rows,
                    const FindingRequest& request);

}  // namespace potensial::insight
