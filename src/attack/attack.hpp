// The attack on published tables: what of what is hidden can be worked out, and how.
//
// Cheapest first, each cell until the first success: bounds pushed through sums, exact elimination, linear programs
// and whole-number search. Cells nobody printed are attacked as well, and what one printed cell leaves of another.
// Without the truth: cells behind a mark that are found exactly; counts from 1 to below the least count that are
// proven, marked or not; groups of a sensitive variable proven to be nobody or everybody where the publisher hides
// that; figures behind marks in other places; marks that do not look the same. With the truth also: small counts of
// which 0 or an ordinary count can be excluded, what each place learns that knows its own counts, and false claims,
// of which there must be none.
// Refusals: those of cell_intervals.hpp; tables that contradict each other refuse. Pure, thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "attack/published_cells.hpp"
#include "attack/truth.hpp"

namespace potensial::attack {

enum class Lost { exact, small, uncovered, insider, class_disclosed, side_channel };

struct Recovery {
  Lost what = Lost::exact;
  std::string cell;
  std::string how;  // "printed", "bounds", "elimination", "intervals", or the place or file it comes from
  stats::CellRange range;
};

struct AttackReport {
  std::vector<Recovery> recovered;
  std::size_t cells = 0, marked = 0;
  std::size_t false_claims = 0;

  std::size_t count(Lost what) const;
};

Result<AttackReport> attack(const Manifest& manifest, const Artefacts& artefacts, const PublishedCells& published, const Truth* truth);

}  // namespace potensial::attack
