// Lives of learners: families by authority, each child's years at school, moves and recorded characteristics.
//
// A child's life is a pure function of the seed and the child's number, so authorities are made in parallel and
// learners who change authority need no hand-over. Families are added until the authority's own children on roll
// in the last January reach the number wanted. Learners never on roll in a year with files are left out.
#pragma once

#include <vector>

#include "demonstration/learner.hpp"

namespace potensial::demonstration {

struct Population {
  std::vector<std::vector<Learner>> by_home;   // by the authority of the family, in order of id

  std::size_t size() const;
};

Population live(World& world);   // solves each authority's free-meals intercept on the way

// Gives every learner a UPN: serial 500 to 999 by first school and year of allocation, in order of learner id;
// and some of those new on roll a temporary one for their first year. Refuses when a serial runs over.
Result<void> allocate_upns(const World& world, Population& population);

}  // namespace potensial::demonstration
