// The page of a finding (P03): is this group really behind, how sure are we, and where? As blocks: who, how far
// and how sure; the three comparisons; year by year; how it was judged in full; schools. Pure; thread-safe.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "insight/page_parts.hpp"
#include "insight/verdict_rule.hpp"
#include "model/block.hpp"
#include "model/finding.hpp"

namespace potensial::insight {

struct FindingPageInput {
  FindingRecord finding;
  Indicator indicator;
  Text stage;
  VerdictRule rule;
  Names names;
  std::optional<Judgement> circumstances;  // 1B, the group's own characteristics taken out
  std::size_t findings_of_search = 0;      // reported by the same search
  bool invented = false;
};

Page finding_page(const FindingPageInput& input);

// "Boys, entitled to free school meals: mathematics, Year 6": names a finding in lists and titles.
Phrase finding_title(const FindingRecord& finding);

}  // namespace potensial::insight
