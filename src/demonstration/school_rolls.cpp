#include "demonstration/school_rolls.hpp"

namespace potensial::demonstration {

std::map<std::string, SchoolRoll> school_rolls(const Nation& nation, int year, std::uint32_t authority) {
  std::map<std::string, SchoolRoll> rolls;
  for (const auto* learner : nation.roster.of(year, authority)) {
    const auto school = learner->in_year(year)->school;
    auto& roll = rolls[nation.world.schools[school].number];
    roll = {school, roll.learners + 1};
  }
  return rolls;
}

}  // namespace potensial::demonstration
