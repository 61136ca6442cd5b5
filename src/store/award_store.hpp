// Awards and their lines (model/award.hpp). Kept as they were made, never changed. Writing is called inside the caller's
// Transaction. One thread at a time, as the Ledger.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "model/award.hpp"
#include "store/ledger.hpp"

namespace potensial::store {

// Gives the number of the award; its lines are planned at what they may cost. `most` is what the fund has in that year, grant
// and contribution together: refuses "award.beyond-total" {left, asked} where the awards of the fund and year would come to
// more. Of delegated money it is what the school was delegated: refuses "award.beyond-delegated" {left, asked} where all lines
// that it has of it would be planned at more. Refuses "award.no-line", "award.line-amount" {line} for lines that cost nothing or less or whose parts are below 0, and
// "money.too-large".
Result<std::int64_t> add_award(Ledger& ledger, const Award& award, Pence most);

std::optional<Award> award(Ledger& ledger, std::int64_t id);
std::vector<Award> awards_of(Ledger& ledger, std::string_view organisation, FinancialYear year);  // by number
// For which the organisation has an award, the oldest first; no organisation: anybody.
std::vector<FinancialYear> years_awarded(Ledger& ledger, std::string_view organisation);
std::vector<Award> awards_in(Ledger& ledger, FinancialYear year);                                  // of everybody, by number
std::vector<Award> awards_with_lines_of(Ledger& ledger, std::string_view school);                 // of any year, newest year first
// Made by the fund itself, without what an authority delegated from its own; by number.
std::vector<Award> awards_from(Ledger& ledger, std::string_view fund, FinancialYear year);

}  // namespace potensial::store
