// What forms offer for a search of groups: the years loaded, and the outcomes that have a search, as the catalogue defines
// them in the newest year. One home serves one thread at a time.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "catalogue/stage_views.hpp"
#include "model/block.hpp"
#include "service/home.hpp"
#include "service/rules.hpp"

namespace potensial::service {

struct SearchOffer {
  std::vector<AcademicYear> years;  // ascending, never empty
  store::CohortDefinitions definitions;
  std::vector<catalogue::StageView> views;
  JudgingRules rules;
};

// Refuses "find.nothing-loaded".
Result<SearchOffer> search_offer(Home& home);

// Each with the name of its stage.
std::vector<Choice> outcome_choices(const SearchOffer& offer);
// The noun of the page of a place that is no school.
const char* noun_of_place(const Organisation& place);

}  // namespace potensial::service
