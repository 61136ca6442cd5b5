// Differences inside one school between similar pupils: between subjects, groups and cohorts (STD-07). They can
// be large where the average of the school is typical.
//
// All figures are residuals of model 1A, so that pupils from the same start are compared. Subjects: the same
// learners in one subject against their own mean over all (paired). Groups and cohorts: against the other
// learners of the school. q is Benjamini-Hochberg over the rows of one school, two-sided. Pure; thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "insight/indicator_standards.hpp"
#include "model/cohort.hpp"
#include "model/finding.hpp"

namespace potensial::insight {

enum class WithinKind { subject, group, cohort };

struct WithinRow {
  WithinKind kind = WithinKind::subject;
  std::string indicator;
  std::vector<Condition> conditions;  // of a group
  AcademicYear year;                  // of a cohort; else the year asked for
  std::size_t learners = 0, others = 0;
  double difference = no_figure, low = no_figure, high = no_figure;  // 95%
  double p = no_figure, q = no_figure;
};

// Rows with at least `least` learners on each side.
std::vector<WithinRow> within_school(const Cohort& cohort, std::span<const IndicatorStandards> indicators,
                                     std::uint32_t school, AcademicYear year, std::size_t least);

}  // namespace potensial::insight
