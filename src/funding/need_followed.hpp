// Whether money follows need: how much of it reaches the receivers whose need for each learner is highest, and how far it is
// from a distribution in proportion to need (stats/concentration_index.hpp says what the index and the misplaced share are).
//
// The neediest fifth is a fifth of the receivers, rounded up; of equal rates those come first whose names come first in byte
// order. Measures, not payments: floating point; shares are fractions, and NaN where there is nothing to share. The lengths
// agree. Pure, thread-safe.
#pragma once

#include <span>
#include <string>
#include <vector>

namespace potensial::funding {

struct NeedOfReceivers {
  std::vector<double> learners, need;
  std::vector<double> rates;        // need for each learner; 0 where there is no need
  std::vector<std::size_t> fifth;   // places of the neediest, the neediest first
  double share_of_need = 0;         // of the fifth
};

NeedOfReceivers need_of_receivers(std::span<const std::string> names, std::vector<double> learners, std::vector<double> need);

// How one distribution of money stands to that need.
struct NeedFollowed {
  double share_of_fifth = 0, index = 0, misplaced = 0;
};
NeedFollowed need_followed(const NeedOfReceivers& of, std::span<const double> money);

// Of some places, their share of all.
double share_of(std::span<const double> values, std::span<const std::size_t> some);

}  // namespace potensial::funding
