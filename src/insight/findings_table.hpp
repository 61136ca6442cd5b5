// The table of findings, by gap, as several pages show it. Pure; thread-safe.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "insight/page_parts.hpp"
#include "model/block.hpp"
#include "model/finding.hpp"

namespace potensial::insight {

// Whose figure beyond its parts is shown: that of combinations, or that of every group beside the others listed.
enum class OwnFigure { of_combinations, of_all };

// Whether the page says elsewhere which outcome it is about.
enum class OutcomeNamed { by_the_page, in_every_row };

// By outcome, each with its largest shortfall first; columns: group, gap, interval, beyond its parts, q, learners,
// schools, lasting, outcome. Without the outcome where the page names it and it is one for all, and without the fourth
// where there are no combinations.
Table findings_table(std::string id, Phrase title, std::span<const FindingRecord> findings,
                     OwnFigure own = OwnFigure::of_combinations, OutcomeNamed outcome = OutcomeNamed::by_the_page);

// "Chance of a false alarm in this list: under 1 in 20 (q = 0.004)."
Phrase chance_phrase(double q);

}  // namespace potensial::insight
