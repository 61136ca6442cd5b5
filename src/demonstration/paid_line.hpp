// A line of what was awarded by a bid or planned by a school, on which money is spent: what spend.csv is made from. Value types.
#pragma once

#include <cstdint>
#include <string>

namespace potensial::demonstration {

struct PaidLine {
  std::string line;        // "BSF-2007-680/3", "PLAN-2007-6802800/1"
  std::string payer;       // the authority, a partner of its bid, or the school
  int year = 0;            // financial year, by its first calendar year
  std::string authority;   // the payer, or whose school the payer is
  std::int64_t pence = 0;  // what it may cost
};

}  // namespace potensial::demonstration
