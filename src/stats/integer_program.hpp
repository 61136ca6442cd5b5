// Whole numbers for the columns of a linear program: branch and bound, depth first; the upper branch first where
// the first whole answer will do, else the lower.
//
// Work is limited in nodes (linear programs solved), so that the same question always ends the same way. Every
// column must come out whole. `first` takes the first whole answer met; `best` goes on until no better one can
// exist, and needs a cost that is whole wherever the columns are. The program is left with the bounds it had.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "stats/linear_program.hpp"

namespace potensial::stats {

enum class WholeGoal { first, best };

enum class WholeOutcome {
  found,   // a whole answer; with `best`, none is better
  none,    // proven: there is no whole answer
  limit,   // the nodes ran out; `values` holds the best so far, or nothing
  failed,  // the solver gave up
};

struct WholeAnswer {
  WholeOutcome outcome = WholeOutcome::none;
  std::vector<std::int64_t> values;  // by column
  double objective = 0;
};

WholeAnswer whole_answer(LinearProgram& program, WholeGoal goal, std::size_t most_nodes);

}  // namespace potensial::stats
