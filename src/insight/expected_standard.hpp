// Comparison 1: the standard that learners might, in all the circumstances, reasonably be expected to attain
// (the inference specification, sections 2.1 and 3).
//
// Model 1A: the same start. Covariates are all earlier results of the last completed stage (cells for
// levels; cubic with knots at quartiles for scores), the year and age in months. Model 1B adds circumstances
// at the start of the stage. Never in either: school, authority, set, support, attendance, exclusion, anything
// measured after the start. y = m(x) + u_school + u_school-year + v_authority + e by REML; a random slope of
// the earlier result is kept when the criterion falls by more than the rule asks, and dropped where singular.
// Learners without any earlier result are a stratum of their own: their expectation is the national mean of
// the stratum by year and months since arrival. Residuals leave the school effect in. Pure; thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "insight/previous_standard.hpp"
#include "model/cohort.hpp"

namespace potensial::insight {

// An earlier result, one entry per learner of the cohort, NaN where there is none.
struct EarlierColumn {
  std::string indicator;
  EarlierResult kind = EarlierResult::levels;
  std::vector<double> z;
  std::vector<double> level;  // as awarded, for cells; empty: z names the cell
};

struct ExpectedModel {
  std::string id = "1A";
  int version = 1;
  std::vector<std::string> circumstances;  // characteristic ids, as they stood at the start of the stage; 1A: none
  double slope_criterion = 5.14;           // fall of the REML criterion that keeps a random slope; 0: never tried
};

// The model for judging a group: without the characteristics that define it, and without their proxies.
ExpectedModel without_own_circumstances(ExpectedModel model, std::span<const std::string> defining,
                                        std::span<const CharacteristicColumn> characteristics);

struct SchoolEffect {
  double estimate = no_figure;     // BLUP of u
  double se = no_figure;           // comparative, fixed-effect uncertainty included
  double raw = no_figure;          // mean residual
  double reliability = no_figure;  // n / (n + sigma2 / tau2)
  std::size_t learners = 0;
  double at_low_prior = no_figure, at_high_prior = no_figure;  // at the 10th and 90th percentile, with a slope
};

// Shares of the variation between similar learners (STD-06).
struct VariancePartition {
  double authorities = 0, schools = 0, school_years = 0, learners = 1;
};

struct ExpectedStandard {
  ExpectedModel model;
  std::vector<double> expected;   // m(x)
  std::vector<double> residual;   // y - m(x)
  std::vector<double> spread;     // SD of the residual among like learners (by tenths of m)
  std::vector<std::uint8_t> no_earlier;  // 1: in the stratum without any earlier result
  std::vector<std::vector<double>> covariates;  // of 1A, each per learner: searches take them out; empty for 1B
  std::vector<SchoolEffect> schools;     // per school of the cohort, all years: u_s
  std::vector<AcademicYear> years;
  std::vector<std::vector<SchoolEffect>> school_years;  // [year][school]: u_s + u_st
  std::vector<SchoolEffect> authorities;                // v_a; empty without that level
  VariancePartition partition;
  double learner_variance = no_figure, school_variance = 0, school_year_variance = 0, authority_variance = 0;
  bool multilevel = true;         // false: too few schools for a model of levels; no school effects
  bool slope_kept = false, singular = false;
  double slope_fall = 0;          // of the criterion
  std::size_t learners = 0, without_earlier = 0;
};

// One school over these years, both included, each learner alike: the mean of u_s + u_st. Of one year its own entry of
// `school_years`; without learners in the years, or without levels, an effect of nobody.
SchoolEffect effect_over(const ExpectedStandard& standard, std::uint32_t school, AcademicYear from, AcademicYear to);

// `outcome`: standard scores (NaN: missing), one per learner of the cohort. Refuses as the kernels do.
Result<ExpectedStandard> expected_standard(const Cohort& cohort, std::span<const double> outcome,
                                           std::span<const EarlierColumn> earlier, const ExpectedModel& model);

// A learner against the range of like learners: 80% lie between m - 1.28 SD and m + 1.28 SD.
enum class RangeWord { below, within, above };
struct LearnerStanding {
  double attained = no_figure, expected = no_figure, low = no_figure, high = no_figure;
  std::optional<RangeWord> word;  // none without a result or without an earlier one
  Verdict verdict = Verdict::cannot_be_judged;  // low under the 10th percentile, not low above the 25th
  Reason reason = Reason::none;
};
LearnerStanding learner_standing(const ExpectedStandard& standard, std::span<const double> outcome, std::size_t row);

// Mean residual of a group of learners and its error as a sample of like learners.
struct GroupResidual {
  std::size_t learners = 0;
  double attained = no_figure, expected = no_figure, estimate = no_figure, se = no_figure;
};
GroupResidual group_residual(const ExpectedStandard& standard, std::span<const std::uint32_t> members);

}  // namespace potensial::insight
