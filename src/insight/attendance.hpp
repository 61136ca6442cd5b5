// Attendance by half-day: absence authorised and not, by reason, and persistent absence (ATT-01).
//
// Rates are sessions missed over sessions possible, summed over learners (not means of learners' rates). A
// learner is persistently absent who misses at least the threshold's share of possible sessions; the threshold is
// dated configuration and is passed in. Learners without a possible session take no part and are counted. Pure.
#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "model/code_set.hpp"
#include "model/cohort.hpp"
#include "model/column.hpp"
#include "model/judgement.hpp"

namespace potensial::insight {

// Half-days of each learner of a cohort, by place; possible 0: nothing was loaded for the learner.
struct Sessions {
  std::vector<double> possible, authorised, unauthorised;
  std::map<std::string, std::vector<double>> absent_by_code;  // codes of absence only
};

// From rows with `place`, `possible`, `authorised`, `unauthorised` and `code_x` columns, summed over periods and
// schools. Where the file gives no class totals they are the sums of its codes by the classes of `codes`.
Sessions sessions_of(const Cohort& cohort, const FactTable& rows, const CodeSet& codes);

struct AttendanceRate {
  std::size_t learners = 0, without_sessions = 0;
  double possible = 0;
  double authorised = no_figure, unauthorised = no_figure;  // shares of possible sessions
  double persistent = no_figure;                            // share of learners at or above the threshold
  double persistent_low = no_figure, persistent_high = no_figure;  // Wilson
  std::map<std::string, double> by_code;                    // share of possible sessions

  double absence() const { return authorised + unauthorised; }
};

AttendanceRate attendance_rate(const Sessions& sessions, std::span<const std::size_t> rows, double persistent_threshold);
// The same with persistent absence as a dated definition has it: whom `persistent` counts as attained.
AttendanceRate attendance_rate(const Sessions& sessions, std::span<const std::size_t> rows, const OutcomeColumn& persistent);

}  // namespace potensial::insight
