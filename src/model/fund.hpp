// A fund: its aim, its themes, and, where it has a rule of eligibility, which schools its money is for (TGT-07). What it is
// for in one year stands in its guidance (guidance.hpp). Definitions in catalogue/funds/. Value types.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "model/text.hpp"

namespace potensial {

struct Fund {
  std::string id;
  int version = 1;
  Text name, aim;
  std::vector<Text> themes;
  std::optional<Date> from, to;       // first and last day; open when absent
  // The rule of eligibility; a fund without one has no `learners`.
  Text sentence;                      // who is eligible, in words
  std::string learners;               // characteristic; the money is for learners at its first level
  std::vector<std::string> besides;   // characteristics; who is at the first level is supported at every school
  std::vector<std::string> phases;    // of schools that can be eligible; none: all
  std::int64_t least_share = 0;       // of those learners among all of statutory age, in hundredths of a percent
  std::int64_t least_learners = 0;    // of statutory age
  std::int64_t near_share = 0, near_learners = 0;  // a near miss: this close below

  bool has_rule() const { return !learners.empty(); }
};

}  // namespace potensial
