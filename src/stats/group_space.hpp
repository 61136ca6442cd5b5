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

  // The same for those conjunctions whose characteristics are all among `some` (ascending).
  template <class Visit>
  void for_each_among(const std::uint8_t* codes, const std::vector<std::uint16_t>& some, const Visit& visit) const {
    extend(codes, some, 0, {0, 0, 0}, visit);
  }

  std::uint32_t levels(std::size_t characteristic) const { return levels_[characteristic]; }
  // Sets of characteristics, in order of numbering; the first number of each; and where one stands.
  const std::vector<std::vector<std::uint16_t>>& combinations() const { return combinations_; }
  std::uint32_t first_of(std::size_t combination) const { return offsets_[combination]; }
  std::size_t combination_of(std::span<const std::uint16_t> characteristics) const;

 private:
  struct Walk {
    std::size_t key;      // of the characteristics taken
    std::uint32_t place;  // of the levels among theirs
    unsigned taken;
  };
  template <class Visit>
  void extend(const std::uint8_t* codes, const std::vector<std::uint16_t>& some, std::size_t from, Walk walk,
              const Visit& visit) const {
    for (auto k = from; k < some.size(); ++k) {
      const Walk next{key_of(walk.key, some[k]), walk.place * levels_[some[k]] + codes[some[k]], walk.taken + 1};
      visit(offsets_[by_key_[next.key]] + next.place);
      if (next.taken < depth_) extend(codes, some, k + 1, next, visit);
    }
  }
  std::size_t key_of(std::size_t before, std::size_t characteristic) const {
    return before * (levels_.size() + 1) + characteristic + 1;
  }
  template <class Visit>
  const std::uint32_t* last(const std::uint8_t* codes, std::uint32_t place, std::size_t from,
                            const std::uint32_t* offset, const Visit& visit) const {
    for (std::size_t c = from; c < levels_.size(); ++c) visit(*offset++ + place * levels_[c] + codes[c]);
    return offset;
  }
  std::vector<std::uint32_t> levels_;
  unsigned depth_;
  std::vector<std::vector<std::uint16_t>> combinations_;  // of characteristics, in order of numbering
  std::vector<std::uint32_t> offsets_;                    // first number of each
  std::vector<std::uint32_t> by_key_;                     // combination of each key of characteristics
  std::size_t size_ = 0;
};

}  // namespace potensial::stats
