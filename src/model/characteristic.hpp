// A characteristic by which learners are grouped. Definitions in catalogue/characteristics/.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/text.hpp"

namespace potensial {

struct CharacteristicLevel {
  std::string code;   // as the expression gives it
  Text name;          // "boys", "entitled to free school meals": stands in a list of conditions
};

struct Characteristic {
  std::string id;              // "fsm", "sen-provision", "term-of-birth", "prior-third" ...
  int version = 1;
  Text name;
  std::string expression;      // SQL over the census columns (and prior_third, medium), giving a level's code; NULL: never recorded
  std::vector<CharacteristicLevel> levels;
  std::string reference;       // code of the level that is "the others" of a yes/no characteristic
  bool searched = true;
  bool at_start = false;       // as it stood when the stage began: the expression reads the last census before
  std::vector<std::string> proxies;  // characteristics that stand for it and leave a context standard with it
  bool from_earlier_results = false; // made of the earlier results themselves: from the same start it says nothing alone
};

// Where one learner's characteristic held, from when to when and by which source (DATA-04).
struct CharacteristicSpell {
  std::string characteristic, level;
  std::string from, to;   // ISO dates, empty when open
  std::string source;     // id of the collection
  std::string told_by;    // organisation that reported it, where not the learner's school
};

}  // namespace potensial
