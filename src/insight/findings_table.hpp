// The table of findings, by gap, as several pages show it. Pure; thread-safe.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "insight/page_parts.hpp"
#include "model/block.hpp"
#include "model/finding.hpp"

namespace potensial::insight {

// Largest shortfall first; columns: group, gap, interval, beyond its parts, q, learners, schools, lasting, outcome.
Table findings_table(std::string id, Phrase title, std::span<const FindingRecord> findings);

// "Chance of a false alarm in this list: under 1 in 20 (q = 0.004)."
Phrase chance_phrase(double q);

}  // namespace potensial::insight
