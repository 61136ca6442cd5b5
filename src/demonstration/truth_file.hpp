// truth.json: what was planted, for scoring outside the product. Written by `synthesise`, read by nothing here.
#pragma once

#include <string>
#include <vector>

#include "demonstration/bid_files.hpp"
#include "demonstration/delegation_files.hpp"
#include "demonstration/planted_groups.hpp"
#include "demonstration/planted_schools.hpp"
#include "demonstration/spend_files.hpp"
#include "demonstration/strategies.hpp"

namespace potensial::demonstration {

struct PlantedFault {
  std::string id, file, rule, expected;
  std::int64_t row = 0;      // data row, from 1; 0: the whole file
  std::int64_t count = 1;
};

// What was planted beside the groups, and what the generator itself counted.
struct PlantedThings {
  const std::vector<PlantedSchool>& schools;
  const std::vector<DelegationTruth>& delegations;
  const std::vector<BidTruth>& bids;
  const std::vector<BidTruth>& plans;
  const SpendTruth& spend;
  const GrantReach& reach;
  const std::vector<PlantedFault>& faults;
};

std::string truth_json(const World& world, const Population& population, const PlantedGroups& groups, const PlantedThings& planted,
                       const std::string& manifest_sha256);

}  // namespace potensial::demonstration
