// The page behind one figure (DATA-11): its counts by year, the version of its definition, the loads it came from and, for
// people entitled to them, the learners on roll with who of them is in its denominator and in its numerator. As blocks.
// Names are passed in, empty where the reader may not see them. Pure; thread-safe.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "insight/figure_blocks.hpp"
#include "model/learner_id.hpp"

namespace potensial::insight {

// A load with rows about these learners.
struct LoadOfFigure {
  std::int64_t number = 0;
  Text collection;
  std::string organisation;      // that sent it; empty: the file speaks for many
  std::optional<AcademicYear> year;  // none: the rows say it
  std::string file, actor;
  Date day;
};

struct LearnerOfFigure {
  LearnerId learner{};
  std::string name, school;
  AcademicYear year;
  bool counted = false, attained = false;
  Cell own = {};                 // what the learner adds to it: a result, a share of sessions
};

// Some of them, as they stand on one page of the list.
struct LearnersOfFigure {
  std::vector<LearnerOfFigure> listed;
  std::size_t all = 0;
  bool numerator = true;         // false: there is a result or none, and the figure is a mean
  std::optional<Phrase> own = {};  // what stands in `own`; none: nothing does
};

struct FigureFrame {
  Target address;
  Phrase place;
  std::optional<Target> page;    // of the place
  std::string left_out;          // school that is not counted; empty: none
  std::vector<Condition> conditions;
  std::vector<AcademicYear> years;  // oldest first, never empty
  std::int64_t generation = 0;   // the newest load that was known when the figure was worked out
  std::vector<LoadOfFigure> loads;
  std::optional<LearnersOfFigure> learners;  // none: the reader is not entitled to them
  Names names;
  bool invented = false;
};

Page figure_page(const FigureFrame& frame, FigureTold told);

// How the learners of a place stand on one outcome.
struct CountsOfYear {
  AcademicYear year;
  FigureCounts counts;
};

struct OutcomeFigure {
  HeldIndicator held;
  std::vector<CountsOfYear> years;  // oldest first, never empty
  FigureCounts together;
  FigureCounts each_once;        // as a search of these years takes them: each learner at the latest of them

  bool has_numerator() const { return !held.indicator.attained.empty(); }
};

FigureTold told_of_outcome(const OutcomeFigure& figure);

}  // namespace potensial::insight
