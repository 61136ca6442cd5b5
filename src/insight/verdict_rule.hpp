// The one rule of the three verdicts (the inference specification, section 2.4): dated, with its numbers
// passed in. A shortfall must be more than chance allows on its page and large enough to matter; "not low"
// must exclude twice that; everything else cannot be judged, with a reason. Pure; thread-safe.
#pragma once

#include <cstddef>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "model/judgement.hpp"

namespace potensial::insight {

struct VerdictRule {
  std::string id = "verdict";
  int version = 1;
  Date from = Date(2008, 9, 1);
  double most_q = 0.05;                     // false lows expected among the lows of a page
  std::size_t least_learners = 10;          // of a school, or of a group in a school
  double most_outcome_missing = 0.10;       // share without a result
  double least_with_earlier = 0.80;         // share with an earlier result, for comparison 2
  double least_characteristic_known = 0.90;
  std::size_t least_comparators = 4;        // comparable schools ...
  std::size_t least_in_comparator = 5;      // ... with so many learners of the group each ...
  std::size_t least_comparator_learners = 60;  // ... and so many together
  double low_reliability = 0.8, high_reliability = 0.9;  // of the earlier result: tried for every verdict
};

// One row of a page under one comparison.
struct Evidence {
  double estimate = no_figure, se = no_figure;
  double degrees = std::numeric_limits<double>::infinity();  // of freedom of the SE; infinite: normal
  std::size_t learners = 0;
  double delta = 0.10;             // smallest shortfall that matters, in the unit of the estimate
  Reason blocked = Reason::none;   // a reason found before the test, completeness for example
};

struct Ruling {
  Verdict verdict = Verdict::cannot_be_judged;
  Reason reason = Reason::none;  // none for low and not low
  double p = no_figure, q = no_figure;
  double low = no_figure, high = no_figure;  // 95% interval
};

// Rulings of all rows of one page for one comparison; q-values are Benjamini-Hochberg over the rows that
// are not blocked and large enough.
std::vector<Ruling> judge(std::span<const Evidence> page, const VerdictRule& rule);

}  // namespace potensial::insight
