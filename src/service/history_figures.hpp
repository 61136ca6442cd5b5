// The figures from which the outcomes of an earlier bid or plan began, as its rows of history tell them: columns group, indicator,
// baseline and learners. One for each group and indicator: that of the first row. Names are those of the characteristics on a day.
// Refuses the cells that are of another kind, and indicators that the catalogue does not have (history_rows.hpp).
#pragma once

#include <span>
#include <vector>

#include "base/result.hpp"
#include "model/need_analysis.hpp"
#include "service/history_rows.hpp"
#include "service/home.hpp"

namespace potensial::service {

// `year`: of the results.
Result<std::vector<NeedFigure>> history_figures(const Home& home, std::span<const HistoryRow* const> rows, Date characteristics_on, AcademicYear year);

}  // namespace potensial::service
