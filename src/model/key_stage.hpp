// A key stage and where it ends. Definitions in catalogue/key-stages.yaml. Value type.
#pragma once

#include <string>

#include "model/text.hpp"

namespace potensial {

struct KeyStage {
  std::string id;           // "ks1", "fp", "ks2", "ks3", "ks4"
  Text name;
  std::string nc_year;      // year group in which it ends: "2", "6", "9", "11"
  std::string previous;     // id of the last completed stage, empty for the first
  int years_since_previous = 0;
  int terms = 0;            // terms of the stage, for weights of school changes
};

}  // namespace potensial
