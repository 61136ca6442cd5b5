// Tables for tests of the release gate: the worked example of disclosure control by hand, and invented ones.
#pragma once

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/counter_random.hpp"
#include "model/disclosure.hpp"
#include "report/family_cells.hpp"

namespace potensial::report::release_example {

inline ClassVariable variable(const std::string& name, std::vector<std::string> categories) {
  ClassVariable made{.name = name, .title = {name, name}, .categories = std::move(categories)};
  std::vector<std::size_t> all;
  for (std::size_t i = 0; i < made.categories.size(); ++i) {
    made.levels.push_back({made.categories[i], {made.categories[i], made.categories[i]}, {i}});
    all.push_back(i);
  }
  made.levels.push_back({"total", {"total", "cyfanswm"}, all});
  return made;
}

inline ClassVariable schools(std::vector<std::string> names) {
  auto made = variable("school", std::move(names));
  made.identifying = made.known_inside = true;
  return made;
}

inline ClassVariable provision(std::vector<std::string> kinds) {
  auto made = variable("provision", std::move(kinds));
  made.sensitive = true;
  return made;
}

inline CountTable worked_example() {
  return {.id = "provision", .title = {"Provision", "Darpariaeth"}, .universe = "all pupils",
          .variables = {schools({"Afon", "Bryn", "Coed", "Derw"}), provision({"none", "school plan", "authority plan"})},
          .counts = {41, 7, 2, 38, 12, 6, 55, 9, 8, 29, 6, 3}};
}

// Afon and Bryn as one cluster, printed without its schools.
inline CountTable sibling_table() {
  auto table = worked_example();
  table.id = "clusters";
  auto& levels = table.variables[0].levels;
  levels = {{"afon-bryn", {"Afon and Bryn", "Afon a Bryn"}, {0, 1}}, levels.back()};
  return table;
}

inline CountTable invented(std::size_t rows, std::size_t columns, std::uint64_t seed, double mean) {
  auto draws = RandomStream(seed, "invented").at(0);
  std::vector<std::string> names, kinds;
  for (std::size_t row = 0; row < rows; ++row) names.push_back("s" + std::to_string(row));
  for (std::size_t column = 0; column < columns; ++column) kinds.push_back("k" + std::to_string(column));
  CountTable table{.id = "invented", .universe = "all", .variables = {schools(names), provision(kinds)}};
  for (std::size_t cell = 0; cell < rows * columns; ++cell)
    table.counts.push_back(draws.poisson(std::min(29.0, mean * (0.4 + 0.8 * static_cast<double>(cell % columns)))));
  return table;
}

// The atoms of a cell as text; nothing when it is not hidden.
inline std::optional<std::string> hidden_atom(const CountTable& table, const ReleasedCell& cell) {
  if (cell.count || cell.impossible) return std::nullopt;
  CellAtoms atoms;
  for (std::size_t axis = 0; axis < cell.levels.size(); ++axis) {
    const auto& variable = table.variables[axis];
    const auto& level = variable.levels[cell.levels[axis]];
    if (level.members.size() == variable.categories.size()) continue;
    for (const auto member : level.members) atoms[variable.name].push_back(variable.categories[member]);
    std::ranges::sort(atoms[variable.name]);
  }
  return text_of(atoms);
}

// The hidden cells of a release by their atoms.
inline std::set<std::string> hidden_atoms(const CountTable& table, const ReleasedTable& released) {
  std::set<std::string> hidden;
  for (const auto& cell : released.cells())
    if (const auto atom = hidden_atom(table, cell)) hidden.insert(*atom);
  return hidden;
}

}  // namespace potensial::report::release_example
