#include "stats/group_cube.hpp"

#include <algorithm>

namespace potensial::stats {
namespace group_cube_detail {

std::uint8_t most_common(const GroupRows& rows, std::size_t characteristic) {
  std::vector<std::size_t> counts(256, 0);
  for (std::size_t row = 0; row < rows.size(); ++row) ++counts[rows.codes[row * rows.characteristics + characteristic]];
  return static_cast<std::uint8_t>(std::ranges::max_element(counts) - counts.begin());
}

}  // namespace group_cube_detail

RareCells::RareCells(const GroupRows& rows, const ConjunctionSpace& space) {
  for (std::size_t a = 0; a < rows.characteristics; ++a) common_.push_back(group_cube_detail::most_common(rows, a));
  begin_.reserve(rows.size() + 1);
  begin_.push_back(0);
  std::vector<std::uint16_t> rare;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const auto* codes = &rows.codes[row * rows.characteristics];
    rare.clear();
    for (std::size_t a = 0; a < rows.characteristics; ++a)
      if (codes[a] != common_[a]) rare.push_back(static_cast<std::uint16_t>(a));
    space.for_each_among(codes, rare, [&](std::uint32_t cell) { cells_.push_back(cell); });
    begin_.push_back(cells_.size());
  }
}

ConjunctionCube::ConjunctionCube(const ConjunctionSpace& space, const RareCells& rare)
    : rare_(&rare), all_(cube_lanes, 0.0), sums_(space.size() * cube_lanes, 0.0) {
  for (std::size_t k = 0; k < space.combinations().size(); ++k) {
    const auto& characteristics = space.combinations()[k];
    Combination combination{space.first_of(k), 1, {}, characteristics.size() == 1};
    for (auto at = characteristics.size(); at-- > 0;) {
      auto others = characteristics;
      others.erase(others.begin() + static_cast<std::ptrdiff_t>(at));
      const auto levels = space.levels(characteristics[at]);
      const auto shorter = others.empty() ? 0 : space.first_of(space.combination_of(others));
      combination.axes.push_back({shorter, levels, combination.cells, rare.common(characteristics[at])});
      combination.cells *= levels;
    }
    if (combination.cells > 0) combinations_.push_back(std::move(combination));
  }
}

void ConjunctionCube::start() {
  std::ranges::fill(all_, 0.0);
  std::ranges::fill(sums_, 0.0);
}

// From the last characteristic to the first, so that every cell is right once its first common level is done;
// combinations of fewer characteristics come before.
void ConjunctionCube::complete() {
  for (const auto& combination : combinations_)
    for (const auto& axis : combination.axes) complete(combination, axis);
}

void ConjunctionCube::complete(const Combination& combination, const Axis& axis) {
  const std::uint32_t blocks = combination.cells / (axis.levels * axis.stride);
  for (std::uint32_t block = 0; block < blocks; ++block)
    for (std::uint32_t place = 0; place < axis.stride; ++place) {
      const auto start = combination.first + block * axis.levels * axis.stride + place;
      const auto* shorter = combination.alone ? all_.data() : at(axis.shorter + block * axis.stride + place);
      double left[cube_lanes];
      std::copy_n(shorter, cube_lanes, left);
      for (std::uint32_t level = 0; level < axis.levels; ++level)
        if (level != axis.common)
          for (std::size_t lane = 0; lane < cube_lanes; ++lane)
            left[lane] -= sums_[(start + level * axis.stride) * cube_lanes + lane];
      std::copy_n(left, cube_lanes, &sums_[(start + axis.common * axis.stride) * cube_lanes]);
    }
}

}  // namespace potensial::stats
