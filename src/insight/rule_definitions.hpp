// The rules of judging, comparing and searching, out of their dated definitions (kind "rule" of the catalogue).
// A number that a definition does not give keeps the default of its type. Pure; thread-safe.
#pragma once

#include "insight/family_of_schools.hpp"
#include "insight/nearest_schools.hpp"
#include "insight/verdict_rule.hpp"
#include "model/definition.hpp"
#include "stats/group_search.hpp"

namespace potensial::insight {

VerdictRule verdict_rule(const Definition& definition);
FamilyRule family_rule(const Definition& definition);
NearestRule nearest_rule(const Definition& definition);
stats::GroupSearchOptions search_options(const Definition& definition);

}  // namespace potensial::insight
