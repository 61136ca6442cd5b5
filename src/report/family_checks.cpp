#include "report/family_checks.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>

namespace potensial::report {
namespace family_checks_detail {

using VariableSets = std::vector<std::set<std::string>>;

std::size_t shape_of(const CountTable& table) {
  std::size_t size = 1;
  for (const auto& variable : table.variables) size *= variable.categories.size();
  return size;
}

Result<void> check_shape(const CountTable& table) {
  const auto size = shape_of(table);
  if (table.variables.empty() || size == 0) return refuse(Blame::input, "release.table-empty", {{"table", table.id}});
  const bool fits = table.counts.size() == size && (table.impossible.empty() || table.impossible.size() == size) &&
                    (table.sums.empty() || table.sums.size() == size);
  const bool counts = std::ranges::all_of(table.counts, [](std::int64_t count) { return count >= 0; });
  if (!fits || !counts) return refuse(Blame::input, "release.counts-shape", {{"table", table.id}});
  if (table.universe.empty()) return refuse(Blame::input, "release.no-universe", {{"table", table.id}});
  return {};
}

Result<void> check_categories(const std::vector<const CountTable*>& tables) {
  std::map<std::string, std::set<std::string>> known;
  for (const auto* table : tables)
    for (const auto& variable : table->variables) {
      const std::set<std::string> categories(variable.categories.begin(), variable.categories.end());
      if (known.try_emplace(variable.name, categories).first->second != categories)
        return refuse(Blame::input, "release.categories-differ", {{"table", table->id}, {"variable", variable.name}});
    }
  return {};
}

// Takes out variables of one set only, then sets within others (Graham, and Yu and Özsoyoğlu): what is left is a ring.
bool reduced_once(VariableSets& sets) {
  std::map<std::string, int> uses;
  for (const auto& set : sets)
    for (const auto& name : set) ++uses[name];
  bool changed = false;
  for (auto& set : sets) changed |= std::erase_if(set, [&](const auto& name) { return uses[name] == 1; }) > 0;
  for (std::size_t i = 0; i < sets.size(); ++i)
    for (std::size_t j = 0; j < sets.size(); ++j)
      if (i != j && std::ranges::includes(sets[j], sets[i])) {
        sets.erase(sets.begin() + static_cast<std::ptrdiff_t>(i));
        return true;
      }
  return changed;
}

bool has_ring(VariableSets sets) {
  while (reduced_once(sets)) {
  }
  return std::ranges::any_of(sets, [](const auto& set) { return !set.empty(); });
}

}  // namespace family_checks_detail

Result<void> check_tables(const std::vector<const CountTable*>& tables) {
  using namespace family_checks_detail;
  VariableSets sets;
  for (const auto* table : tables) {
    if (auto sound = check_shape(*table); !sound) return sound;
    if (table->universe != tables.front()->universe)
      return refuse(Blame::input, "release.universes-differ", {{"table", table->id}});
    auto& set = sets.emplace_back();
    for (const auto& variable : table->variables) set.insert(variable.name);
  }
  if (auto same = check_categories(tables); !same) return same;
  if (has_ring(std::move(sets))) return refuse(Blame::input, "release.family-cyclic");
  return {};
}

}  // namespace potensial::report
