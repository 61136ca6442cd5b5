// A targeting decision (TGT-02): the criterion by which schools of an authority are chosen, published before it is applied; the
// schools it chose, frozen with what it went by; and every change by hand, with its reason and name. Value types.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "model/academic_year.hpp"
#include "model/person.hpp"

namespace potensial {

// By the need index of one school year: the so many neediest schools, or all from so high an index on. One of both is set.
struct TargetingCriterion {
  std::string index;                      // id of the need index
  int version = 1;
  AcademicYear year;                      // of the census
  std::optional<std::int64_t> most;       // schools
  std::optional<std::int64_t> least;      // index, in millionths
};

// As it stood when the criterion was applied.
struct TargetedSchool {
  std::string school;
  std::int64_t index = 0;                 // millionths
  std::int64_t place = 0;                 // in the order of need, from 1
  bool chosen = false;                    // by the criterion

  bool operator==(const TargetedSchool&) const = default;
};

struct TargetingChange {
  std::string school;
  bool added = false;                     // false: taken out
  std::string reason, actor;
  std::chrono::sys_seconds at{};
};

struct Targeting {
  std::int64_t id = 0;
  std::string authority, name, reason;    // what schools are chosen for, and why so
  TargetingCriterion criterion;
  Date in_force;                          // the first day on which it may be applied
  std::string actor;                      // who published it
  PersonId person{};
  std::chrono::sys_seconds at{};
  std::string applied_by;                 // empty: not yet
  std::chrono::sys_seconds applied_at{};
  std::string hash;                       // SHA-256 of what was frozen
  std::vector<TargetedSchool> schools;    // by number: all that the criterion looked at
  std::vector<TargetingChange> changes;   // as they were made

  bool is_applied() const { return !applied_by.empty(); }
  // Whether a school is in now: as the criterion chose, and as the last change by hand left it.
  bool holds(const TargetedSchool& school) const {
    bool in = school.chosen;
    for (const auto& each : changes)
      if (each.school == school.school) in = each.added;
    return in;
  }
};

}  // namespace potensial
