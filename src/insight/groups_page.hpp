// The page of a search (P04): which groups fall furthest short here? As blocks: main gaps and separate stories
// apart, what is real but small, who does better, what was not analysed and why. Pure; thread-safe.
#pragma once

#include <string>
#include <vector>

#include "insight/finding_search.hpp"
#include "insight/page_parts.hpp"
#include "model/block.hpp"

namespace potensial::insight {

struct GroupsPageInput {
  std::string scope;
  Text stage;
  Indicator indicator;
  std::vector<AcademicYear> years;
  GroupFindings found;
  VerdictRule rule;
  std::vector<NotAnalysed> not_analysed;  // single characteristics, from the standing of the scope
  Names names;
  bool invented = false;
};

Page groups_page(const GroupsPageInput& input);

}  // namespace potensial::insight
