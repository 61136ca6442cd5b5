// The page of exclusions of a school, an authority or Wales (ATT-03): per 1,000 learners by kind and length, by
// group and by reason, year by year and beside Wales. Rates of groups and organisations pool the newest years, up
// to three, because exclusions are few. As blocks. Pure; thread-safe.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "insight/description_parts.hpp"
#include "insight/exclusion_rates.hpp"
#include "model/code_set.hpp"

namespace potensial::insight {

struct ExclusionsYear {
  AcademicYear year;
  ExclusionRates own, population;
};

struct ExclusionsOfGroup {
  DescribedGroup group;
  ExclusionRates rates;   // pooled: exclusions per 1,000 learners a year
};

struct ExclusionsOfPart {
  std::string organisation;
  ExclusionRates rates;   // pooled
};

struct ExclusionsPageInput {
  DescribedScope scope;
  std::vector<ExclusionsYear> years;   // oldest first, all that are loaded
  std::vector<AcademicYear> pooled;    // years behind groups, reasons and parts
  ExclusionRates own, population;      // pooled
  std::vector<ExclusionsOfGroup> groups;
  std::vector<ExclusionsOfPart> parts;
  const CodeSet* reasons = nullptr;
  Names names;
};

Page exclusions_page(const ExclusionsPageInput& input);

// The name of a reason; its code where nothing names it.
Phrase exclusion_reason(const CodeSet* reasons, const std::string& code);

}  // namespace potensial::insight
