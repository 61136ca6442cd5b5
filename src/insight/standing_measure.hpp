// What one group shows under each comparison, before any page is judged: figures, and the evidence with the
// variants that must agree (reliability of the earlier result, learners here throughout, nearest schools).
// Used by school_standing and area_standing. Pure; thread-safe.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "insight/cohort_group.hpp"
#include "insight/comparable_schools.hpp"
#include "insight/indicator_standards.hpp"
#include "insight/verdict_rule.hpp"
#include "model/cohort.hpp"
#include "model/judgement.hpp"

namespace potensial::insight {

struct YearSpan {
  AcademicYear from, to;
  bool operator==(const YearSpan&) const = default;
};

struct Measured {
  Judgement figures;   // everything but verdict, reason, q and interval
  Evidence evidence;
  Evidence stable;     // of learners here throughout; equals `evidence` where all are
  Evidence other_low, other_high;  // previous: at the two reliabilities; comparable: low = nearest schools
};

struct MeasuredRow {
  std::size_t learners = 0, with_result = 0, counted = 0, attained = 0;
  std::array<Measured, comparisons.size()> of;
  Measured same_start;   // of a whole school: 1A
};

// The attained standard of one group at every school over one span, for comparison 3.
struct AttainedGroup {
  std::vector<SchoolMean> means;
  SchoolSpread spread;
};
AttainedGroup attained_group(const Cohort& cohort, const IndicatorStandards& standards,
                             std::span<const std::uint32_t> members, const Comparators& comparators);

struct MeasureContext {
  const Cohort& cohort;
  const IndicatorStandards& standards;
  const Comparators& comparators;
  const VerdictRule& rule;
  const AttainedGroup& attained;
  YearSpan years;
  bool everybody = false;  // the group is all learners
};

// `rows`: learners of the group at this school within the span.
MeasuredRow measure_school(const MeasureContext& context, std::uint32_t school, std::span<const std::uint32_t> rows);

// The same for an area: means over learners, errors clustered by school (t with schools - 1 degrees of freedom).
// `whole`: the area is the norm population itself and has no comparable schools.
MeasuredRow measure_area(const MeasureContext& context, std::span<const std::uint32_t> rows, bool whole);

}  // namespace potensial::insight
