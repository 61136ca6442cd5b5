// What find found, as one page: each search with its counts, its findings, and what could not be judged.
// Pure; thread-safe.
#pragma once

#include <string>

#include "insight/page_parts.hpp"
#include "model/block.hpp"
#include "service/find.hpp"

namespace potensial::service {

// Characteristics recorded for too few get a warning each; those nobody recorded are named together.
std::vector<Block> incomplete_notes(const ScopeSearch& search);

Page find_page(const FindAnswer& answer, const insight::Names& names, bool invented);

// The contract of `potensial find --json`: {"searches": [{"indicator", "scope", "years", "counts", "main": [finding...],
// "separate", "small", "better", "not_judged"}], "new_or_changed"}. Figures that do not exist are null.
std::string find_json(const FindAnswer& answer);

}  // namespace potensial::service
