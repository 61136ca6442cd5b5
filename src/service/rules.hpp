// The dated rules of the catalogue as the areas take them.
#pragma once

#include "base/result.hpp"
#include "catalogue/catalogue.hpp"
#include "insight/family_of_schools.hpp"
#include "insight/nearest_schools.hpp"
#include "insight/verdict_rule.hpp"
#include "stats/group_search.hpp"

namespace potensial::service {

struct JudgingRules {
  insight::VerdictRule verdict;
  insight::FamilyRule families;
  insight::NearestRule nearest;
  stats::GroupSearchOptions search;
};

// As they hold on a day; refuses when one is missing.
Result<JudgingRules> judging_rules(const catalogue::Catalogue& catalogue, Date day);

}  // namespace potensial::service
