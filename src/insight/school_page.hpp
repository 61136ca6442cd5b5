// The school page (P01): is this school low, for whom, and who is missed? As blocks.
// Key sentences first, one per comparison; then the three comparisons, groups of each indicator with those not
// analysed and why, trends, differences within the school, learners ahead who fell back, findings, and how it
// was judged. Nothing is ranked or added up. Pure; thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "insight/high_attainers.hpp"
#include "insight/page_parts.hpp"
#include "insight/standing.hpp"
#include "insight/trend.hpp"
#include "insight/verdict_rule.hpp"
#include "insight/within_school.hpp"
#include "model/block.hpp"
#include "model/finding.hpp"
#include "model/organisation.hpp"

namespace potensial::insight {

// Shares over time of one indicator for the school, its family and the whole country (or what is loaded).
struct SchoolTrend {
  std::string indicator;
  Trend school;
  std::optional<Trend> family;
  Trend nation;
};

// A cluster, working family or other body, never the statistical family.
struct BodyOfSchool {
  std::string id;
  OrganisationKind kind = OrganisationKind::other;
};

struct SchoolPageInput {
  Organisation school;
  Text authority;                     // name; its id is school.authority
  Text stage;                         // "Key Stage 2"
  Text population;                    // "Wales", or what is loaded
  Standing standing;
  std::vector<Indicator> indicators;
  VerdictRule rule;
  std::vector<SchoolTrend> trends;
  std::vector<WithinRow> within;
  std::optional<HighAttainers> ahead;
  std::string ahead_in;                 // indicator in which they were ahead
  Condition disadvantaged;              // as `ahead` sets them apart
  bool names_learners = true;           // lists who they are, by opaque id; for those who may see them
  bool figures_of_others = true;        // shares of the family, the authority and all; for those entitled to them
  std::vector<FindingRecord> findings;  // national and authority findings that apply to the school
  std::string family;                   // id of its family, empty without one
  std::vector<BodyOfSchool> bodies;     // that it belongs to
  Names names;
  std::vector<std::int64_t> loads;
  bool invented = false;
};

Page school_page(const SchoolPageInput& input);

}  // namespace potensial::insight
