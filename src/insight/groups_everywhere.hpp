// What every group shows at every school, in each span of years that a page about one year may fall back on: the part of
// all standings that is the same whichever school or area they are of, worked out once for all of them.
//
// Spans: the year of the page, the two years before it one by one, then three and five years pooled, as far as the
// cohort goes back. Groups: all learners first, then every level of every searched characteristic. Pure; thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "insight/cohort_group.hpp"
#include "insight/comparable_schools.hpp"
#include "insight/indicator_standards.hpp"
#include "insight/standing_judge.hpp"
#include "insight/standing_measure.hpp"
#include "insight/verdict_rule.hpp"
#include "model/cohort.hpp"

namespace potensial::insight {

struct StandingStudy {
  const Cohort& cohort;
  std::span<const IndicatorStandards> indicators;
  const Comparators& comparators;
  VerdictRule rule;
};

// Learners in the denominator, at the expected level, and without a level.
struct CountedLearners {
  std::uint32_t counted = 0, attained = 0, not_awarded = 0;

  void add(const CountedLearners& other) {
    counted += other.counted, attained += other.attained, not_awarded += other.not_awarded;
  }
  double share(std::uint32_t part) const { return counted ? double(part) / double(counted) : no_figure; }
};

struct GroupsEverywhere {
  AcademicYear year;
  std::vector<YearSpan> years;
  PageSpans spans;                                       // indices into `years`
  std::vector<std::vector<Condition>> groups;
  std::vector<Rows> learners;                            // of every school, all years
  std::vector<AttainedGroup> attained;                   // by span, group and indicator
  std::vector<std::vector<CountedLearners>> counted;     // by group and indicator: of every school, in the year

  std::size_t indicators() const { return groups.empty() ? 0 : counted.size() / groups.size(); }
  const AttainedGroup& attained_by(std::size_t span, std::size_t group, std::size_t indicator) const {
    return attained[(span * groups.size() + group) * indicators() + indicator];
  }
  const std::vector<CountedLearners>& counted_in(std::size_t group, std::size_t indicator) const {
    return counted[group * indicators() + indicator];
  }
};

// The same for any number of threads.
GroupsEverywhere groups_everywhere(const StandingStudy& study, AcademicYear year, unsigned threads);

}  // namespace potensial::insight
