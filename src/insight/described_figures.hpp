// What stands behind the figures of the descriptive pages, of the circumstances of schools and of learners who fell back
// (DATA-11), as their own pages say it: counted from the learners again, with every number that those pages show. Shares run
// from 0 to 1. Pure; thread-safe.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "insight/attendance.hpp"
#include "insight/curriculum_breadth.hpp"
#include "insight/exclusion_rates.hpp"
#include "insight/figure_blocks.hpp"
#include "insight/group_gap.hpp"
#include "insight/high_attainers.hpp"
#include "model/code_set.hpp"

namespace potensial::insight {

// Numerator: the persistently absent; denominator: all with sessions.
struct AttendanceFigure {
  AcademicYear year;
  CountedShare persistent;
  AttendanceRate rate;
  std::vector<HeldIndicator> held;
  const CodeSet* codes = nullptr;
};
FigureTold told_of_attendance(const AttendanceFigure& figure);

// Numerator: the excluded; denominator: all on roll.
struct ExclusionsInYear {
  AcademicYear year;
  CountedShare excluded;
  ExclusionRates rates;
};
struct ExclusionsFigure {
  std::vector<ExclusionsInYear> years;  // oldest first, never empty
  CountedShare together;
  ExclusionRates pooled;
  std::vector<HeldIndicator> held;
  const CodeSet* reasons = nullptr;
};
FigureTold told_of_exclusions(const ExclusionsFigure& figure);

// Numerator: learners of whom it was never recorded.
struct CompletenessFigure {
  ShareOfYear unrecorded;
  HeldCharacteristic held;
};
FigureTold told_of_completeness(const CompletenessFigure& figure);

// Numerator: learners of statutory age at the first level; denominator: those of whom it is recorded.
struct CircumstanceFigure {
  std::vector<ShareOfYear> years;      // oldest first, never empty
  CountedShare together;
  HeldCharacteristic held;
};
FigureTold told_of_circumstance(const CircumstanceFigure& figure);

// Numerator: those who fell back; denominator: those with a high earlier result.
struct FallenBackFigure {
  std::vector<ShareOfYear> years;
  CountedShare together;
  std::size_t without_result = 0;
  HighAttainerRule rule;
  HeldIndicator held;
};
FigureTold told_of_fallen_back(const FallenBackFigure& figure);

// Shares that reach a standard, as they are described; beside another group where two are compared.
struct GroupBeside {
  std::vector<Condition> first, second;
  SharesGap gap;
  CountedShare first_counts, second_counts;
  DescribedFigureAddress address;      // of the first; the second differs in its group
};
struct LevelsOfYear {
  AcademicYear year;
  std::size_t learners = 0;
  std::vector<std::size_t> at;         // learners at each level
};
struct DescribedOutcomeFigure {
  HeldIndicator held;
  std::vector<ShareOfYear> years;      // oldest first, never empty
  CountedShare together;
  std::vector<double> levels;          // that occur, ascending; empty for outcomes with many values
  std::vector<LevelsOfYear> at_levels;
  std::optional<GroupBeside> beside;
};
FigureTold told_of_described_outcome(const DescribedOutcomeFigure& figure);

// Numerator: those entered for the subject; without a subject the figure is of all subjects.
struct CurriculumFigure {
  std::vector<CurriculumYear> years;   // oldest first
  std::vector<ShareOfYear> entered;    // of the subject
  CountedShare together;
  std::optional<Phrase> subject;
  std::string code;                    // of the subject
  Text code_set;
  int code_set_version = 1;
};
FigureTold told_of_curriculum(const CurriculumFigure& figure);

}  // namespace potensial::insight
