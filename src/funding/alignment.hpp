// Whether what schools were given stands in proportion to their need, school by school (TGT-04).
//
// A school's part in need is its share of the learners entitled to free school meals. Over-served: its share of the money is
// more than 1.5 times its share of need; under-served: less than 0.67 times; in both cases only where the difference from
// proportional is at least £2,000 and at least £10 for each of its learners. All others are in line, or it cannot be told. A
// school without need that has money counts as over-served by the same two amounts. Measures, not payments: floating point,
// differences to the nearest penny. Pure, thread-safe.
#pragma once

#include <span>
#include <vector>

#include "funding/need_followed.hpp"
#include "model/delegation.hpp"

namespace potensial::funding {

enum class Served { in_line, over, under };

struct SchoolServed {
  DelegatedAmount given;
  Pence difference;          // from what it would have in proportion to need
  Served word = Served::in_line;
};

struct Alignment {
  std::vector<SchoolServed> schools;  // as they were given
  NeedFollowed now, by_need;          // as it is, and if it were in proportion to need
};

Alignment alignment(std::span<const DelegatedAmount> given);

// Those of one word, the largest difference first; no more than `most`.
std::vector<SchoolServed> most_served(const Alignment& of, Served word, std::size_t most);

}  // namespace potensial::funding
