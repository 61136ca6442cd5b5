#include "stats/group_space.hpp"

#include <algorithm>

namespace potensial::stats {
namespace group_space_detail {

void add_combinations(std::vector<std::vector<std::uint16_t>>& all, std::vector<std::uint16_t>& begun,
                      std::size_t characteristics, unsigned size) {
  if (begun.size() == size) {
    all.push_back(begun);
    return;
  }
  const std::size_t from = begun.empty() ? 0 : begun.back() + std::size_t{1};
  for (std::size_t next = from; next < characteristics; ++next) {
    begun.push_back(static_cast<std::uint16_t>(next));
    add_combinations(all, begun, characteristics, size);
    begun.pop_back();
  }
}

}  // namespace group_space_detail

ConjunctionSpace::ConjunctionSpace(std::span<const std::uint16_t> levels, unsigned depth)
    : levels_(levels.begin(), levels.end()), depth_(depth) {
  std::vector<std::uint16_t> begun;
  for (unsigned size = 1; size <= depth; ++size)
    group_space_detail::add_combinations(combinations_, begun, levels.size(), size);
  std::size_t keys = 1;
  for (unsigned k = 0; k < depth; ++k) keys *= levels.size() + 1;
  by_key_.assign(keys, 0);
  for (const auto& combination : combinations_) {
    std::size_t key = 0;
    for (const auto characteristic : combination) key = key_of(key, characteristic);
    by_key_[key] = static_cast<std::uint32_t>(offsets_.size());
    offsets_.push_back(static_cast<std::uint32_t>(size_));
    std::size_t product = 1;
    for (const auto characteristic : combination) product *= levels_[characteristic];
    size_ += product;
  }
}

double ConjunctionSpace::count(std::span<const std::uint16_t> levels, unsigned depth) {
  // Elementary symmetric polynomials of the level numbers.
  std::vector<double> sums(depth + 1, 0.0);
  sums[0] = 1;
  for (const double count : levels)
    for (unsigned size = depth; size >= 1; --size) sums[size] += sums[size - 1] * count;
  double total = 0;
  for (unsigned size = 1; size <= depth; ++size) total += sums[size];
  return total;
}

Conditions ConjunctionSpace::conditions(std::uint32_t group) const {
  // Empty combinations (a characteristic without levels) share an offset; the last one of it holds the group.
  const auto at = static_cast<std::size_t>(std::ranges::upper_bound(offsets_, group) - offsets_.begin()) - 1;
  auto place = group - offsets_[at];
  Conditions where;
  for (auto k = combinations_[at].size(); k-- > 0;) {
    const auto characteristic = combinations_[at][k];
    where.push_back({characteristic, static_cast<std::uint8_t>(place % levels_[characteristic])});
    place /= levels_[characteristic];
  }
  std::ranges::reverse(where);
  return where;
}

std::size_t ConjunctionSpace::combination_of(std::span<const std::uint16_t> characteristics) const {
  std::size_t key = 0;
  for (const auto characteristic : characteristics) key = key_of(key, characteristic);
  return by_key_[key];
}

std::uint32_t ConjunctionSpace::number(const Conditions& where) const {
  std::vector<std::uint16_t> characteristics;
  std::uint32_t place = 0;
  for (const auto& condition : where) {
    characteristics.push_back(condition.characteristic);
    place = place * levels_[condition.characteristic] + condition.level;
  }
  return offsets_[combination_of(characteristics)] + place;
}

}  // namespace potensial::stats
