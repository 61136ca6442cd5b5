// The answer to one legal comparison with all that decided it, and the three answers side by side.
//
// Figures are on the model scale of the indicator: national standard deviations, or shares (0-1) for yes/no
// outcomes; negative estimates are shortfalls. NaN: there is no such figure. Value types, thread-safe.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "model/academic_year.hpp"
#include "model/verdict.hpp"

namespace potensial {

inline constexpr double no_figure = std::numeric_limits<double>::quiet_NaN();

enum class Comparison { expected, previous, comparable };
inline constexpr std::array comparisons{Comparison::expected, Comparison::previous, Comparison::comparable};

// Why a comparison cannot be judged, or what else must be said beside its verdict.
enum class Reason {
  none,
  no_learners,             // nobody is in the group
  no_outcome,              // nobody has a result
  too_few_learners,        // under the smallest number of the rule
  outcome_missing,         // results missing for more than the rule allows
  no_earlier_result,       // nobody has an earlier result
  earlier_result_missing,  // earlier results known for fewer than the rule asks
  characteristic_missing,  // the characteristic is not recorded for enough learners
  definition_break,        // the years do not share one definition
  not_in_model,            // the school or its stage was not part of the national model
  no_family,               // special schools and units have no family
  too_few_comparators,     // too few comparable schools with learners like these
  depends_on_movers,       // all learners and those here throughout give different verdicts
  depends_on_reliability,  // another reliability of the earlier result gives another verdict
  interval_too_wide,       // neither low nor clearly not low
};
std::string_view word(Reason reason);  // "too-few-learners", ...: ends a message id

struct Judgement {
  Verdict verdict = Verdict::cannot_be_judged;
  Reason reason = Reason::no_outcome;
  double attained = no_figure;   // mean of those who have a result
  double reference = no_figure;  // what they are compared with
  double estimate = no_figure;   // the difference that is judged
  double se = no_figure;
  double low = no_figure, high = no_figure;  // 95% interval of the estimate
  double q = no_figure;          // after control over the rows of the page; NaN for rows not tested
  double raw = no_figure;        // before pooling or shrinkage, where that differs
  double reliability = no_figure;
  double if_missing_low = no_figure, if_missing_high = no_figure;  // estimate with the missing at the group's
                                 // 10th and 90th percentile, where too many results are missing
  double move = no_figure;       // previous only: move in place, shown and never judged
  std::size_t learners = 0;      // behind the estimate
  std::size_t without_earlier = 0;  // learners with a result now and none before
  std::size_t schools = 0;       // comparators, or schools behind the estimate
  std::vector<AcademicYear> years;  // cohorts pooled
  bool lasting = false;          // low in at least two of the last three years
  bool withheld = false;         // only the verdict may be said: its figures are of learners the reader is not entitled to
  bool depends_on_choice = false;   // nearest schools give another verdict than the family
};

struct ThreeJudgements {
  Judgement expected, previous, comparable;

  const Judgement& operator[](Comparison which) const {
    return which == Comparison::expected ? expected : which == Comparison::previous ? previous : comparable;
  }
  Judgement& operator[](Comparison which) {
    return which == Comparison::expected ? expected : which == Comparison::previous ? previous : comparable;
  }
};

}  // namespace potensial
