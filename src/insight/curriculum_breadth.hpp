// Breadth of curriculum: subjects offered, entries, and who takes them up, over time (STD-10).
//
// A school offers a subject in a year when it enters at least one learner for it. Take-up is the share of a group's
// learners who are entered; entries are counted once per learner and subject. Pure; thread-safe.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "insight/subject_entries.hpp"
#include "model/cohort.hpp"

namespace potensial::insight {

struct SubjectTakeUp {
  std::string subject;
  std::size_t schools = 0;           // that offer it
  std::size_t entries = 0, learners = 0;
  double share = 0, low = 0, high = 0;  // of the learners; Wilson
};

struct CurriculumYear {
  AcademicYear year;
  std::size_t learners = 0, schools = 0;
  double subjects_per_school = 0;    // mean number offered
  double subjects_per_learner = 0;   // mean number entered
  std::vector<SubjectTakeUp> subjects;  // by entries, most first
};

// One entry per year among `rows`, oldest first. Subjects that nobody of `rows` takes stand with 0 when others of
// the cohort take them in that year, so that what a group misses can be seen.
std::vector<CurriculumYear> curriculum_breadth(const Cohort& cohort, const SubjectEntries& entries, std::span<const std::size_t> rows);

}  // namespace potensial::insight
