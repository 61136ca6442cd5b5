// The total of a year's guidance shared among the authorities of Wales by its stored formula (FND-16): by the learners of
// statutory age at the January census before the financial year begins, each counted at the main registration.
// The same home, guidance and loads always give the same pence. One home serves one thread at a time.
//
// Refuses "guidance.unknown", "guidance.part-unknown", "fund-allocation.no-formula", "fund-allocation.no-census" {year, census}, what
// funding::allocate refuses, and what the census reader refuses.
#pragma once

#include <string>
#include <vector>

#include "funding/allocation.hpp"
#include "model/block.hpp"
#include "model/guidance.hpp"
#include "service/home.hpp"

namespace potensial::service {

struct FundAllocation {
  Guidance guidance;
  AcademicYear census;
  std::vector<std::string> authorities;          // by number
  std::vector<funding::AllocationPart> parts;    // as the guidance's formula, one basis for each authority
  std::vector<std::int64_t> learners;            // of each authority
  funding::Allocation found;
};

Result<FundAllocation> fund_allocation(Home& home, const Guidance& guidance);

// Of all authorities, or of one: how its figure arose.
struct FundAllocationAsked {
  std::string guidance, authority = {};  // no authority: all
};
// "bsf-2007-08" is all of it, "681-bsf-2007-08" the figure of one authority.
FundAllocationAsked fund_allocation_asked(const Home& home, const std::string& id);
Result<Page> fund_allocation_page(Home& home, const FundAllocationAsked& asked, bool invented);

}  // namespace potensial::service
