// How one school, or one area, stands on every indicator and for every group: the records that pages show.
// The three comparisons stay three; nothing here adds or ranks them. Value types, thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "model/finding.hpp"
#include "model/judgement.hpp"

namespace potensial::insight {

// One indicator for one group (no condition: all learners) in one year.
struct StandingRow {
  std::string indicator;
  std::vector<Condition> conditions;
  std::size_t learners = 0;       // on roll, this year
  std::size_t with_result = 0;    // with a value on the scale
  std::size_t counted = 0, attained = 0;  // in the denominator, and at the expected level
  double attained_nationally = no_figure;   // share (0-1) of the same group in the norm population,
  double attained_in_authority = no_figure; // in the school's authority,
  double attained_in_family = no_figure;    // and in its family, the school left out
  std::size_t not_awarded = 0;              // disapplied or not awarded a level, this year
  double not_awarded_nationally = no_figure;  // share (0-1) of them in the norm population
  ThreeJudgements judged;         // comparison 1 by 1B for a school as a whole, by 1A for groups and areas
  Judgement same_start;           // schools as a whole: 1A, printed beside
  // More than one in twenty without a level, and more than twice the national share: a notice.
  bool many_not_awarded() const {
    const double share = counted ? double(not_awarded) / double(counted) : 0;
    return share > 0.05 && share > 2 * not_awarded_nationally;
  }
  bool low_from_start_only = false;  // 1A low and 1B not low: the fixed sentence is said
  std::vector<std::string> better;   // comparable schools where the group clearly does better
};

// A group that was not analysed, and why.
struct NotAnalysed {
  Condition condition;
  Reason reason = Reason::no_learners;
  std::size_t learners = 0;   // of the group
  std::size_t not_recorded = 0;  // learners whose characteristic is not known
};

struct Standing {
  std::string organisation;
  AcademicYear year;
  std::size_t learners = 0;   // on roll in the stage
  std::size_t schools = 1;
  std::vector<StandingRow> rows;   // by indicator, all learners first, then groups in catalogue order
  std::vector<NotAnalysed> not_analysed;

  const StandingRow* all(const std::string& indicator) const {
    for (const auto& each : rows)
      if (each.indicator == indicator && each.conditions.empty()) return &each;
    return nullptr;
  }
};

}  // namespace potensial::insight
