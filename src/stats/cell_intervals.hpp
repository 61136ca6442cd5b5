// What can be known of a cell that is not shown: the least and the greatest whole number it may hold, given all
// that is shown and all sums.
//
// Known of each cell is a range (a shown cell: one value), of some pairs a ratio (a shown percentage). Cells that
// are not settled by themselves fall into components joined by relations; each component is one linear program
// (outer interval) and, where its corners are not whole, a branch and bound (exact interval). An interval is always
// an outer one: if the search runs out of nodes, `exact` is false and the interval wider than it need be. Counts
// are at least 0; a cell that nothing bounds from above has no `high`.
//
// Refusals: "cells.contradiction" (no whole counts agree with what is shown), "cells.solver". Single thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "base/result.hpp"
#include "stats/cell_table.hpp"

namespace potensial::stats {

struct CellRange {
  std::int64_t low = 0;
  std::optional<std::int64_t> high;

  static CellRange shown(std::int64_t value) { return {value, value}; }
  bool settled() const { return high && *high == low; }
  bool operator==(const CellRange&) const = default;
};

// low <= part / whole <= high, as a shown percentage says.
struct CellRatio {
  std::size_t part = 0, whole = 0;
  double low = 0, high = 1;
};

struct CellSystem {
  std::vector<CellRange> cells;
  std::vector<CellRelation> relations;
  std::vector<CellRatio> ratios;
};

struct CellInterval {
  CellRange range;                    // whole numbers
  double outer_low = 0, outer_high = 0;  // of the linear program; outer_high infinite where nothing bounds it
  bool exact = true;

  bool covers(std::int64_t low, std::int64_t high) const {
    return range.low <= low && (!range.high || *range.high >= high);
  }
};

class CellIntervals {
 public:
  explicit CellIntervals(CellSystem system, std::size_t most_nodes = 2000);
  CellIntervals(CellIntervals&&) noexcept;
  CellIntervals& operator=(CellIntervals&&) noexcept;
  ~CellIntervals();

  Result<CellInterval> of(std::size_t cell);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace potensial::stats
