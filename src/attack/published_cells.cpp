#include "attack/published_cells.hpp"

#include <algorithm>
#include <iterator>

namespace potensial::attack {
namespace published_cells_detail {

using Sets = std::set<std::set<std::string>>;

std::string key(const std::string& universe, const Atoms& atoms) { return universe + "\n" + text_of(atoms); }

Sets sets_of(const PublishedVariable& variable) {
  Sets sets{variable.categories};
  for (const auto& category : variable.categories) sets.insert({category});
  for (const auto& level : variable.levels) sets.insert(level.members);
  return sets;
}

class Assembly {
 public:
  Assembly(const Manifest& manifest, const Artefacts& artefacts) : manifest_(manifest) {
    for (const auto& table : manifest.tables) add_table(table);
    for (const auto& saying : artefacts.sayings)
      if (saying.in_table) hear(saying);
    for (const auto& saying : artefacts.sayings)
      if (!saying.in_table) hear(saying);
    const auto laid_out = made_.cells.size();
    for (std::size_t cell = 0; cell < laid_out; ++cell)
      if (made_.cells[cell].printed) add_rests(cell);
  }

  PublishedCells finish() { return std::move(made_); }

 private:
  std::size_t cell_of(const std::string& universe, const Atoms& atoms) {
    const auto [place, is_new] = made_.places.try_emplace(key(universe, atoms), made_.cells.size());
    if (is_new) {
      made_.cells.push_back({.universe = universe, .atoms = atoms});
      made_.system.cells.emplace_back();
    }
    return place->second;
  }

  static Atoms with(Atoms atoms, const PublishedVariable& variable, const std::set<std::string>& members) {
    if (members == variable.categories) atoms.erase(variable.name);
    else atoms[variable.name] = members;
    return atoms;
  }

  void add_table(const PublishedTable& table) {
    std::vector<Atoms> all{{}};
    for (const auto& variable : table.variables) {
      made_.variables.try_emplace(variable.name, variable).first->second.known_inside |= variable.known_inside;
      std::vector<Atoms> longer;
      for (const auto& atoms : all)
        for (const auto& set : sets_of(variable)) longer.push_back(with(atoms, variable, set));
      all = std::move(longer);
    }
    for (const auto& atoms : all)
      for (const auto& variable : table.variables) add_sum(table.universe, atoms, variable);
  }

  void add_sum(const std::string& universe, const Atoms& atoms, const PublishedVariable& variable) {
    const auto at = atoms.find(variable.name);
    const auto& members = at == atoms.end() ? variable.categories : at->second;
    const auto parent = cell_of(universe, atoms);
    if (members.size() < 2) return;
    stats::CellRelation relation{parent, {}};
    for (const auto& member : members) relation.children.push_back(cell_of(universe, with(atoms, variable, {member})));
    std::ranges::sort(relation.children);
    if (sums_.emplace(parent, relation.children).second) made_.system.relations.push_back(std::move(relation));
  }

  const PublishedTable& table_of(const Saying& saying) const {
    return *std::ranges::find(manifest_.tables, saying.table, &PublishedTable::id);
  }

  void hear(const Saying& saying) {
    const auto& table = table_of(saying);
    const auto found = made_.places.find(key(table.universe, saying.atoms));
    if (found == made_.places.end()) return;
    const auto what = said(saying, manifest_);
    auto& cell = made_.cells[found->second];
    if (saying.in_table) cell.printed = true;
    if (std::holds_alternative<SaidMark>(what)) cell.marked = cell.marked || manifest_.count_words.contains(saying.head);
    if (std::holds_alternative<SaidImpossible>(what)) {
      cell.impossible = true;
      settle(found->second, 0, saying);
    }
    if (const auto* count = std::get_if<SaidCount>(&what)) settle(found->second, count->count, saying);
    if (const auto* share = std::get_if<SaidShare>(&what)) add_share(table, found->second, *share);
  }

  void settle(std::size_t cell, std::int64_t count, const Saying& saying) {
    auto& range = made_.system.cells[cell];
    if (range.settled() && range.low != count) made_.conflicts.push_back(saying.source + ": " + made_.name(cell));
    if (range.settled()) return;
    if (made_.cells[cell].marked) made_.cells[cell].leaks.push_back(saying.source);
    range = stats::CellRange::shown(count);
  }

  void add_share(const PublishedTable& table, std::size_t part, const SaidShare& share) {
    if (table.percentages_of.empty()) return;
    auto atoms = made_.cells[part].atoms;
    atoms.erase(table.percentages_of);
    if (const auto* whole = made_.find(table.universe, atoms); whole && *whole != part)
      made_.system.ratios.push_back({part, *whole, share.low, share.high});
  }

  // What is left of printed cells around this one when it is taken away, one variable at a time.
  void add_rests(std::size_t cell) {
    const auto atoms = made_.cells[cell].atoms;
    const auto universe = made_.cells[cell].universe;
    for (const auto& [name, inner] : atoms) {
      const auto& variable = made_.variables.at(name);
      for (const auto& outer : sets_of(variable)) {
        if (outer == inner || !std::ranges::includes(outer, inner)) continue;
        const auto* whole = made_.find(universe, with(atoms, variable, outer));
        if (whole && made_.cells[*whole].printed) add_rest(*whole, cell, variable, outer, inner);
      }
    }
  }

  void add_rest(std::size_t whole, std::size_t part, const PublishedVariable& variable, const std::set<std::string>& outer,
                const std::set<std::string>& inner) {
    std::set<std::string> left;
    std::ranges::set_difference(outer, inner, std::inserter(left, left.end()));
    const auto rest = cell_of(made_.cells[whole].universe, with(made_.cells[part].atoms, variable, left));
    made_.cells[rest].rest = true;
    std::vector<std::size_t> children{std::min(part, rest), std::max(part, rest)};
    if (sums_.emplace(whole, children).second) made_.system.relations.push_back({whole, std::move(children)});
  }

  const Manifest& manifest_;
  PublishedCells made_;
  std::set<std::pair<std::size_t, std::vector<std::size_t>>> sums_;
};

}  // namespace published_cells_detail

const std::size_t* PublishedCells::find(const std::string& universe, const Atoms& atoms) const {
  const auto found = places.find(published_cells_detail::key(universe, atoms));
  return found == places.end() ? nullptr : &found->second;
}

PublishedCells published_cells(const Manifest& manifest, const Artefacts& artefacts) {
  return published_cells_detail::Assembly(manifest, artefacts).finish();
}

}  // namespace potensial::attack
