// Blocks of a Standing, shared by the pages of schools and areas. Pure; thread-safe.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "insight/page_parts.hpp"
#include "insight/standing.hpp"
#include "model/block.hpp"

namespace potensial::insight {

// One key sentence per comparison over all indicators, and one for the clearest shortfall of a group.
std::vector<Block> standing_key(const Standing& standing, std::span<const Indicator> indicators);

// All learners: indicators by comparisons, with what must be said beside the verdicts.
std::vector<Block> standing_comparisons(const Standing& standing, std::span<const Indicator> indicators, Phrase title);

struct GroupsSeen {
  std::string school = {};        // whose learners the counts lead to; empty where they lead nowhere
  bool shares_of_others = true;   // of the same group in the family, the authority and all
  std::string family = {}, authority = {};  // of the school, where those shares are counted
};

// Groups of one indicator against what is expected of similar learners: table and interval chart.
std::vector<Block> standing_groups(const Standing& standing, const Indicator& indicator, const GroupsSeen& seen = {});

// The same groups under the other two comparisons, folded.
Details standing_group_details(const Standing& standing, const Indicator& indicator);

// Blocks as they are for the first of several alike, folded under a title for the others: a page stays readable.
std::vector<Block> folded_unless_first(bool first, Phrase title, std::vector<Block> blocks);

// The loads behind a page: their numbers, or how many and the newest.
Phrase loads_phrase(std::span<const std::int64_t> loads);

// The groups that were not analysed, and why; or that all were.
std::vector<Block> not_analysed_blocks(const Standing& standing);

}  // namespace potensial::insight
