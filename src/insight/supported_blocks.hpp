// Outcomes of learners with support beside those of similar learners, as blocks: for the support register of a school (P12) and for the
// schools of an authority. What was compared, what it says by a published rule, who could not be compared and why, and what it does not
// show. It is a description and says so. No figure stands that fewer learners are behind than the rule shows; for readers to whom the
// learners are not named (`named` false) no count from which such a figure follows stands either. Pure; thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "insight/page_parts.hpp"
#include "insight/supported_outcomes.hpp"

namespace potensial::insight {

struct ActivityOutcome {
  Text activity, stage;
  Indicator indicator;
  SupportedOutcome outcome;
};

struct ActivityRegister {
  Text activity;
  std::size_t learners = 0;  // on the registers, ever
  bool has_outcomes = false;
};

struct SupportedBlockInput {
  std::vector<ActivityRegister> activities;  // with learners here
  std::vector<ActivityOutcome> outcomes;     // with results after the start, by activity
  SupportedRule rule;
  Text sentence;                             // of the rule
  bool named = false;                        // the reader may see who the learners are
};

// Headed "supported-outcomes"; empty where nobody ever had support.
std::vector<Block> supported_blocks(const SupportedBlockInput& input);

struct SupportedPageInput {
  Organisation authority;
  SupportedBlockInput outcomes;
  bool invented = false;
};

// Of all schools of an authority, by activity. Names nobody.
Page supported_page(const SupportedPageInput& input);

}  // namespace potensial::insight
