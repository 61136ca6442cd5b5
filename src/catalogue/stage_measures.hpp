// Measures of every year group (attendance, exclusion, wellbeing ...) as outcomes of one stage, so that every analysis
// of attainment can be made of them too (DATA-06): "ks2-attendance", by name "Attendance, Key Stage 2", is attendance in
// the year in which the stage ends.
//
// The start is that of the stage's attainment: its earlier results. The learners' own earlier standard is the same
// measure in the last year before; a measure that counts rows has none, for without a row nothing says whether the
// learner was there. Pure functions, thread-safe.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "catalogue/stage_views.hpp"
#include "model/indicator.hpp"

namespace potensial::catalogue {

// The measures that the views name, one indicator for each stage; those not among `indicators` are left out.
std::vector<Indicator> measures_at_stages(std::span<const StageView> views, std::span<const Indicator> indicators);

// Every outcome of the stage that a search may have been asked for: the searched ones, then its measures.
std::vector<std::string> outcomes_searched(const StageView& view);

// The id under which a stage knows an outcome that its view names: of a measure by either of its ids. None: not asked there.
std::optional<std::string> outcome_at_stage(const StageView& view, const std::string& indicator);

}  // namespace potensial::catalogue
