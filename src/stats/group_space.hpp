// All conjunctions of one level of each of up to four characteristics, numbered densely: by number of
// conditions, then by the characteristics' order, then by level codes. The number of a group a row belongs
// to is found by arithmetic alone, so a pass over the rows can sum into every group at once.
// Internal to the group search; immutable, thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "stats/group_search.hpp"

namespace potensial::stats {

class ConjunctionSpace {
 public:
  ConjunctionSpace(std::span<const std::uint16_t> levels, unsigned depth);

  // How many there would be, without making them.
  static double count(std::span<const std::uint16_t> levels, unsigned depth);

  std::size_t size() const { return size_; }
  Conditions conditions(std::uint32_t group) const;
  std::uint32_t number(const Conditions& where) const;

  // Calls visit(number) for every conjunction that holds a row of these level codes.
  template <class Visit>
  void for_each(const std::uint8_t* codes, const Visit& visit) const {
    const std::size_t m = levels_.size();
    const std::uint32_t* offset = offsets_.data();
    for (std::size_t a = 0; a < m; ++a) visit(*offset++ + codes[a]);
    if (depth_ >= 2)
      for (std::size_t a = 0; a < m; ++a)
        for (std::size_t b = a + 1; b < m; ++b) visit(*offset++ + codes[a] * levels_[b] + codes[b]);
    if (depth_ >= 3)
      for (std::size_t a = 0; a < m; ++a)
        for (std::size_t b = a + 1; b < m; ++b) offset = last(codes, codes[a] * levels_[b] + codes[b], b + 1, offset, visit);
    if (depth_ >= 4)
      for (std::size_t a = 0; a < m; ++a)
        for (std::size_t b = a + 1; b < m; ++b)
          for (std::size_t c = b + 1; c < m; ++c)
            offset = last(codes, (codes[a] * levels_[b] + codes[b]) * levels_[c] + codes[c], c + 1, offset, visit);
  }

 private:
  template <class Visit>
  const std::uint32_t* last(const std::uint8_t* codes, std::uint32_t place, std::size_t from,
                            const std::uint32_t* offset, const Visit& visit) const {
    for (std::size_t c = from; c < levels_.size(); ++c) visit(*offset++ + place * levels_[c] + codes[c]);
    return offset;
  }
  std::size_t combination_of(std::span<const std::uint16_t> characteristics) const;

  std::vector<std::uint32_t> levels_;
  unsigned depth_;
  std::vector<std::vector<std::uint16_t>> combinations_;  // of characteristics, in order of numbering
  std::vector<std::uint32_t> offsets_;                    // first number of each
  std::size_t size_ = 0;
};

}  // namespace potensial::stats
