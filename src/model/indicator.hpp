// An indicator: a figure about learners, defined as data (STD-01). Definitions in catalogue/indicators/.
//
// Each item picks, per learner of the cohort, one value out of a collection. The expressions are SQL
// over the items' names: an item `mat` gives columns `mat` (number of the code, NULL where the code has
// none) and `mat_code` (the code as text). `value` is the scale value used in models, `attained` the
// numerator, `counted` the denominator (true when empty). Value types.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/academic_year.hpp"
#include "model/text.hpp"

namespace potensial {

enum class Scale { ordered, points, score, yes_no, share, rate };

struct ResultItem {
  std::string name;        // column in the expressions
  std::string collection;  // "assessment", "examination", "attendance", ...
  std::string where;       // SQL over the collection's columns: which rows belong to it
  std::string of;          // SQL over them: the number; empty: the number of the column `code_column`
  std::string code_column; // "level", "grade"
  std::string codes;       // code set that gives the number and the status; empty: that of the column
  std::string aggregate;   // "max" (default), "sum", "mean", "count" (0 where the authority reported and has no row), "best"
  int take = 0;            // of "best": how many of the largest are summed
};

struct Indicator {
  std::string id;
  int version = 1;
  Text name;               // "Mathematics, Year 6"
  Text numerator, denominator;  // plain words
  std::string stage;       // key stage id; empty: every year group
  std::string measure;     // at one stage, the id of the measure of every year group that it is; empty: a result of its own
  Scale scale = Scale::ordered;
  std::vector<ResultItem> items;
  std::string value, attained, counted;
  std::vector<std::string> priors;   // indicators of the last completed stage used as earlier results in comparison 1
  std::string previous;              // indicator of the same subject one stage earlier, for comparison 2
  double reliability = 0.85;         // of the earlier result (inference.md 2.2)
  double delta = 0.10;               // practical threshold on the model scale
  std::optional<AcademicYear> first, last;       // years it is defined for
  bool more_is_better = true;        // false: a larger value is a shortfall (absence, exclusion)
  std::string part_of;               // indicator it is a part or another cut of; empty: stands by itself
  std::vector<AcademicYear> breaks;  // first years under a changed definition
  Text exclusions;                   // who is left out, in plain words; empty when nobody
  std::string source;

  // Attendance, exclusion, wellbeing ...: of any year group, not a result in which a stage ends.
  bool is_measure() const { return stage.empty() || !measure.empty(); }
};

}  // namespace potensial
