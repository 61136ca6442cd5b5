// What the pages and the search of one stage ask (kind `stage-view`, id: that of the stage): members
//   searched?: indicators whose residual is searched for groups;  shown: indicators of its pages, in order
//   measures?: indicators of every year group that may be asked of the stage (stage_measures.hpp); more of each is better
//   disadvantaged?, disadvantaged-level: the characteristic and its level whose learners are told apart among those
//   who were ahead and fell back
//   organisation?: the study it belongs to; absent: Wales
// Pure functions, thread-safe.
#pragma once

#include <string>
#include <vector>

#include "catalogue/catalogue.hpp"

namespace potensial::catalogue {

struct StageView {
  std::string stage;
  Text name;
  std::string organisation;
  std::vector<std::string> searched, shown, measures;
  std::string disadvantaged, disadvantaged_level;  // both empty: nobody is told apart
};

Result<StageView> read_stage_view(const Definition& definition);
// One version of each, as valid on a day.
Result<std::vector<StageView>> stage_views_on(const Catalogue& catalogue, Date day);

}  // namespace potensial::catalogue
