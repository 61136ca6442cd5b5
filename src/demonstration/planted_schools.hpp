// Schools planted on the way to causing concern, false alarms, schools that recover, and schools whose teacher
// assessment is inflated or harsh. After the demonstration specification, section 10.
#pragma once

#include <string>
#include <vector>

#include "demonstration/world.hpp"

namespace potensial::demonstration {

struct PlantedSchool {
  std::string id, kind;        // "C1" "concern", "F1" "false-alarm", "R1" "recovering", "I1" "inflated", "X1" "harsh", "U1" "under-awarding"
  std::uint32_t school = nowhere;
  int from = 0;
  double slope = 0;            // a year; of inflation the amount
  bool inspected = false;      // with a judgement of concern in the files
  bool can_be_found = true;    // inflation: its authority tests
};

// Chooses and marks them in the world; with `wanted` false only what stands without planting: nothing.
std::vector<PlantedSchool> plant_schools(World& world, bool wanted);

}  // namespace potensial::demonstration
