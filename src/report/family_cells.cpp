#include "report/family_cells.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <set>

#include "base/sha256.hpp"
#include "report/family_checks.hpp"

namespace potensial::report {
namespace family_cells_detail {

using Members = std::vector<std::size_t>;  // categories, ascending

// Every combination of one index below each size, the last one fastest.
template <class Visit>
void each_combination(const std::vector<std::size_t>& sizes, Visit visit) {
  if (std::ranges::find(sizes, std::size_t{0}) != sizes.end()) return;
  std::vector<std::size_t> at(sizes.size(), 0);
  for (;;) {
    visit(at);
    std::size_t axis = sizes.size();
    while (axis > 0 && ++at[axis - 1] == sizes[axis - 1]) at[--axis] = 0;
    if (axis == 0) return;
  }
}

Members all_of(const ClassVariable& variable) {
  Members members(variable.categories.size());
  std::iota(members.begin(), members.end(), std::size_t{0});
  return members;
}

// The category sets of a variable that cells are made of: each category, each printed level, the total.
std::vector<Members> sets_of(const ClassVariable& variable) {
  std::set<Members> sets{all_of(variable)};
  for (std::size_t category = 0; category < variable.categories.size(); ++category) sets.insert({category});
  for (const auto& level : variable.levels) sets.insert(level.members);
  return {sets.begin(), sets.end()};
}

CellAtoms atoms_of(const CountTable& table, const std::vector<Members>& sets) {
  CellAtoms atoms;
  for (std::size_t axis = 0; axis < sets.size(); ++axis) {
    const auto& variable = table.variables[axis];
    if (sets[axis].size() == variable.categories.size()) continue;
    auto& names = atoms[variable.name];
    for (const auto member : sets[axis]) names.push_back(variable.categories[member]);
    std::ranges::sort(names);
  }
  return atoms;
}

struct Content {
  std::int64_t count = 0;
  bool impossible = true;
};

Content content_of(const CountTable& table, const std::vector<Members>& sets) {
  std::vector<std::size_t> sizes;
  for (const auto& set : sets) sizes.push_back(set.size());
  Content content;
  each_combination(sizes, [&](const std::vector<std::size_t>& at) {
    std::size_t place = 0;
    for (std::size_t axis = 0; axis < sets.size(); ++axis)
      place = place * table.variables[axis].categories.size() + sets[axis][at[axis]];
    content.count += table.counts[place];
    content.impossible = content.impossible && !table.impossible.empty() && table.impossible[place];
  });
  return content;
}

std::vector<Members> level_sets(const CountTable& table, const std::vector<std::size_t>& levels) {
  std::vector<Members> sets;
  for (std::size_t axis = 0; axis < levels.size(); ++axis)
    sets.push_back(table.variables[axis].levels[levels[axis]].members);
  return sets;
}

// Gathers cells by their atoms while tables are added; sorted at the end.
class Gathering {
 public:
  Result<void> add(const CountTable& table) {
    std::vector<std::vector<Members>> choices;
    std::vector<std::size_t> sizes;
    for (const auto& variable : table.variables) {
      choices.push_back(sets_of(variable));
      sizes.push_back(choices.back().size());
      variables_.try_emplace(variable.name, variable).first->second.known_inside |= variable.known_inside;
    }
    bool agrees = true;
    each_combination(sizes, [&](const std::vector<std::size_t>& at) {
      std::vector<Members> sets;
      for (std::size_t axis = 0; axis < at.size(); ++axis) sets.push_back(choices[axis][at[axis]]);
      agrees = add_cell(table, sets) && agrees;
    });
    if (!agrees) return refuse(Blame::input, "release.counts-changed", {{"table", table.id}});
    return {};
  }

  FamilyCell& cell(const CellAtoms& atoms) { return cells_.at(text_of(atoms)); }

  FamilyCells finish() {
    FamilyCells family;
    std::vector<std::pair<std::string, std::string>> order;  // hash, text
    for (const auto& [text, cell] : cells_) order.emplace_back(sha256(text), text);
    std::ranges::sort(order);
    for (const auto& [hash, text] : order) {
      family.places.emplace(text, family.cells.size());
      family.cells.push_back(std::move(cells_.at(text)));
    }
    for (const auto& [parent, children] : relations_) family.relations.push_back(relation(family, parent, children));
    std::ranges::sort(family.relations, {}, [](const auto& each) { return std::pair(each.parent, each.children); });
    for (const auto& each : family.relations)
      if (each.children.size() == 2) note_parts(family, each);
    family.variables = std::move(variables_);
    return family;
  }

 private:
  static stats::CellRelation relation(const FamilyCells& family, const std::string& parent, const std::set<std::string>& children) {
    stats::CellRelation made{family.places.at(parent), {}};
    for (const auto& child : children) made.children.push_back(family.places.at(child));
    std::ranges::sort(made.children);
    return made;
  }

  // What two parts leave of each other needs no relation of its own.
  static void note_parts(FamilyCells& family, const stats::CellRelation& relation) {
    const auto one = relation.children.front(), other = relation.children.back();
    family.joined.emplace(relation.parent, one, other);
    family.joined.emplace(relation.parent, other, one);
  }

  bool add_cell(const CountTable& table, const std::vector<Members>& sets) {
    const auto atoms = atoms_of(table, sets);
    const auto content = content_of(table, sets);
    const auto text = text_of(atoms);
    auto& cell = cells_.try_emplace(text, FamilyCell{.atoms = atoms, .count = content.count}).first->second;
    cell.impossible = cell.impossible || content.impossible;
    cell.totals = static_cast<std::size_t>(std::ranges::count_if(sets, [](const auto& set) { return set.size() > 1; }));
    for (std::size_t axis = 0; axis < sets.size(); ++axis)
      if (sets[axis].size() > 1) relations_.emplace(text, parts_of(table, sets, axis));
    return cell.count == content.count;
  }

  static std::set<std::string> parts_of(const CountTable& table, std::vector<Members> sets, std::size_t axis) {
    std::set<std::string> parts;
    for (const auto member : Members(sets[axis])) {
      sets[axis] = {member};
      parts.insert(text_of(atoms_of(table, sets)));
    }
    return parts;
  }

  std::map<std::string, FamilyCell> cells_;
  std::set<std::pair<std::string, std::set<std::string>>> relations_;
  std::map<std::string, ClassVariable> variables_;
};

std::vector<CellAtoms> printed_atoms(const CountTable& table) {
  std::vector<CellAtoms> atoms;
  for (const auto& levels : printed_levels(table)) atoms.push_back(atoms_of(table, level_sets(table, levels)));
  return atoms;
}

void mark_member(const FamilyMember& member, Gathering& gathering) {
  const auto printed = printed_atoms(member.table);
  for (std::size_t i = 0; i < printed.size(); ++i) {
    auto& cell = gathering.cell(printed[i]);
    cell.printed = true;
    (member.shown[i] ? cell.shown_before : cell.hidden_before) = true;
  }
}

// The atoms of one cell without those of another that differs from it in one variable only.
std::optional<CellAtoms> rest_of(const FamilyCells& family, const CellAtoms& whole, const CellAtoms& part) {
  CellAtoms rest = part;
  std::size_t different = 0;
  for (const auto& [name, inner] : part) {
    const auto outer = whole.find(name);
    auto all = outer == whole.end() ? family.variables.at(name).categories : outer->second;
    if (all == inner) continue;
    ++different;
    std::ranges::sort(all);
    auto& left = rest.at(name);
    left.clear();
    std::ranges::set_difference(all, inner, std::back_inserter(left));
  }
  return different == 1 ? std::optional(std::move(rest)) : std::nullopt;
}

bool subset(const std::vector<std::string>& part, const std::vector<std::string>& whole) {
  return std::ranges::includes(whole, part);
}

}  // namespace family_cells_detail

std::string text_of(const CellAtoms& atoms) {
  std::string text;
  for (const auto& [name, categories] : atoms) {
    text += (text.empty() ? "" : "\x1e") + name + "=";
    for (const auto& category : categories) text += (&category == &categories.front() ? "" : "\x1f") + category;
  }
  return text;
}

std::vector<std::vector<std::size_t>> printed_levels(const CountTable& table) {
  std::vector<std::size_t> sizes;
  for (const auto& variable : table.variables) sizes.push_back(variable.levels.size());
  std::vector<std::vector<std::size_t>> levels;
  family_cells_detail::each_combination(sizes, [&](const auto& at) { levels.push_back(at); });
  return levels;
}

bool FamilyCells::within(std::size_t part, std::size_t whole) const {
  const auto &inner = cells[part].atoms, &outer = cells[whole].atoms;
  return inner != outer && std::ranges::all_of(outer, [&](const auto& entry) {
    const auto found = inner.find(entry.first);
    return found != inner.end() && family_cells_detail::subset(found->second, entry.second);
  });
}

std::size_t FamilyCells::difference(std::size_t whole, std::size_t part) {
  const auto rest = family_cells_detail::rest_of(*this, cells[whole].atoms, cells[part].atoms);
  const auto text = rest ? text_of(*rest) : text_of(cells[whole].atoms) + "\x1d" + text_of(cells[part].atoms);
  const auto [place, is_new] = places.try_emplace(text, cells.size());
  if (is_new)
    cells.push_back({.atoms = rest.value_or(cells[whole].atoms), .count = cells[whole].count - cells[part].count, .difference = true});
  if (joined.emplace(whole, part, place->second).second) relations.push_back({whole, {part, place->second}});
  return place->second;
}

Result<FamilyCells> family_cells(const CountTable& table, std::span<const FamilyMember> family) {
  using namespace family_cells_detail;
  std::vector<const CountTable*> tables;
  for (const auto& member : family) tables.push_back(&member.table);
  tables.push_back(&table);
  if (auto sound = check_tables(tables); !sound) return std::unexpected(sound.error());
  Gathering gathering;
  for (const auto* each : tables)
    if (auto added = gathering.add(*each); !added) return std::unexpected(added.error());
  for (const auto& member : family) mark_member(member, gathering);
  const auto printed = printed_atoms(table);
  for (const auto& atoms : printed) gathering.cell(atoms).printed = true;
  auto cells = gathering.finish();
  for (const auto& atoms : printed) cells.printed_new.push_back(cells.at(atoms));
  return cells;
}

}  // namespace potensial::report
