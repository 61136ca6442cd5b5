#include "attack/exact_elimination.hpp"

#include <algorithm>
#include <optional>
#include <vector>

namespace potensial::attack {
namespace exact_elimination_detail {

using Residue = std::uint64_t;
using SparseRow = std::map<std::size_t, Residue>;

constexpr Residue prime = (Residue{1} << 61) - 1;
constexpr std::int64_t most_factor = 1'000'000, most_divisor = 60;

Residue times(Residue a, Residue b) {
  __extension__ using Wide = unsigned __int128;
  return static_cast<Residue>(static_cast<Wide>(a) * b % prime);
}

Residue inverse(Residue a) {
  Residue result = 1;
  for (Residue power = prime - 2; power > 0; power >>= 1, a = times(a, a))
    if (power & 1) result = times(result, a);
  return result;
}

Residue negative(Residue a) { return a == 0 ? 0 : prime - a; }

void add_scaled(SparseRow& row, const SparseRow& other, Residue factor) {
  for (const auto& [column, value] : other) {
    auto& mine = row[column];
    mine = (mine + times(value, factor)) % prime;
    if (mine == 0) row.erase(column);
  }
}

void scale(SparseRow& row, Residue factor) {
  for (auto& [column, value] : row) value = times(value, factor);
}

struct Equation {
  SparseRow unknowns;  // cells
  SparseRow made_of;   // relations
};

// The relation as -parent + children over unsettled cells.
SparseRow unknowns_of(const stats::CellSystem& system, const stats::CellRelation& relation) {
  SparseRow row;
  if (!system.cells[relation.parent].settled()) row[relation.parent] = prime - 1;
  for (const auto child : relation.children)
    if (!system.cells[child].settled()) add_scaled(row, {{child, 1}}, 1);
  return row;
}

std::vector<Equation> reduced(const stats::CellSystem& system) {
  std::map<std::size_t, Equation> by_pivot;
  for (std::size_t relation = 0; relation < system.relations.size(); ++relation) {
    Equation next{unknowns_of(system, system.relations[relation]), {{relation, 1}}};
    for (const auto& [pivot, row] : by_pivot)
      if (const auto found = next.unknowns.find(pivot); found != next.unknowns.end()) {
        const auto factor = negative(found->second);
        add_scaled(next.unknowns, row.unknowns, factor);
        add_scaled(next.made_of, row.made_of, factor);
      }
    if (next.unknowns.empty()) continue;
    const auto [pivot, value] = *next.unknowns.begin();
    const auto factor = inverse(value);
    scale(next.unknowns, factor);
    scale(next.made_of, factor);
    for (auto& [other, row] : by_pivot)
      if (const auto found = row.unknowns.find(pivot); found != row.unknowns.end()) {
        const auto take = negative(found->second);
        add_scaled(row.unknowns, next.unknowns, take);
        add_scaled(row.made_of, next.made_of, take);
      }
    by_pivot.emplace(pivot, std::move(next));
  }
  std::vector<Equation> rows;
  for (auto& [pivot, row] : by_pivot) rows.push_back(std::move(row));
  return rows;
}

std::optional<std::int64_t> lifted(Residue value) {
  if (value <= static_cast<Residue>(most_factor)) return static_cast<std::int64_t>(value);
  const auto below = prime - value;
  return below <= static_cast<Residue>(most_factor) ? std::optional(-static_cast<std::int64_t>(below)) : std::nullopt;
}

using Factors = std::map<std::size_t, std::int64_t>;  // by relation

std::optional<Factors> whole_factors(const SparseRow& made_of, std::int64_t divisor) {
  Factors factors;
  for (const auto& [relation, value] : made_of) {
    const auto whole = lifted(times(value, static_cast<Residue>(divisor)));
    if (!whole) return std::nullopt;
    factors.emplace(relation, *whole);
  }
  return factors;
}

// The cell's value, if the combination gives divisor × the cell and nothing else unknown; in whole numbers.
std::optional<std::int64_t> checked(const stats::CellSystem& system, const Factors& factors, std::size_t cell, std::int64_t divisor) {
  std::map<std::size_t, std::int64_t> unknown;
  std::int64_t known = 0;
  const auto add = [&](std::size_t each, std::int64_t factor) {
    if (system.cells[each].settled()) known += factor * system.cells[each].low;
    else if ((unknown[each] += factor) == 0) unknown.erase(each);
  };
  for (const auto& [relation, factor] : factors) {
    add(system.relations[relation].parent, -factor);
    for (const auto child : system.relations[relation].children) add(child, factor);
  }
  if (unknown.size() != 1 || unknown.begin()->first != cell || unknown.begin()->second != divisor) return std::nullopt;
  return -known % divisor == 0 ? std::optional(-known / divisor) : std::nullopt;
}

std::optional<std::int64_t> value_of(const stats::CellSystem& system, const Equation& row) {
  const auto cell = row.unknowns.begin()->first;
  for (std::int64_t divisor = 1; divisor <= most_divisor; ++divisor)
    if (const auto factors = whole_factors(row.made_of, divisor))
      if (const auto value = checked(system, *factors, cell, divisor)) return value;
  return std::nullopt;
}

}  // namespace exact_elimination_detail

std::map<std::size_t, std::int64_t> determined_cells(const stats::CellSystem& system) {
  using namespace exact_elimination_detail;
  std::map<std::size_t, std::int64_t> values;
  for (const auto& row : reduced(system)) {
    if (row.unknowns.size() != 1) continue;
    if (const auto value = value_of(system, row)) values.emplace(row.unknowns.begin()->first, *value);
  }
  return values;
}

}  // namespace potensial::attack
