// A finding as the text that the ledger keeps. What is written is read back the same; figures keep every bit.
#pragma once

#include <string>
#include <string_view>

#include "model/finding.hpp"

namespace potensial::store {

std::string finding_text(const FindingRecord& finding);
// Of a text that finding_text made; anything else is a damaged ledger and throws.
FindingRecord finding_of(std::string_view text);

// Names the group: characteristic and level of each condition, "fsm=yes sex=M".
std::string conditions_text(const std::vector<Condition>& conditions);

}  // namespace potensial::store
