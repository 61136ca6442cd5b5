// Whom the support of a fund reaches and whom it misses (TGT-08, GRP-06; Estyn 2008, paragraph 46): of learners who meet the
// fund's criterion those with its support and those without, and those with it who do not meet the criterion.
//
// Coverage = learners who meet the criterion with support / all who meet it. Leakage = learners with support who do not meet it /
// all with support. With support is who stands on a register, not who is at a funded school. A learner of whom the criterion was
// never recorded counts against neither, and is counted apart. Whole numbers. Pure; thread-safe.
#pragma once

#include <cstdint>
#include <optional>

#include "insight/national_third.hpp"

namespace potensial::insight {

enum class Criterion : std::uint8_t { met, not_met, unknown };

struct PlacedLearner {
  Criterion criterion = Criterion::unknown;
  bool is_served = false;            // has support of the fund
  std::optional<Third> earlier = {};  // by results before the year; nothing where none is known or asked for
};

struct WhoIsMissed {
  std::int64_t served_within = 0;    // meet the criterion, with support
  std::int64_t served_outside = 0;   // do not meet it, with support
  std::int64_t served_unknown = 0;   // not recorded, with support
  std::int64_t unserved = 0;         // meet the criterion, without support
  std::int64_t unserved_upper = 0, unserved_middle = 0, unserved_without_result = 0;  // of the unserved

  void add(const PlacedLearner& learner);
  WhoIsMissed& operator+=(const WhoIsMissed& other);

  std::int64_t meeting() const { return served_within + unserved; }
  std::int64_t served() const { return served_within + served_outside; }  // of known criterion
  double coverage() const;           // 0 to 1; NaN when nobody meets the criterion
  double leakage() const;            // 0 to 1; NaN when nobody has support
};

// Whether a school selects by another criterion than the fund's: more than `most` of its places go to others.
bool selects_otherwise(const WhoIsMissed& of, double most);

}  // namespace potensial::insight
