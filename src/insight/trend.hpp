// Trends that tell change from chance and from a change of definition (STD-08; the inference specification, 9.3).
//
// Shares p of n learners a year; the difference of two years has SE^2 = p1 q1 phi1/n1 + p2 q2 phi2/n2, where phi
// allows for learners of one school being alike (Wales, authority: over-dispersion of the schools' shares) or for
// one cohort of a school differing from the next (one school: 1 + (n - 1) rho). "Change" needs an interval that
// excludes 0 and a difference of at least delta. Nothing is compared across a definition break. The whole
// distribution over the levels is tested first, jointly: the score test of proportional odds on year, which for
// two years is Wilcoxon's rank sum with ties. Pure; thread-safe.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "model/cohort.hpp"
#include "model/judgement.hpp"

namespace potensial::insight {

enum class ChangeKind { change, within_chance, cannot_be_judged, definition_break };

struct TrendYear {
  AcademicYear year;
  std::size_t learners = 0, schools = 0;
  double share = no_figure, low = no_figure, high = no_figure;  // at the standard; Wilson's interval
  double dispersion = 1;                                        // phi
  std::vector<double> levels;                                   // share at each level of the trend, ascending
};

struct TrendChange {
  AcademicYear from, to;
  ChangeKind kind = ChangeKind::cannot_be_judged;
  double difference = no_figure, low = no_figure, high = no_figure;
  double could_be_seen = no_figure;   // smallest change that such numbers could have shown
  double distribution_p = no_figure;  // joint test over all levels
};

struct Trend {
  std::vector<double> levels;         // scale values that occur, ascending; empty for outcomes with many values
  std::vector<TrendYear> years;       // oldest first
  std::vector<TrendChange> changes;   // between neighbouring years
};

struct TrendRule {
  double delta = 0.05;                // smallest change that matters, as a share
  std::size_t least_learners = 10;
  std::size_t most_levels = 12;       // outcomes with more values show no distribution
  double rho_year = 0.02;             // between-cohort correlation of one school, when not estimated
};

// `rows`: the learners of the organisation. `breaks`: first years under a changed definition.
Trend trend_of(const Cohort& cohort, const OutcomeColumn& outcome, std::span<const std::size_t> rows,
               std::span<const AcademicYear> breaks, const TrendRule& rule);

// Between-cohort intraclass correlation of the schools of a cohort, for the trend of one school: the part of the
// variance of a yes/no outcome that lies between years of one school (analysis of variance estimate, never below 0).
double cohort_correlation(const Cohort& cohort, const OutcomeColumn& outcome);

}  // namespace potensial::insight
