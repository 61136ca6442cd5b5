#include "stats/cell_moves.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <map>
#include <numeric>
#include <queue>

#include "stats/integer_program.hpp"
#include "stats/linear_program.hpp"

namespace potensial::stats {
namespace cell_moves_detail {

// Few where cells already hidden must do: what is not found there is hidden otherwise, or stays hidden.
constexpr std::size_t most_nodes = 200, most_nodes_within_hidden = 20;
constexpr std::size_t nearest_of_all = 100, nearby = 400, everywhere = std::numeric_limits<std::size_t>::max();
constexpr int most_multiple = 6;
constexpr double rounding = 1e-6;
// Not for nothing, or a move would wander through all that is hidden: few insiders are strangers to a long move.
constexpr double hidden_cost = 1e-3;

// The rises of some cells, then their falls, as columns; what keeps the sums, as rows. All other cells stand still.
class Program {
 public:
  Program(const CellTable& table, const std::vector<std::vector<std::size_t>>& relations_of, std::vector<std::size_t> cells)
      : table_(table), cells_(std::move(cells)), program_(2 * cells_.size(), rows(relations_of)) {}

  LinearProgram& linear() { return program_; }
  std::size_t cells() const { return cells_.size(); }
  std::size_t cell(std::size_t place) const { return cells_[place]; }

  void set(std::size_t place, LinearBounds rise, LinearBounds fall, double cost) {
    program_.set_bounds(place, rise);
    program_.set_bounds(cells_.size() + place, fall);
    program_.set_cost(place, cost);
    program_.set_cost(cells_.size() + place, cost);
  }

  std::vector<CellChange> changes(std::span<const std::int64_t> columns) const {
    std::vector<CellChange> changes;
    for (std::size_t place = 0; place < cells_.size(); ++place)
      if (const auto change = columns[place] - columns[cells_.size() + place]; change != 0) changes.push_back({cells_[place], change});
    return changes;
  }

  // Corners have small denominators; twice a move of halves is whole, and moves the cell by more than was asked.
  std::optional<std::vector<CellChange>> multiple_of_corner() const {
    for (int multiple = 1; multiple <= most_multiple; ++multiple)
      if (const auto whole = whole_columns(multiple); !whole.empty())
        if (auto made = changes(whole); stays_a_table(table_, {made})) return made;
    return std::nullopt;
  }

 private:
  std::vector<LinearRow> rows(const std::vector<std::vector<std::size_t>>& relations_of) const {
    std::map<std::size_t, LinearRow> rows;  // by relation
    for (std::size_t place = 0; place < cells_.size(); ++place)
      for (const auto relation : relations_of[cells_[place]]) {
        const double sign = table_.relations[relation].parent == cells_[place] ? -1 : 1;
        auto& terms = rows[relation].terms;
        terms.push_back({place, sign});
        terms.push_back({cells_.size() + place, -sign});
      }
    std::vector<LinearRow> list;
    for (auto& [relation, row] : rows) list.push_back(std::move(row));
    return list;
  }

  // Nothing when one is not whole.
  std::vector<std::int64_t> whole_columns(int multiple) const {
    std::vector<std::int64_t> whole(2 * cells_.size());
    for (std::size_t column = 0; column < whole.size(); ++column) {
      const double value = multiple * program_.value(column);
      whole[column] = std::llround(value);
      if (std::abs(value - static_cast<double>(whole[column])) >= rounding) return {};
    }
    return whole;
  }

  const CellTable& table_;
  std::vector<std::size_t> cells_;  // ascending
  LinearProgram program_;
};

std::vector<std::size_t> sizes_for(MoveReach reach) {
  return reach == MoveReach::hidden_only ? std::vector{nearest_of_all, nearby} : std::vector{nearest_of_all, nearby, everywhere};
}

}  // namespace cell_moves_detail

CellMoves::CellMoves(const CellTable& table, std::vector<double> weights, std::vector<CellState> states)
    : table_(table), weights_(std::move(weights)), states_(std::move(states)), relations_of_(table.values.size()),
      most_(static_cast<double>(std::accumulate(table.values.begin(), table.values.end(), std::int64_t{1000}))) {
  for (std::size_t relation = 0; relation < table.relations.size(); ++relation) {
    relations_of_[table.relations[relation].parent].push_back(relation);
    for (const auto child : table.relations[relation].children) relations_of_[child].push_back(relation);
  }
}

bool CellMoves::may_move(std::size_t cell, const Asked& asked) const {
  if (std::ranges::binary_search(asked.held, cell)) return false;
  switch (states_[cell]) {
    case CellState::hidden: return true;
    case CellState::shown: return asked.reach != MoveReach::hidden_only;
    case CellState::reluctant: return asked.reach == MoveReach::reluctant;
    case CellState::kept_shown: break;
  }
  return false;
}

// By the sizes of the sums that lead to them: a sum of three is passed before one of a hundred. Ascending.
std::vector<std::size_t> CellMoves::nearest(const Asked& asked, std::size_t most) const {
  using Step = std::pair<std::size_t, std::size_t>;  // way so far, cell
  std::priority_queue<Step, std::vector<Step>, std::greater<>> open;
  std::vector<bool> passed(table_.relations.size(), false), taken(states_.size(), false);
  std::vector<std::size_t> cells;
  open.emplace(0, asked.cell);
  while (!open.empty() && cells.size() < most) {
    const auto [way, cell] = open.top();
    open.pop();
    if (taken[cell]) continue;
    taken[cell] = true;
    cells.push_back(cell);
    for (const auto number : relations_of_[cell]) {
      if (passed[number]) continue;
      passed[number] = true;
      const auto& relation = table_.relations[number];
      const auto reach = [&](std::size_t next) {
        if (!taken[next] && may_move(next, asked)) open.emplace(way + relation.children.size(), next);
      };
      reach(relation.parent);
      std::ranges::for_each(relation.children, reach);
    }
  }
  std::ranges::sort(cells);
  return cells;
}

CellMove CellMoves::priced(std::vector<CellChange> changes) const {
  CellMove move{std::move(changes)};
  for (const auto& each : move.changes)
    if (states_[each.cell] != CellState::hidden) move.cost += weights_[each.cell] * static_cast<double>(std::abs(each.change));
  return move;
}

Result<std::optional<CellMove>> CellMoves::cheapest_among(const std::vector<std::size_t>& cells, const Asked& asked) {
  using namespace cell_moves_detail;
  Program program(table_, relations_of_, cells);
  for (std::size_t place = 0; place < cells.size(); ++place) {
    const auto cell = cells[place];
    const bool itself = cell == asked.cell;
    const auto least = itself ? static_cast<double>(std::abs(asked.change)) : 0;
    const auto value = static_cast<double>(table_.values[cell]);
    const bool rises = !itself || asked.change > 0, falls = !itself || asked.change < 0;
    program.set(place, {rises ? least : 0, rises ? most_ : 0}, {falls ? least : 0, falls ? value : 0},
                weights_[cell] * (states_[cell] == CellState::hidden ? hidden_cost : 1));
  }
  ++solved_;
  const auto outcome = program.linear().solve();
  if (outcome == LinearOutcome::infeasible) return std::nullopt;
  if (outcome != LinearOutcome::optimal) return refuse(Blame::fault, "cells.solver");
  if (auto changes = program.multiple_of_corner()) return priced(std::move(*changes));
  const auto nodes = asked.reach == MoveReach::hidden_only ? most_nodes_within_hidden : most_nodes;
  const auto answer = whole_answer(program.linear(), WholeGoal::first, nodes);
  if (answer.outcome == WholeOutcome::failed) return refuse(Blame::fault, "cells.solver");
  if (answer.values.empty()) return std::nullopt;
  auto move = priced(program.changes(answer.values));
  if (!stays_a_table(table_, move)) return refuse(Blame::fault, "cells.solver");
  return move;
}

Result<std::optional<CellMove>> CellMoves::cheapest(std::size_t cell, std::int64_t change,
                                                    std::span<const std::size_t> held, MoveReach reach) {
  const Asked asked{cell, change, held, reach};
  if (-change > table_.values[cell] || !may_move(cell, asked)) return std::nullopt;
  for (const auto size : cell_moves_detail::sizes_for(reach)) {
    const auto cells = nearest(asked, size);
    auto found = cheapest_among(cells, asked);
    if (!found || *found || cells.size() < size) return found;
  }
  return std::nullopt;
}

}  // namespace potensial::stats
