// The page of gaps between groups (STD-09): percentage points with an interval between any two levels of a
// characteristic, per indicator and component, per year and per organisation. As blocks. No verdict: a gap says how
// far apart two groups are, not why. Pure; thread-safe.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "insight/description_parts.hpp"
#include "insight/group_gap.hpp"

namespace potensial::insight {

// The two groups that are compared: first less second.
struct GapPair {
  Text characteristic, first, second;
  Condition first_group = {}, second_group = {};  // as they stand in the address of a figure
};

struct GapOfIndicator {
  std::string indicator;
  SharesGap gap;
};

struct GapInYear {
  AcademicYear year;
  SharesGap gap, population;
};

struct GapOfPart {
  std::string organisation;
  SharesGap gap;
};

// One pair followed through indicators, years and organisations.
struct GapStory {
  GapPair pair;
  std::vector<GapOfIndicator> indicators;  // newest year, components after the subject they are part of
  std::vector<GapInYear> years;            // of the page's indicator, oldest first
  std::vector<GapOfPart> parts;            // newest year
};

struct GapOfGroup {
  GapPair pair;
  SharesGap gap;
};

struct GapsPageInput {
  DescribedScope scope;
  Indicator indicator;                  // of the groups, the years and the parts
  std::vector<Indicator> indicators;    // of the stories
  std::vector<GapOfGroup> groups;       // newest year, one per level of each characteristic
  std::vector<GapStory> stories;
  std::size_t least = 10;               // learners on each side
  Names names;
};

Page gaps_page(const GapsPageInput& input);

}  // namespace potensial::insight
