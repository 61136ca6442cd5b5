// The page of an authority (P07), of Wales (P08), or of a body in which schools work together (GRP-01): where are
// learners behind, and how much of the difference lies between authorities, between schools and inside schools?
// As blocks. Schools stand by name, never in an order of merit, and their effects only with their intervals.
// Pure; thread-safe.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "catalogue/tile_maps.hpp"
#include "insight/expected_standard.hpp"
#include "insight/page_parts.hpp"
#include "insight/school_standing.hpp"
#include "insight/standing.hpp"
#include "insight/verdict_rule.hpp"
#include "model/block.hpp"
#include "model/finding.hpp"
#include "model/organisation.hpp"

namespace potensial::insight {

struct PartitionOfIndicator {
  std::string indicator;
  std::vector<AcademicYear> years;
  VariancePartition same_start, circumstances;
};

// Another area, or a school, with some of the same learners.
struct RelatedArea {
  std::string id;
  OrganisationKind kind = OrganisationKind::authority;
};

// Why no group was looked for: fewer schools than a search needs, or a stage that has no search.
struct NotSearched {
  std::size_t schools = 0, needed = 0;  // both 0: the stage has none
};

struct AreaPageInput {
  std::string noun = "authority";          // "authority", "wales" or "body"
  OrganisationKind kind = OrganisationKind::authority;  // of the area itself
  Standing standing;
  Text stage;
  std::vector<Indicator> indicators;
  VerdictRule rule;
  std::vector<PartitionOfIndicator> partitions;  // of the loaded population
  std::vector<SchoolOfArea> schools;             // indices into `school_ids`
  std::vector<std::string> school_ids;
  std::vector<Standing> parts;                   // of the authorities, where the area joins several
  std::vector<catalogue::PlacedOrganisation> tiles;  // of the authorities, on the map of Wales
  std::optional<NotSearched> not_searched;
  std::vector<FindingRecord> findings;
  std::vector<RelatedArea> related;
  std::vector<std::string> reported, not_reported;  // organisations whose data are loaded, and whose are not
  Names names;
  bool invented = false;
};

Page area_page(const AreaPageInput& input);

}  // namespace potensial::insight
