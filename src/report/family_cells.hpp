// All cells of a family of tables as one system of sums, in an order that no order of print can change.
//
// Each table gives the cross of its variables' categories, printed levels and totals; a cell is named by its atoms,
// so that equal cells of different tables meet. Differences of two printed cells, one within the other, are added as
// cells of their own where a rule asks for it. Cells stand in the order of the hash of their atoms.
//
// Refuses what it cannot model: "release.no-universe", "release.universes-differ", "release.categories-differ",
// "release.counts-changed", "release.family-cyclic" (tables that share variables in a ring, whose joint counts bind
// more than their sums say), "release.table-empty", "release.counts-shape". Pure, thread-safe.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "base/result.hpp"
#include "model/disclosure.hpp"
#include "stats/cell_table.hpp"

namespace potensial::report {

// For each variable that is not at its total, its categories; sorted.
using CellAtoms = std::map<std::string, std::vector<std::string>>;

std::string text_of(const CellAtoms& atoms);

struct FamilyCell {
  CellAtoms atoms;
  std::int64_t count = 0;
  bool printed = false;        // in any table of the family
  bool shown_before = false, hidden_before = false;
  bool impossible = false;
  bool difference = false;     // of two printed cells; its name says which
  std::size_t totals = 0;      // variables of its table at more than one category
};

struct FamilyCells {
  std::vector<FamilyCell> cells;
  std::vector<stats::CellRelation> relations;
  std::map<std::string, ClassVariable> variables;  // by name, of all tables
  std::vector<std::size_t> printed_new;            // cells of the new table, in the order of released_cells

  std::size_t at(const CellAtoms& atoms) const { return places.at(text_of(atoms)); }
  bool has(const CellAtoms& atoms) const { return places.contains(text_of(atoms)); }
  // The cell `whole` without the cell `part` within it: the one that has these atoms, or one made for them.
  std::size_t difference(std::size_t whole, std::size_t part);
  // Whether the atoms of one cell lie within those of another, and are fewer.
  bool within(std::size_t part, std::size_t whole) const;

  std::map<std::string, std::size_t> places;  // by text of the atoms
  std::set<std::tuple<std::size_t, std::size_t, std::size_t>> joined;  // whole, part and difference
};

// The levels of each printed cell of a table, the last variable fastest.
std::vector<std::vector<std::size_t>> printed_levels(const CountTable& table);

Result<FamilyCells> family_cells(const CountTable& table, std::span<const FamilyMember> family);

}  // namespace potensial::report
