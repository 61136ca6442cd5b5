// Sums of numbers over the members of every conjunction at once, without visiting every conjunction of a row.
//
// A row is added only where none of its levels is the characteristic's most common one ("rare" cells, a dozen
// instead of hundreds). The rest follows by subtraction, one characteristic after another: those with a common
// level are all members of the conjunction without that characteristic, less those with its other levels (the
// inclusion and exclusion of data cubes; Gray and others 1997).
//
// RareCells: the rare cells of every row, made once for a table. ConjunctionCube: the sums of eight lanes (eight
// clusters, or eight columns) of every conjunction; `start`, then add, then `complete`, then read. The order of
// additions is the caller's, so sums do not depend on threads. Internal to the group search; one cube per thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "stats/group_rows.hpp"
#include "stats/group_space.hpp"

namespace potensial::stats {

constexpr std::size_t cube_lanes = 8;

class RareCells {
 public:
  RareCells(const GroupRows& rows, const ConjunctionSpace& space);

  std::span<const std::uint32_t> of(std::size_t row) const {
    return {cells_.data() + begin_[row], cells_.data() + begin_[row + 1]};
  }
  std::uint8_t common(std::size_t characteristic) const { return common_[characteristic]; }

 private:
  std::vector<std::uint8_t> common_;  // of each characteristic
  std::vector<std::size_t> begin_;    // of each row, and the end
  std::vector<std::uint32_t> cells_;
};

class ConjunctionCube {
 public:
  ConjunctionCube(const ConjunctionSpace& space, const RareCells& rare);

  void start();
  void add(std::size_t row, std::size_t lane, double value) {
    all_[lane] += value;
    for (const auto cell : rare_->of(row)) sums_[cell * cube_lanes + lane] += value;
  }
  void add(std::size_t row, const double* eight) {
    add_to(all_.data(), eight);
    for (const auto cell : rare_->of(row)) add_to(&sums_[cell * cube_lanes], eight);
  }
  void complete();
  const double* at(std::uint32_t group) const { return &sums_[group * cube_lanes]; }

 private:
  // Where a combination lies, and each of its characteristics: the cells that one fewer condition leaves.
  struct Axis {
    std::uint32_t shorter;              // first cell of the combination without this characteristic
    std::uint32_t levels, stride, common;
  };
  struct Combination {
    std::uint32_t first, cells;
    std::vector<Axis> axes;
    bool alone;                         // one characteristic: what is left of it is everybody
  };
  static void add_to(double* sums, const double* eight) {
    for (std::size_t lane = 0; lane < cube_lanes; ++lane) sums[lane] += eight[lane];
  }
  void complete(const Combination& combination, const Axis& axis);

  const RareCells* rare_;
  std::vector<Combination> combinations_;
  std::vector<double> all_, sums_;
};

}  // namespace potensial::stats
