// Invented counts of the shape of a nation's core data set: schools in authorities and, across them, in families of
// about ten, each with learners counted, reached and not reached, nothing printed of the last. Shared by the test of
// the hiding of cells and its benchmark.
#pragma once

#include <cmath>
#include <cstdint>
#include <vector>

#include "base/counter_random.hpp"
#include "stats/cell_suppression.hpp"

namespace potensial::stats::crossing_places {

inline constexpr std::int64_t least = 5, full_group = 10;
enum Column : std::size_t { reached, not_reached, counted, columns };

struct Shape {
  std::size_t schools = 1200, authorities = 22, learners = 25;  // learners: of a school, on average
  std::uint64_t seed = 1;
  std::size_t families() const { return (schools + 9) / 10; }
  std::size_t places() const { return schools + authorities + families() + 1; }
  std::size_t authority(std::size_t school) const { return schools + school * authorities / schools; }
  std::size_t nation() const { return places() - 1; }
};

inline std::size_t at(std::size_t place, Column column) { return place * columns + column; }

inline std::vector<std::size_t> families_of(const Shape& shape) {
  auto draws = RandomStream(shape.seed, "families").at(0);
  std::vector<std::size_t> family;
  for (std::size_t school = 0; school < shape.schools; ++school)
    family.push_back(shape.schools + shape.authorities + static_cast<std::size_t>(draws.below(static_cast<std::uint32_t>(shape.families()))));
  return family;
}

inline CellTable counts_of(const Shape& shape, const std::vector<std::size_t>& family) {
  auto draws = RandomStream(shape.seed, "counts").at(0);
  CellTable table;
  table.values.assign(shape.places() * columns, 0);
  for (std::size_t school = 0; school < shape.schools; ++school) {
    const auto learners = std::lround(static_cast<double>(shape.learners) * (0.2 + 1.6 * draws.uniform()));
    std::int64_t more = 0;
    for (long learner = 0; learner < learners; ++learner) more += draws.happens(0.84);
    const auto fewer = learners - more;
    for (const auto place : {school, shape.authority(school), family[school], shape.nation()}) {
      table.values[at(place, reached)] += more;
      table.values[at(place, not_reached)] += fewer;
      table.values[at(place, counted)] += more + fewer;
    }
  }
  return table;
}

inline void add_sums(CellTable& table, const Shape& shape, const std::vector<std::size_t>& family) {
  for (std::size_t place = 0; place < shape.places(); ++place)
    table.relations.push_back({at(place, counted), {at(place, reached), at(place, not_reached)}});
  for (const auto column : {reached, not_reached, counted}) {
    const auto first = table.relations.size();
    for (std::size_t place = shape.schools; place < shape.places(); ++place) table.relations.push_back({at(place, column), {}});
    for (std::size_t school = 0; school < shape.schools; ++school)
      for (const auto place : {shape.authority(school), family[school], shape.nation()})
        table.relations[first + place - shape.schools].children.push_back(at(school, column));
  }
}

inline void judge(SuppressionTask& task, const Shape& shape, std::size_t place) {
  const auto& values = task.table.values;
  const auto more = values[at(place, reached)], fewer = values[at(place, not_reached)], all = values[at(place, counted)];
  const auto protect = [&](Column column) {
    task.protect.push_back({at(place, column), 0, std::max(least, values[at(place, column)])});
    task.states[at(place, column)] = CellState::hidden;
  };
  const auto small = [](std::int64_t count) { return count > 0 && count < least; };
  task.weights[at(place, reached)] *= 20 * (place < shape.schools ? 1 : 4);
  task.weights[at(place, counted)] *= place < shape.schools ? 4 : 16;
  task.states[at(place, not_reached)] = CellState::hidden;
  if (small(all)) protect(counted);
  if (small(more) || (all > 0 && all < least) || (more == 0 && all > 0 && all < full_group)) protect(reached);
  if (small(fewer) || (fewer == 0 && all > 0 && all < full_group)) protect(not_reached);
}

inline SuppressionTask task_of(const Shape& shape) {
  const auto family = families_of(shape);
  SuppressionTask task{.table = counts_of(shape, family)};
  add_sums(task.table, shape, family);
  for (const auto value : task.table.values) {
    task.weights.push_back(0.05 + std::log1p(static_cast<double>(value)));
    task.states.push_back(value == 0 ? CellState::reluctant : CellState::shown);
  }
  for (std::size_t place = 0; place < shape.places(); ++place) judge(task, shape, place);
  for (std::size_t school = 0; school < shape.schools; ++school)
    task.insiders.push_back({at(school, reached), at(school, not_reached), at(school, counted)});
  return task;
}

}  // namespace potensial::stats::crossing_places
