// What somebody plans to reach for a group of learners, as it stands in a form: an indicator of a group, from a baseline to a
// target by a day (PLN-07, FND-10). Whether it was reached is seen in the results of the school year in which the day falls.
// Value types, thread-safe.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "base/date.hpp"
#include "model/academic_year.hpp"

namespace potensial {

struct PlannedOutcome {
  std::string part;        // of the form it stands in: "plan-outcomes"
  std::string heading;     // what it is called, or what it is for: the target, the priority, the line; may be empty
  std::string group;       // as figures name it: "sex:M"; "all" for all learners
  std::string indicator;
  double baseline = 0, target = 0;  // percent at the expected level, or the mean of a measure
  Date date;

  AcademicYear year() const { return AcademicYear::of(date); }
  // "sex:M/ks2-reading/2008-08-31": the same in a later version of the form, whatever target it has there.
  std::string key() const { return group + "/" + indicator + "/" + date.iso(); }
  bool operator==(const PlannedOutcome&) const = default;
};

// What whoever planned it says beside it. Added, never changed.
struct OutcomeComment {
  std::int64_t id = 0;
  std::string submission;  // the plan or bid
  std::string outcome;     // PlannedOutcome::key
  std::string words;
  std::string actor, person;
  std::chrono::sys_seconds at{};
};

}  // namespace potensial
