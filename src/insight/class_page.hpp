// A class for its teacher (pages specification, section 3): with whom is the next step to be agreed, and who is below what
// like learners reach? Each learner by the newest results, in their subjects. Nobody is judged: ranges start conversations.
// As blocks. Names are passed in, empty where the reader may not see them. Pure; thread-safe.
#pragma once

#include <string>
#include <vector>

#include "insight/learner_page.hpp"
#include "model/next_step.hpp"
#include "model/school_class.hpp"

namespace potensial::insight {

struct LearnerInClass {
  LearnerId learner{};
  std::string name;
  std::vector<LearnerOutcome> outcomes;  // of all years that were read
  std::vector<NextStep> steps;           // oldest first
};

struct ClassPageInput {
  SchoolClass of;
  std::vector<LearnerInClass> learners;
  Names names;
  bool invented = false;
};

Page class_page(const ClassPageInput& input);

// How many learners wait for a next step, how many are below, and who these are: what its teacher's home page shows.
std::vector<Block> class_today(const ClassPageInput& input);

}  // namespace potensial::insight
