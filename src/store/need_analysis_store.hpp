// Need analyses in the ledger, as they were frozen; none is changed. Writing is called inside the caller's Transaction.
// One thread at a time, as the Ledger.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/need_analysis.hpp"
#include "store/ledger.hpp"

namespace potensial::store {

// Gives it its id and hash. The same figures frozen again are the analysis that is there.
NeedAnalysis add_need_analysis(Ledger& ledger, NeedAnalysis analysis);
std::optional<NeedAnalysis> need_analysis(Ledger& ledger, std::string_view id);
std::optional<std::string> organisation_of_need_analysis(Ledger& ledger, std::string_view id);
std::vector<NeedAnalysis> need_analyses_of(Ledger& ledger, std::string_view organisation);  // newest first

}  // namespace potensial::store
