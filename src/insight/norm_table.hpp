// Norm tables: where a result stands among all learners of its year (the inference specification, section 1).
//
// Ordered levels and shares become normal scores of the national mid-rank, z = Phi^-1((learners below +
// half of those equal) / N). Points and scores become (x - mean) / SD, or normal scores where the
// absolute skewness exceeds 1. Yes/no outcomes and rates stay as they are. SDs divide by N: the table
// describes its population. Learners without a value (NaN) take no part. Deterministic; thread-safe.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "model/academic_year.hpp"
#include "model/cohort.hpp"
#include "model/indicator.hpp"

namespace potensial::insight {

enum class NormMethod { unchanged, standardised, normal_score };

struct NormCategory {
  double value = 0;
  std::size_t below = 0, learners = 0;  // learners with a smaller value, and with this one
  double score = 0;
};

struct YearNorm {
  AcademicYear year;
  NormMethod method = NormMethod::unchanged;
  std::size_t learners = 0;
  double mean = 0, sd = 0, skewness = 0;
  std::vector<NormCategory> categories;  // ascending; filled for normal scores only

  // The standard score of a value, also of one that nobody of the norm population had. NaN for NaN.
  double score(double value) const;
};

struct NormTable {
  std::string indicator;
  std::string population;       // organisation id of the norm population: Wales, or what is loaded
  std::vector<YearNorm> years;  // ascending

  const YearNorm* of(AcademicYear year) const;
};

// One norm for each year that has a value.
NormTable norm_table(const OutcomeColumn& column, std::span<const AcademicYear> year, Scale scale,
                     std::string population);

// Standard scores of a whole column; NaN where there is no value.
std::vector<double> standard_scores(const NormTable& table, const OutcomeColumn& column,
                                    std::span<const AcademicYear> year);

}  // namespace potensial::insight
