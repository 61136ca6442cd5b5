// What a learner and the teacher agreed to do next in one subject (GRP-12). Value type, thread-safe.
#pragma once

#include <chrono>
#include <string>

#include "model/academic_year.hpp"

namespace potensial {

struct NextStep {
  std::string indicator;     // the subject
  AcademicYear result_year;  // of the result that they looked at
  std::string next, how;     // what comes next, and how to get there
  std::string actor;         // who recorded it
  std::chrono::sys_seconds at{};

  bool operator==(const NextStep&) const = default;
};

}  // namespace potensial
