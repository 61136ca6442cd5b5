// The groups planted to be found again: who is in them and what they lose.
//
// After the demonstration specification, section 9. A rule names traits that a learner has on record in the year of
// the outcome. With few secondaries in the whole, rules of key stage 3 are planted at key stage 2. A rule with too
// few learners in the years with files is not planted. Const use is thread-safe.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "demonstration/learner.hpp"
#include "demonstration/lives.hpp"

namespace potensial::demonstration {

class Attainment;

struct PlantedGroup {
  std::string id;
  std::vector<std::string> where;
  std::vector<std::string> authorities;   // numbers; empty: all
  int stage = 2;                          // 1: key stage 2, 2: key stage 3
  bool writing_only = false;
  bool planted = true;
  std::vector<double> effect;             // one, or by year from 2006
  std::uint32_t wanted = 0;               // bits of Trait
  std::map<int, int> learners_by_year;
  std::set<std::uint32_t> schools;
  std::vector<std::string> upns;
  int learners = 0;

  double effect_in(int year) const;
};

class PlantedGroups {
 public:
  PlantedGroups(const World& world, bool wanted);
  void count(const Population& population, const Attainment& attainment);  // then leaves out those too small

  // Effect on the score of all subjects; `able` is top third on the stage before.
  double on_score(const Learner& learner, int stage, int year, bool able) const;
  double on_writing(const Learner& learner, int stage, int year) const;
  bool asks_for_able(int stage) const;
  const std::vector<PlantedGroup>& all() const { return groups_; }

 private:
  bool holds(const PlantedGroup& group, const Learner& learner, const Stay& stay, std::uint32_t traits) const;
  std::uint32_t traits_of(const Learner& learner, const Stay& stay, bool able) const;

  const World& world_;
  std::vector<PlantedGroup> groups_;
};

}  // namespace potensial::demonstration
