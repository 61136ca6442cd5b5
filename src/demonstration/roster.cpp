#include "demonstration/roster.hpp"

#include <algorithm>

#include "base/parallel.hpp"

namespace potensial::demonstration {

Roster::Roster(const World& world, const Population& population, int first_year)
    : world_(world), first_year_(first_year) {
  for (const auto& home : population.by_home)
    for (const auto& learner : home)
      if (learner.twice_in) twice_.push_back(&learner);

  const auto years = static_cast<std::size_t>(Request::last_year - first_year + 1);
  learners_.resize(years);
  parallel_for(years, world.request.threads, [&](std::size_t y) {
    const int year = first_year + static_cast<int>(y);
    auto& by_authority = learners_[y];
    by_authority.resize(world.authorities.size());
    for (const auto& home : population.by_home)
      for (const auto& learner : home)
        if (const auto* stay = learner.in_year(year)) by_authority[world.schools[stay->school].authority].push_back(&learner);
    for (auto& list : by_authority)
      std::sort(list.begin(), list.end(), [year](const Learner* x, const Learner* y2) {
        const auto a = x->in_year(year)->school, b = y2->in_year(year)->school;
        return a != b ? a < b : x->upn_in(year) < y2->upn_in(year);
      });
  });
}

std::vector<const Learner*> Roster::counted_twice(int year, std::uint32_t authority) const {
  std::vector<const Learner*> found;
  for (const auto* learner : twice_)
    if (learner->twice_in == year && world_.schools[learner->in_year(year - 1)->school].authority == authority) found.push_back(learner);
  return found;
}

}  // namespace potensial::demonstration
