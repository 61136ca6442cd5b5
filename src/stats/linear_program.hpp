// A linear program that is asked again and again: least cost over columns within bounds, subject to rows.
//
// Solved by the simplex method of COIN-OR Clp on one thread, from the basis of the answer before; silent, and the
// same questions in the same order get the same answers. Values are good to about 1e-7 of a unit: who needs exact
// numbers rounds and checks them (integer_program.hpp). The work of one answer is limited in simplex steps, never
// in seconds. Move-only; one thread at a time.
#pragma once

#include <cstddef>
#include <limits>
#include <memory>
#include <span>
#include <vector>

namespace potensial::stats {

inline constexpr double no_bound = std::numeric_limits<double>::infinity();

struct LinearTerm {
  std::size_t column = 0;
  double factor = 1;
};

struct LinearRow {
  std::vector<LinearTerm> terms;
  double low = 0, high = 0;  // the sum lies within; no_bound where it is open
};

struct LinearBounds {
  double low = 0, high = no_bound;
};

enum class LinearOutcome { optimal, infeasible, unbounded, failed };

class LinearProgram {
 public:
  // Columns begin with cost 0 and without upper bound.
  LinearProgram(std::size_t columns, std::span<const LinearRow> rows);
  LinearProgram(LinearProgram&&) noexcept;
  LinearProgram& operator=(LinearProgram&&) noexcept;
  ~LinearProgram();

  std::size_t columns() const { return cost_.size(); }
  LinearBounds bounds(std::size_t column) const { return {low_[column], high_[column]}; }
  double cost(std::size_t column) const { return cost_[column]; }
  void set_bounds(std::size_t column, LinearBounds bounds);
  void set_cost(std::size_t column, double cost);

  LinearOutcome solve();
  // Of the last optimal answer.
  double value(std::size_t column) const;
  double objective() const;

 private:
  struct Solver;
  std::unique_ptr<Solver> solver_;
  std::vector<double> low_, high_, cost_;
  bool solved_ = false, costs_changed_ = false;  // since the last answer
};

}  // namespace potensial::stats
