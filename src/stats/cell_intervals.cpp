#include "stats/cell_intervals.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "stats/integer_program.hpp"

namespace potensial::stats {
namespace cell_intervals_detail {

constexpr double rounding = 1e-6;

class Components {
 public:
  explicit Components(const CellSystem& system) : system_(system), parent_(system.cells.size()) {
    std::iota(parent_.begin(), parent_.end(), std::size_t{0});
    for (const auto& relation : system.relations) join_all(relation);
    for (const auto& ratio : system.ratios) join_open(ratio.part, ratio.whole);
  }

  std::size_t of(std::size_t cell) {
    while (parent_[cell] != cell) cell = parent_[cell] = parent_[parent_[cell]];
    return cell;
  }

 private:
  bool open(std::size_t cell) const { return !system_.cells[cell].settled(); }

  void join_open(std::size_t one, std::size_t other) {
    if (open(one) && open(other)) parent_[of(one)] = of(other);
  }

  void join_all(const CellRelation& relation) {
    std::optional<std::size_t> first;
    const auto join = [&](std::size_t cell) {
      if (!open(cell)) return;
      if (first) join_open(*first, cell);
      first = cell;
    };
    join(relation.parent);
    for (const auto child : relation.children) join(child);
  }

  const CellSystem& system_;
  std::vector<std::size_t> parent_;
};

// Far above all that is shown: a value that comes near it is bounded by nothing else.
double far_above(const CellSystem& system) {
  double sum = 1;
  for (const auto& cell : system.cells) sum += static_cast<double>(cell.high.value_or(cell.low));
  return 4 * sum;
}

// The unsettled cells of one component as columns of a linear program.
class Block {
 public:
  Block(const CellSystem& system, Components& components, std::size_t root, double far) : system_(system), far_(far) {
    for (std::size_t cell = 0; cell < system.cells.size(); ++cell)
      if (!system.cells[cell].settled() && components.of(cell) == root) columns_.emplace(cell, columns_.size());
    for (const auto& relation : system.relations) add_relation(relation);
    for (const auto& ratio : system.ratios) add_ratio(ratio);
    program_.emplace(columns_.size(), rows_);
    for (const auto& [cell, column] : columns_) program_->set_bounds(column, bounds_of(cell));
  }

  LinearProgram& program() { return *program_; }
  std::size_t column(std::size_t cell) const { return columns_.at(cell); }
  double far() const { return far_; }

 private:
  LinearBounds bounds_of(std::size_t cell) const {
    const auto& range = system_.cells[cell];
    return {static_cast<double>(range.low), range.high ? static_cast<double>(*range.high) : far_};
  }

  // Adds factor × cell to the row: as a column, or to what is known.
  void add(LinearRow& row, double& known, std::size_t cell, double factor) const {
    const auto found = columns_.find(cell);
    if (found != columns_.end()) row.terms.push_back({found->second, factor});
    else known += factor * static_cast<double>(system_.cells[cell].low);
  }

  bool touches(std::size_t cell) const { return columns_.contains(cell); }

  void add_relation(const CellRelation& relation) {
    if (!touches(relation.parent) && std::ranges::none_of(relation.children, [&](auto each) { return touches(each); })) return;
    LinearRow row;
    double known = 0;
    add(row, known, relation.parent, -1);
    for (const auto child : relation.children) add(row, known, child, 1);
    row.low = row.high = -known;
    rows_.push_back(std::move(row));
  }

  void add_ratio(const CellRatio& ratio) {
    if (!touches(ratio.part) && !touches(ratio.whole)) return;
    for (const bool lower : {true, false}) {
      LinearRow row;
      double known = 0;
      add(row, known, ratio.part, 1);
      add(row, known, ratio.whole, -(lower ? ratio.low : ratio.high));
      row.low = lower ? -known - rounding : -no_bound;
      row.high = lower ? no_bound : -known + rounding;
      rows_.push_back(std::move(row));
    }
  }

  const CellSystem& system_;
  double far_;
  std::map<std::size_t, std::size_t> columns_;
  std::vector<LinearRow> rows_;
  std::optional<LinearProgram> program_;
};

struct End {
  double outer = 0;
  std::int64_t whole = 0;
  bool exact = true;
};

// Least sign × column.
Result<End> end_of(LinearProgram& program, std::size_t column, double sign, std::size_t most_nodes) {
  program.set_cost(column, sign);
  const auto outcome = program.solve();
  End end;
  if (outcome == LinearOutcome::optimal) {
    end.outer = program.value(column);
    const auto answer = whole_answer(program, WholeGoal::best, most_nodes);
    program.set_cost(column, 0);
    if (answer.outcome == WholeOutcome::none) return refuse(Blame::file, "cells.contradiction");
    if (answer.outcome == WholeOutcome::failed) return refuse(Blame::fault, "cells.solver");
    end.exact = answer.outcome == WholeOutcome::found;
    end.whole = end.exact ? answer.values[column]
                          : std::llround(sign > 0 ? std::ceil(end.outer - rounding) : std::floor(end.outer + rounding));
    return end;
  }
  program.set_cost(column, 0);
  if (outcome == LinearOutcome::infeasible) return refuse(Blame::file, "cells.contradiction");
  return refuse(Blame::fault, "cells.solver");
}

}  // namespace cell_intervals_detail

struct CellIntervals::State {
  CellSystem system;
  std::size_t most_nodes;
  cell_intervals_detail::Components components;
  std::map<std::size_t, cell_intervals_detail::Block> blocks;  // by root

  State(CellSystem given, std::size_t nodes) : system(std::move(given)), most_nodes(nodes), components(system) {}

  cell_intervals_detail::Block& block_of(std::size_t cell) {
    const auto root = components.of(cell);
    const auto found = blocks.find(root);
    if (found != blocks.end()) return found->second;
    const double far = cell_intervals_detail::far_above(system);
    return blocks.try_emplace(root, system, components, root, far).first->second;
  }
};

CellIntervals::CellIntervals(CellSystem system, std::size_t most_nodes)
    : state_(std::make_unique<State>(std::move(system), most_nodes)) {}
CellIntervals::CellIntervals(CellIntervals&&) noexcept = default;
CellIntervals& CellIntervals::operator=(CellIntervals&&) noexcept = default;
CellIntervals::~CellIntervals() = default;

Result<CellInterval> CellIntervals::of(std::size_t cell) {
  using namespace cell_intervals_detail;
  const auto& range = state_->system.cells[cell];
  if (range.settled()) {
    const auto value = static_cast<double>(range.low);
    return CellInterval{range, value, value, true};
  }
  auto& block = state_->block_of(cell);
  const auto column = block.column(cell);
  const auto low = end_of(block.program(), column, 1, state_->most_nodes);
  if (!low) return std::unexpected(low.error());
  const auto high = end_of(block.program(), column, -1, state_->most_nodes);
  if (!high) return std::unexpected(high.error());
  CellInterval interval{{low->whole, high->whole}, low->outer, high->outer, low->exact && high->exact};
  if (high->outer >= block.far() / 2) {
    interval.range.high.reset();
    interval.outer_high = no_bound;
  }
  return interval;
}

}  // namespace potensial::stats
