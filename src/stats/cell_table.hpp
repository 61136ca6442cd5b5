// Counts that add up: the cells of one or several linked tables of counts and the sums that hold between them.
//
// A cell is a number of its own, from 0; a relation says that its children add up to its parent. The same cell may
// stand in many relations; a cell that nobody prints is a cell as well. A move is a second table: the changes, cell
// by cell, that lead from the counts to other counts which no relation tells apart. Value types, pure functions,
// thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace potensial::stats {

struct CellRelation {
  std::size_t parent = 0;
  std::vector<std::size_t> children;
};

struct CellTable {
  std::vector<std::int64_t> values;  // at least 0
  std::vector<CellRelation> relations;
};

struct CellChange {
  std::size_t cell = 0;
  std::int64_t change = 0;  // not 0
};

struct CellMove {
  std::vector<CellChange> changes;  // by cell
  double cost = 0;                  // what the cells it touches cost, each unit moved counted

  std::int64_t at(std::size_t cell) const;  // 0 where it changes nothing
};

// Whether every child sum of the counts themselves is its parent, and no count is negative.
bool adds_up(const CellTable& table);
// Whether the counts with the changes made still add up and none is negative. Exact.
bool stays_a_table(const CellTable& table, const CellMove& move);

}  // namespace potensial::stats
