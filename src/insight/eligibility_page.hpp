// Who a fund is for at a place (TGT-07): which schools may have its money, which miss it by little and by how much, and the
// learners it is for at schools that may not have it. As blocks. Pure; thread-safe.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "insight/description_parts.hpp"
#include "insight/grant_eligibility.hpp"
#include "insight/who_is_missed.hpp"

namespace potensial::insight {

struct EligibilityOfPart {
  std::string organisation;
  EligibilityTotals totals;
};

// Learners whom the fund supports at every school.
struct SupportedEverywhere {
  Text name;                        // "looked after by an authority"
  std::int64_t learners = 0, outside = 0;  // outside: at schools that are not eligible
};

// Whom the support of the fund reached in the year (TGT-08), by authority, or by school where there is one authority alone.
struct ReachOfPart {
  std::string organisation;
  WhoIsMissed counts;
};
struct FundReach {
  WhoIsMissed all;
  std::vector<ReachOfPart> parts;     // none for a school
};

struct EligibilityPageInput {
  DescribedScope scope;
  std::optional<Fund> fund;                // none had begun
  Text meeting;                            // whom its money is for: "entitled to free school meals"
  bool is_newest = true;                   // whether the year is the newest, which nobody has to ask for
  bool has_before = false;                 // whether the census of the year before is loaded
  std::vector<SchoolEligibility> schools;  // by id
  std::vector<EligibilityOfPart> parts;    // authorities, where there are several
  std::vector<SupportedEverywhere> everywhere;
  std::optional<FundReach> reach;          // nothing: no support of the fund is registered for the year
  std::optional<AcademicYear> newest_reach;  // the newest year for which it is; nothing: none up to the year
  Names names;
};

Page eligibility_page(const EligibilityPageInput& input);

}  // namespace potensial::insight
