// What a need analysis freezes: how every group of learners of a place stood, in the newest year, on every outcome that its
// stages show (FND-09).
//
// Figures of a place are read by people who see no learners, and in a bid by those outside: of an authority only groups of
// 30 and more learners stand in it, with at least five on either side of what is counted and at least 30, or nobody, left out
// of the group; of a school, for the school and its authority, groups of 5 and more. One thread at a time, as the pages.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "model/finding.hpp"
#include "model/indicator.hpp"
#include "model/need_analysis.hpp"
#include "model/organisation.hpp"
#include "service/operation.hpp"

namespace potensial::service {

// Needs pages that are prepared. Groups that the search found to fall short stand first.
Result<std::vector<NeedFigure>> need_of_place(Call& call, const Organisation& place);

// One of them in a year of its own, counted and withheld in the same way.
struct FigureOfPlace {
  std::string group, indicator;  // as a need analysis names them
  AcademicYear year;
};
enum class FigureKnown { known, no_results, too_few, earlier_years, not_defined };  // earlier years than pages read; no outcome of the newest year
struct FigureOfYear {
  FigureKnown known = FigureKnown::no_results;
  std::int64_t learners = 0;
  double value = 0;          // to one decimal
  Unit unit = Unit::percent;
  std::vector<Condition> conditions = {};   // of the group, named
  const Indicator* indicator = nullptr;     // lives as long as the pages; nullptr: not defined in the newest year
  bool shown = true;                        // a page of its figure is there: its stages show it
};
// Reads what figures of outcomes that no page shows need, as those of components of a subject; each takes as long as a stage. What
// cannot be read is refused again to whoever asks.
void figures_ahead(Home& home, Pages& pages, const std::set<std::string>& indicators);

Result<FigureOfYear> figure_of_year(Call& call, const Organisation& place, const FigureOfPlace& asked);

}  // namespace potensial::service
