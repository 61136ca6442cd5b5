// All that is published as one system: the cells that any table could print, the sums between them, and what is said
// of each.
//
// Cells are named by universe and atoms, so that tables meet where they share cells. The cross of categories, printed
// levels and totals of each table is laid out, printed or not; for printed cells one within the other in one variable
// the rest is a cell as well. Sayings narrow the range of a cell; one that contradicts the first is kept apart.
// Plain values, pure functions, thread-safe.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "attack/artefacts.hpp"
#include "stats/cell_intervals.hpp"

namespace potensial::attack {

struct PublishedCell {
  std::string universe;
  Atoms atoms;
  bool printed = false;      // stands in a table, as a figure or as a mark
  bool marked = false;       // a mark hides it somewhere
  bool rest = false;         // what one printed cell leaves of another
  bool impossible = false;
  std::vector<std::string> leaks;  // files that say it although a mark hides it
};

struct PublishedCells {
  std::vector<PublishedCell> cells;
  stats::CellSystem system;
  std::map<std::string, PublishedVariable> variables;
  std::vector<std::string> conflicts;  // sayings that contradict what was said before
  std::map<std::string, std::size_t> places;

  // nullptr where no table has the cell.
  const std::size_t* find(const std::string& universe, const Atoms& atoms) const;
  std::string name(std::size_t cell) const { return text_of(cells[cell].atoms); }
};

PublishedCells published_cells(const Manifest& manifest, const Artefacts& artefacts);

}  // namespace potensial::attack
