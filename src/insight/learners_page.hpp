// The learners behind one group of a school (GRP-03): who they are and where each stands beside like learners, those
// furthest below first. A list for people who may see these learners, to start a conversation: no learner is judged by it.
// As blocks. Names are passed in, empty where the reader may not see them. Pure; thread-safe.
#pragma once

#include <string>
#include <vector>

#include "insight/learner_page.hpp"

namespace potensial::insight {

struct ListedLearner {
  LearnerId learner{};
  std::string name;
  LearnerOutcome outcome;
  std::vector<SupportGiven> support = {};  // in the school year
};

struct LearnersPageInput {
  std::string school;
  Indicator indicator;
  std::vector<Condition> conditions;  // of the group; none: all learners
  std::string group;                  // the same as it stands in the address
  AcademicYear year;
  std::vector<ListedLearner> learners;
  Names names;
  bool invented = false;
  std::optional<Names> funds = {};    // by id; nothing: support is not told
};

Page learners_page(LearnersPageInput input);

// "learners/6802801?indicator=ks2-points&group=fsm:yes,sex:M": where the learners of a group are listed.
Target learners_of_group(const std::string& school, const std::string& indicator, std::span<const Condition> conditions);
std::string group_words(std::span<const Condition> conditions);  // "fsm:yes,sex:M"; "" for all learners
// Characteristic and level of each, without their names; nothing for what is no such list.
std::optional<std::vector<Condition>> conditions_of(std::string_view group);

}  // namespace potensial::insight
