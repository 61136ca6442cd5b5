// The worked example of disclosure control by hand: four schools, three kinds of provision, both totals. Shared by
// the tests of the cells that add up.
#pragma once

#include <vector>

#include "stats/cell_intervals.hpp"

namespace potensial::stats::cell_example {

// Rows Afon, Bryn, Coed, Derw, total; columns none, school plan, authority plan, total.
inline constexpr std::size_t rows = 5, columns = 4;
inline constexpr std::size_t cell(std::size_t row, std::size_t column) { return row * columns + column; }
inline constexpr std::size_t afon = 0, bryn = 1, coed = 2, derw = 3, school_plan = 1, authority_plan = 2;

inline CellTable table() {
  return {{41, 7, 2, 50, 38, 12, 6, 56, 55, 9, 8, 72, 29, 6, 3, 38, 163, 34, 19, 216},
          {{cell(0, 3), {cell(0, 0), cell(0, 1), cell(0, 2)}},
           {cell(1, 3), {cell(1, 0), cell(1, 1), cell(1, 2)}},
           {cell(2, 3), {cell(2, 0), cell(2, 1), cell(2, 2)}},
           {cell(3, 3), {cell(3, 0), cell(3, 1), cell(3, 2)}},
           {cell(4, 3), {cell(4, 0), cell(4, 1), cell(4, 2)}},
           {cell(4, 0), {cell(0, 0), cell(1, 0), cell(2, 0), cell(3, 0)}},
           {cell(4, 1), {cell(0, 1), cell(1, 1), cell(2, 1), cell(3, 1)}},
           {cell(4, 2), {cell(0, 2), cell(1, 2), cell(2, 2), cell(3, 2)}},
           {cell(4, 3), {cell(0, 3), cell(1, 3), cell(2, 3), cell(3, 3)}}}};
}

// What outsiders see when these cells are hidden; known ones are seen all the same.
inline CellSystem seen(const CellTable& table, const std::vector<std::size_t>& hidden, const std::vector<std::size_t>& known = {}) {
  CellSystem system{{}, table.relations, {}};
  for (const auto value : table.values) system.cells.push_back(CellRange::shown(value));
  for (const auto each : hidden) system.cells[each] = {};
  for (const auto each : known) system.cells[each] = CellRange::shown(table.values[each]);
  return system;
}

// The school-plan and authority-plan cells of these schools.
inline std::vector<std::size_t> plans_of(const std::vector<std::size_t>& schools) {
  std::vector<std::size_t> cells;
  for (const auto school : schools) cells.insert(cells.end(), {cell(school, school_plan), cell(school, authority_plan)});
  return cells;
}

}  // namespace potensial::stats::cell_example
