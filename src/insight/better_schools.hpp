// Comparable schools that clearly do better than one school (CMP-04), each once. Pure; thread-safe.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "insight/standing.hpp"

namespace potensial::insight {

inline constexpr std::size_t most_better_named = 10;  // on a page, and in the choice of whom to ask

struct BetterSchool {
  std::string school;
  const StandingRow* first = nullptr;  // the first group and outcome in which it does; one of the standings given
  std::size_t times = 0;               // in how many of them it does
};

// Of the standings of one school, one for each stage: most times first, then as they stand there.
std::vector<BetterSchool> better_schools(std::span<const Standing* const> of_stages);

}  // namespace potensial::insight
