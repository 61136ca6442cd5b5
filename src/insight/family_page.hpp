// The page of a statistical family and of a school's nearest schools (P06): who is like us, in what, and who does
// better? As blocks: members with the values used and their distance, balance, results of one indicator, overlap
// with this year's refreshed family. Outcomes never decide who is compared. Pure; thread-safe.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "insight/family_of_schools.hpp"
#include "insight/nearest_schools.hpp"
#include "insight/page_parts.hpp"
#include "insight/standing.hpp"
#include "model/block.hpp"

namespace potensial::insight {

// One school of the family on the indicator of the page.
struct FamilyResult {
  std::string school;
  std::size_t learners = 0;
  double mean = no_figure, low = no_figure, high = no_figure;  // attained standard, model scale
};

struct FamilyPageInput {
  SchoolFamily family;                  // empty for a school without one: nearest schools only
  AcademicYear from;                    // of the set
  FamilyRule rule;
  NearestRule nearest_rule;
  std::vector<SchoolContext> contexts;  // of all schools compared
  AcademicYear contexts_from, contexts_to;
  std::string school;                   // from whose place the page is seen; empty: from none
  std::optional<Indicator> indicator;
  std::vector<FamilyResult> results;
  std::optional<FamilyOverlap> overlap;  // of the school, with the refreshed family
  std::vector<std::string> better;       // schools clearly better on the indicator
  std::optional<Standing> standing;      // of all learners of the family; none from the place of one school
  std::vector<Indicator> indicators;     // of the standing
  Names names;
  bool invented = false;
};

Page family_page(const FamilyPageInput& input);

// In words: its number within its kind of school, and which half where the kind was halved.
Phrase family_title(const SchoolFamily& family);

}  // namespace potensial::insight
