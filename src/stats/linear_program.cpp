#include "stats/linear_program.hpp"

#include <coin/Clp_C_Interface.h>

namespace potensial::stats {
namespace linear_program_detail {

constexpr int most_steps = 200'000;

// The matrix by columns, as Clp takes it.
struct ColumnMatrix {
  std::vector<CoinBigIndex> starts;
  std::vector<int> rows;
  std::vector<double> factors;
};

ColumnMatrix by_columns(std::size_t columns, std::span<const LinearRow> rows) {
  ColumnMatrix matrix{std::vector<CoinBigIndex>(columns + 1, 0), {}, {}};
  for (const auto& row : rows)
    for (const auto& term : row.terms) ++matrix.starts[term.column + 1];
  for (std::size_t column = 0; column < columns; ++column) matrix.starts[column + 1] += matrix.starts[column];
  matrix.rows.resize(static_cast<std::size_t>(matrix.starts.back()));
  matrix.factors.resize(matrix.rows.size());
  auto next = matrix.starts;
  for (std::size_t row = 0; row < rows.size(); ++row)
    for (const auto& term : rows[row].terms) {
      const auto place = static_cast<std::size_t>(next[term.column]++);
      matrix.rows[place] = static_cast<int>(row);
      matrix.factors[place] = term.factor;
    }
  return matrix;
}

}  // namespace linear_program_detail

struct LinearProgram::Solver {
  Clp_Simplex* model = Clp_newModel();

  Solver() {
    Clp_setLogLevel(model, 0);
    Clp_setMaximumIterations(model, linear_program_detail::most_steps);
  }
  Solver(const Solver&) = delete;
  Solver& operator=(const Solver&) = delete;
  ~Solver() { Clp_deleteModel(model); }
};

LinearProgram::LinearProgram(std::size_t columns, std::span<const LinearRow> rows)
    : solver_(std::make_unique<Solver>()), low_(columns, 0.0), high_(columns, no_bound), cost_(columns, 0.0) {
  const auto matrix = linear_program_detail::by_columns(columns, rows);
  std::vector<double> row_low, row_high;
  for (const auto& row : rows) {
    row_low.push_back(row.low);
    row_high.push_back(row.high);
  }
  Clp_loadProblem(solver_->model, static_cast<int>(columns), static_cast<int>(rows.size()), matrix.starts.data(),
                  matrix.rows.data(), matrix.factors.data(), low_.data(), high_.data(), cost_.data(), row_low.data(),
                  row_high.data());
}

LinearProgram::LinearProgram(LinearProgram&&) noexcept = default;
LinearProgram& LinearProgram::operator=(LinearProgram&&) noexcept = default;
LinearProgram::~LinearProgram() = default;

void LinearProgram::set_bounds(std::size_t column, LinearBounds bounds) {
  low_[column] = bounds.low;
  high_[column] = bounds.high;
}

void LinearProgram::set_cost(std::size_t column, double cost) {
  costs_changed_ = costs_changed_ || (solved_ && cost_[column] != cost);
  cost_[column] = cost;
}

// New costs keep the last point feasible, new bounds keep its basis optimal: each has its own simplex method. At
// first nothing moves, which costs nothing: the dual method again.
LinearOutcome LinearProgram::solve() {
  auto* model = solver_->model;
  Clp_chgColumnLower(model, low_.data());
  Clp_chgColumnUpper(model, high_.data());
  Clp_chgObjCoefficients(model, cost_.data());
  Clp_setNumberIterations(model, 0);
  costs_changed_ ? Clp_primal(model, 0) : Clp_dual(model, 0);
  costs_changed_ = false;
  solved_ = true;
  switch (Clp_status(model)) {
    case 0: return LinearOutcome::optimal;
    case 1: return LinearOutcome::infeasible;
    case 2: return LinearOutcome::unbounded;
    default: return LinearOutcome::failed;
  }
}

double LinearProgram::value(std::size_t column) const { return Clp_primalColumnSolution(solver_->model)[column]; }
double LinearProgram::objective() const { return Clp_objectiveValue(solver_->model); }

}  // namespace potensial::stats
