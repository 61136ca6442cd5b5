// The refit that ends a group search: all stories of both stages together, in the outcome's unit; a story
// whose interval then holds 0 is folded into the story with which its members overlap most, the weakest
// first (the inference specification, section 4.4 step 7 and 4.2). Internal to the group search.
#pragma once

#include <vector>

#include "stats/group_nuisance.hpp"
#include "stats/group_stage.hpp"

namespace potensial::stats {

struct RefitInput {
  const GroupRows* rows = nullptr;
  std::vector<ColumnPointer> given, levels;  // columns of the starting models
  double delta = 0.1;
};

struct RefitStories {
  std::vector<GroupStory> main, separate;
};

RefitStories refit_stories(const RefitInput& input, std::vector<AcceptedGroup> main,
                           std::vector<AcceptedGroup> separate);

}  // namespace potensial::stats
