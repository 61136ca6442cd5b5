#include "stats/integer_program.hpp"

#include <array>
#include <cmath>
#include <optional>

namespace potensial::stats {
namespace integer_program_detail {

constexpr double tolerance = 1e-6;

class Search {
 public:
  Search(LinearProgram& program, WholeGoal goal, std::size_t most_nodes)
      : program_(program), goal_(goal), most_nodes_(most_nodes) {}

  WholeAnswer run() {
    explore();
    if (failed_) answer_.outcome = WholeOutcome::failed;
    else if (over_) answer_.outcome = WholeOutcome::limit;
    else answer_.outcome = answer_.values.empty() ? WholeOutcome::none : WholeOutcome::found;
    return std::move(answer_);
  }

 private:
  bool done() const { return failed_ || over_ || (goal_ == WholeGoal::first && !answer_.values.empty()); }

  void explore() {
    if (done()) return;
    if (nodes_++ == most_nodes_) {
      over_ = true;
      return;
    }
    const auto outcome = program_.solve();
    if (outcome == LinearOutcome::infeasible) return;
    if (outcome != LinearOutcome::optimal) {
      failed_ = true;
      return;
    }
    if (no_better()) return;
    const auto column = first_fraction();
    column ? branch(*column) : accept();
  }

  // The cost of whole columns is whole: anything better than the best is better by 1.
  bool no_better() const {
    return goal_ == WholeGoal::best && !answer_.values.empty() &&
           std::ceil(program_.objective() - tolerance) >= answer_.objective - 0.5;
  }

  std::optional<std::size_t> first_fraction() const {
    for (std::size_t column = 0; column < program_.columns(); ++column) {
      const double value = program_.value(column);
      if (std::abs(value - std::round(value)) > tolerance) return column;
    }
    return std::nullopt;
  }

  void accept() {
    answer_.objective = program_.objective();
    answer_.values.clear();
    for (std::size_t column = 0; column < program_.columns(); ++column)
      answer_.values.push_back(std::llround(program_.value(column)));
  }

  void branch(std::size_t column) {
    const auto bounds = program_.bounds(column);
    const double value = program_.value(column);
    const LinearBounds below{bounds.low, std::floor(value)}, above{std::ceil(value), bounds.high};
    for (const auto& half : goal_ == WholeGoal::first ? std::array{above, below} : std::array{below, above}) {
      program_.set_bounds(column, half);
      explore();
    }
    program_.set_bounds(column, bounds);
  }

  LinearProgram& program_;
  WholeGoal goal_;
  std::size_t most_nodes_, nodes_ = 0;
  bool over_ = false, failed_ = false;
  WholeAnswer answer_;
};

}  // namespace integer_program_detail

WholeAnswer whole_answer(LinearProgram& program, WholeGoal goal, std::size_t most_nodes) {
  return integer_program_detail::Search(program, goal, most_nodes).run();
}

}  // namespace potensial::stats
