// Whether what schools were given - money, places in strategies, adviser days - stands in proportion to their need, school by
// school (TGT-04).
//
// A school's part in need is its share of the learners entitled to free school meals. Over-served: its share of what was given
// is more than `over` times its share of need; under-served: less than `under` times; in both cases only where the difference
// from proportional is at least `least` and at least `least_each` for each of its learners. All others are in line, or it
// cannot be told. A school without need that was given something counts as over-served by the same two amounts. The thresholds
// are those of the rule "alignment" of the catalogue. Amounts are whole: pence, places, hundredths of a day. Measures, not
// payments: floating point, differences to the nearest whole. Pure, thread-safe.
#pragma once

#include <span>
#include <vector>

#include "funding/need_followed.hpp"
#include "model/delegation.hpp"
#include "model/text.hpp"

namespace potensial::funding {

struct ServedRule {
  double over = 0, under = 0;
  double least = 0, least_each = 0;
};

// The rule as it is published.
struct AlignmentRule {
  ServedRule money, places, days;
  Text sentence;
};

struct Provided {
  SchoolNeed school;         // or an authority, by its id
  std::int64_t amount = 0;
};

enum class Served { in_line, over, under };

struct SchoolServed {
  Provided given;
  std::int64_t difference = 0;  // from what it would have in proportion to need
  Served word = Served::in_line;
};

struct Alignment {
  std::vector<SchoolServed> schools;  // as they were given
  NeedFollowed now, by_need;          // as it is, and if it were in proportion to need
};

// Against what it would have in proportion to its need.
SchoolServed served(const Provided& given, double proportional, const ServedRule& rule);

Alignment alignment(std::span<const Provided> given, const ServedRule& rule);

std::vector<Provided> money_provided(std::span<const DelegatedAmount> given);

// Those of one word, the largest difference first; no more than `most`.
std::vector<SchoolServed> most_served(const Alignment& of, Served word, std::size_t most);

}  // namespace potensial::funding
