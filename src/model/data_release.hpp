// What was released for everybody, once: tables as the release gate passed them, with what a new table of the same
// pupils must be checked against, and the words that stand where counts may not. Value types, thread-safe.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "model/academic_year.hpp"
#include "model/disclosure.hpp"
#include "model/verdict.hpp"

namespace potensial {

// All learners of one school against what is expected of similar learners; said of schools large enough to be named.
struct ReleasedWord {
  std::string school;
  Verdict verdict = Verdict::cannot_be_judged;

  bool operator==(const ReleasedWord&) const = default;
};

struct CoreDataTable {
  std::string stage, indicator;
  Text stage_name, indicator_name;
  FamilyMember member;               // kept inside; printed by the release gate alone
  std::vector<ReleasedWord> words;   // by school
};

struct DataRelease {
  AcademicYear year;      // of the results
  Date from;              // first day on which everybody may see it
  std::string policy;
  int policy_version = 1;
  std::string actor;      // who released it
  std::chrono::sys_seconds at{};
  std::vector<CoreDataTable> tables;
};

}  // namespace potensial
