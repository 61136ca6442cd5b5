// Who is at which authority in which January, sorted by school and UPN: what every writer of a year walks over.
// Pointers are into the population, which must outlive the roster. Const use is thread-safe.
#pragma once

#include <vector>

#include "demonstration/lives.hpp"

namespace potensial::demonstration {

class Roster {
 public:
  Roster(const World& world, const Population& population, int first_year);
  // Learners with a stay at a school of the authority in that year, by school then UPN.
  const std::vector<const Learner*>& of(int year, std::uint32_t authority) const {
    return learners_[static_cast<std::size_t>(year - first_year_)][authority];
  }
  int first_year() const { return first_year_; }

 private:
  int first_year_;
  std::vector<std::vector<std::vector<const Learner*>>> learners_;   // year, authority
};

}  // namespace potensial::demonstration
