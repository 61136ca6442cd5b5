// Who takes part in voluntary strategies, by need (TGT-06): of each fifth of the schools in order of need, how many there are
// and how many take part; and the neediest schools that do not. The k-th of five fifths of n schools holds those from place
// kn/5 to (k+1)n/5, in whole numbers, as the page of delegated money divides them. Pure, thread-safe.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace potensial::funding {

struct FifthTakingPart {
  std::int64_t schools = 0, taking = 0;
};

struct TakeUp {
  std::string strategy;
  std::array<FifthTakingPart, 5> fifths;   // the neediest first
  std::vector<std::string> outside;        // schools that do not take part, the neediest first

  std::int64_t taking() const {
    std::int64_t sum = 0;
    for (const auto& each : fifths) sum += each.taking;
    return sum;
  }
};

// `by_need`: schools, the neediest first. Schools that take part and are not among them count for nothing. `most`: of those
// outside.
std::vector<TakeUp> take_up(std::span<const std::string> by_need, const std::map<std::string, std::set<std::string>>& schools_of_strategy, std::size_t most);

}  // namespace potensial::funding
