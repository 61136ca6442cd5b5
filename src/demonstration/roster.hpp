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
  // Learners whom the authority still counts though they have moved to another: a fault.
  std::vector<const Learner*> counted_twice(int year, std::uint32_t authority) const;
  int first_year() const { return first_year_; }

 private:
  const World& world_;
  int first_year_;
  std::vector<const Learner*> twice_;
  std::vector<std::vector<std::vector<const Learner*>>> learners_;   // year, authority
};

}  // namespace potensial::demonstration
