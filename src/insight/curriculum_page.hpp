// The page of the curriculum offered (STD-10): subjects, entries and take-up per group and over time, of a school,
// an authority or Wales. As blocks. A subject is offered where at least one learner is entered. Pure; thread-safe.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "insight/curriculum_breadth.hpp"
#include "insight/description_parts.hpp"
#include "model/code_set.hpp"

namespace potensial::insight {

// Take-up in the newest year by the levels of one characteristic.
struct TakeUpBy {
  Text characteristic;
  std::vector<Condition> levels;
  std::vector<CurriculumYear> of;  // one per level
};

struct CurriculumOfPart {
  std::string organisation;
  CurriculumYear newest;
};

struct CurriculumPageInput {
  DescribedScope scope;
  bool from_results = false;                    // entries were not loaded: results stand for them
  std::vector<CurriculumYear> years;            // of the scope, oldest first
  std::vector<CurriculumYear> population;       // of everything loaded, the same years
  std::vector<TakeUpBy> groups;
  std::vector<CurriculumOfPart> parts;
  const CodeSet* subjects = nullptr;            // names
  Names names;
};

Page curriculum_page(const CurriculumPageInput& input);

// The name of a subject; its code where nothing names it.
Phrase subject_phrase(const CodeSet* subjects, const std::string& subject);

}  // namespace potensial::insight
