// How long cells are hidden in a table of the shape of a nation's core data set (crossing_places.hpp).
//   cell_suppression_bench [schools authorities learners-a-school seed]
// Prints cells, protected, further, programs and seconds, then the protected cells that fail an exact search of what is
// still shown (must be 0), one line.
#include <chrono>
#include <cstdlib>

#include <fmt/core.h>

#include "crossing_places.hpp"
#include "stats/cell_intervals.hpp"

namespace {

using namespace potensial::stats;
using crossing_places::Shape;

std::size_t not_covered(const SuppressionTask& task, const Suppression& found) {
  CellSystem seen{{}, task.table.relations, {}};
  for (std::size_t cell = 0; cell < task.states.size(); ++cell)
    seen.cells.push_back(found.hidden[cell] ? CellRange{} : CellRange::shown(task.table.values[cell]));
  CellIntervals intervals(std::move(seen));
  std::size_t fallen = 0;
  for (const auto& each : task.protect) {
    const auto interval = intervals.of(each.cell);
    fallen += !interval || !interval->exact || !interval->covers(each.lower, each.upper);
  }
  return fallen;
}

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

std::size_t argument(int count, char** values, int place, std::size_t otherwise) {
  return place < count ? std::strtoull(values[place], nullptr, 10) : otherwise;
}

}  // namespace

int main(int count, char** values) {
  const Shape shape{argument(count, values, 1, 1200), argument(count, values, 2, 22), argument(count, values, 3, 25), argument(count, values, 4, 1)};
  const auto task = crossing_places::task_of(shape);
  const auto start = std::chrono::steady_clock::now();
  const auto found = suppress(task);
  const auto hiding = seconds_since(start);
  if (!found) {
    fmt::print("{} cells, {} protected: {} after {:.1f} s\n", task.states.size(), task.protect.size(), found.error().code, hiding);
    return 1;
  }
  fmt::print("{} cells, {} protected, {} further, {} shown again, {} programs: {:.1f} s\n", task.states.size(), task.protect.size(),
             found->secondary.size(), found->shown_again, found->programs, hiding);
  const auto again = std::chrono::steady_clock::now();
  const auto fallen = not_covered(task, *found);
  fmt::print("of all protected cells {} can be worked out: {:.1f} s\n", fallen, seconds_since(again));
  return fallen == 0 ? 0 : 1;
}
