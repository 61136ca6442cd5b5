// The schools of an authority that have learners in a year, by number, and how many each. Pure, thread-safe.
#pragma once

#include <map>
#include <string>

#include "demonstration/result_files.hpp"

namespace potensial::demonstration {

struct SchoolRoll {
  std::uint32_t school = 0;
  int learners = 0;
};

std::map<std::string, SchoolRoll> school_rolls(const Nation& nation, int year, std::uint32_t authority);

}  // namespace potensial::demonstration
